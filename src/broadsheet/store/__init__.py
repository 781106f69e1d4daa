"""Keeping the nouns: SQLite embedded, PostgreSQL at scale. The only room that speaks SQL."""
