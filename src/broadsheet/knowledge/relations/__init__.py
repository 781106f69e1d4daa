"""The relations that are found: each file is a kind, with its `PRECISION` as `evals/knowledge.py` measured."""
