"""Worlds with known truth: readers, articles and clicks whose probabilities are known, to try any recommender in."""
