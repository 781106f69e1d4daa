"""Kinds of texts, one file each. A kind says which facts it takes, what it plans and how it reads without a model."""
