"""Fine-tuning, on models of a few thousand weights."""
