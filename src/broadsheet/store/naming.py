"""Which articles are meant: many ids or addresses looked up in one search."""

import json
from collections.abc import Collection

from sqlalchemy import func, select

from broadsheet.store.engine import Database
from broadsheet.store.tables import articles, duplicates

_LARGEST = 2**63 - 1
_KNOWN = """
SELECT json_group_array(articles.id) FROM json_each(?) AS asked JOIN articles ON articles.id = asked.value
"""


class Naming:
    """The repository's index of articles by what others call them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def known(self, ids: Collection[int]) -> set[int]:
        """Those of `ids` that are articles."""
        asked = json.dumps([i for i in ids if 0 < i <= _LARGEST])
        row = self._database.glance(_KNOWN, (asked,))
        return set(json.loads(row[0])) if row else set()

    def by_urls(self, urls: Collection[str]) -> dict[str, int]:
        """The article at each of `urls`, or the one it is known to copy; an address that is unknown is left out."""
        asked = func.json_each(json.dumps([*urls])).table_valued("value")
        own = select(articles.c.url, articles.c.id).join(asked, asked.c.value == articles.c.url)
        copies = select(duplicates.c.url, duplicates.c.article).join(asked, asked.c.value == duplicates.c.url)
        with self._database.reading() as connection:
            found = {url: int(id) for url, id in connection.execute(copies)}
            return found | {url: int(id) for url, id in connection.execute(own)}
