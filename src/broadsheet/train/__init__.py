"""Small language models: corpus, pretraining, fine-tuning, evaluation, export."""
