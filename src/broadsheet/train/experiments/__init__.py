"""Experiments: a recipe and a text become a trained, measured and exported model, in one folder, step by step."""
