"""Serving over a store: what is new is brought to the engine, what readers do is taken in, served pages are logged."""
