"""Evaluation of models on text held out: likelihood beside n-grams, overlap, classes, calibration, samples."""
