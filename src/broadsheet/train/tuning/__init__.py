"""Fine-tuning: a model there is goes on learning, with a head, with layers held still, or by a LoRA adapter.

The recipe's `[tuning]` table says how (`settings.py`); the loop, the objectives and the measures are those of every
training.
"""
