"""From facts to a draft."""
