"""Finding: full text and vectors, fused."""
