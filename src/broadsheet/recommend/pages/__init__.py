"""From scores to a page: variety, quotas, chance, and reasons that are true."""
