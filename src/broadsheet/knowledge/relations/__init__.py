"""The relations that are found: each file is one, its name is the kind. `PRECISION` was measured by `evals/knowledge.py`."""
