"""Whether a translation keeps what its source says: sentences aligned, then values, names, quotations, denials."""
