"""Readers of public data sets of recommendation that a user has: MIND, EB-NeRD and MovieLens. Nothing is fetched."""
