"""Check-worthiness: which sentence of a text or a wire is worth checking first, and why."""
