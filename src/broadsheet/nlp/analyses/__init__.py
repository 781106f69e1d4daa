"""Analyses, one a file: `VERSION: int`, `REQUIRES: tuple[str, ...]`, `analyse(article) -> value`.

The value is JSON (objects, lists, text, numbers); it is kept under the file's name with the version, and a higher
version makes every newsroom derive it again. `REQUIRES` names analyses whose values stand in `article.annotations`.
"""
