"""Collaborative factors: what readers' acts say articles have in common. Readers are folded in, none is kept."""
