"""The endpoints: adding a file with `routes` is the whole registration."""
