"""Texts read by models trained here."""
