"""What needs SQLite is where the decision page says, and nowhere else."""

import re
from pathlib import Path

import broadsheet.store

ROOM = Path(broadsheet.store.__file__).parent
PAGE = Path(__file__).parents[2] / "docs" / "decisions" / "0013-where-sqlite-is-assumed.md"
OWN = re.compile(
    r"sqlite3|PRAGMA|json_each|sqlite_sequence|dialects\.sqlite|func\.instr|dialect=|\.cursor\(|FOR EACH|BEGIN$"
)


def test_sqlite_is_assumed_in_the_files_that_are_listed() -> None:
    files = [*ROOM.glob("*.py"), *(ROOM / "migrations").glob("*.sql")]
    assuming = {str(f.relative_to(ROOM)) for f in files if any(OWN.search(line) for line in f.read_text().splitlines())}
    listed = {
        name
        for row in PAGE.read_text().splitlines()
        if row.startswith("| `")
        for name in re.findall(r"`([\w/.]+\.(?:py|sql))`", row)
    }
    assert assuming == listed
