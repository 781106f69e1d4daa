"""Broadsheet (大报): an AI newsroom for Chinese and English media."""

__version__ = "0.1.0"
