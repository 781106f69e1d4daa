"""The checks: one file each, `check(draft, record) -> Iterator[Finding]`. Adding a file is the whole registration."""
