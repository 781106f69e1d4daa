"""The API under /api/v1: one file a noun in `nouns/`, described by OpenAPI 3.1; errors are RFC 9457 problems."""
