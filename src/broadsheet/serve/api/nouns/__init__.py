"""The nouns of the API: each file has a `router`, and adding a file is the whole registration."""
