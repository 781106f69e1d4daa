"""Inserts that may meet a row that is there: the one place that names a dialect for `ON CONFLICT`.

SQLite and PostgreSQL write it alike, and SQLAlchemy keeps it with each of them.
"""

from sqlalchemy.dialects.sqlite import insert as upsert

__all__ = ["upsert"]
