"""A file of figures as facts or as evidence: decoded whatever wrote it, and never larger than can be read."""

from broadsheet.core import Evidence, InvalidInputError, TooLargeError
from broadsheet.write.figures.tables import read_table

# Bytes of a table: some five hundred thousand cells, which is as many as are looked at.
_MOST = 32_000_000
_NAMES = frozenset({"fact", "name", "field", "key", "事实", "名称", "字段", "项目"})
_VALUES = frozenset({"value", "text", "值", "数值", "内容"})


def facts_of_csv(payload: bytes, *, name: str) -> dict[str, str]:
    """The facts in a CSV file called `name`.

    Two columns headed name and value (名称, 值) give a fact a row; anything else is one fact, the whole as `table`.
    Raises `InvalidInputError` when it is no table and `TooLargeError` when it is too large.
    """
    text = _decoded(payload, name)
    table = read_table(text)
    first, *rest = table.columns
    if len(rest) == 1 and first.name.casefold() in _NAMES and rest[0].name.casefold() in _VALUES:
        return {k: v for k, v in zip(first.cells, rest[0].cells, strict=True) if k and v}
    return {"table": text}


def table_evidence(payload: bytes, *, name: str) -> Evidence:
    """A CSV file called `name` as evidence for the kind `table`; raises what `facts_of_csv` does."""
    text = _decoded(payload, name)
    read_table(text)
    return Evidence(name, text, title=name.replace("\\", "/").rsplit("/", 1)[-1].rsplit(".", 1)[0])


def _decoded(payload: bytes, name: str) -> str:
    """The text of a table: UTF-8 or UTF-16 by their marks, else UTF-8, else GB 18030, which Chinese offices write."""
    if len(payload) > _MOST:
        raise TooLargeError("the table is too large", asked=name, found=f"{len(payload)} bytes", do="give a part of it")
    marked = payload.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "gb18030"):
        try:
            return payload.decode(encoding).replace("\x00", "").replace("\r\n", "\n").replace("\r", "\n")
        except UnicodeDecodeError:
            continue
    raise InvalidInputError("the table can't be decoded", asked=name, do="save it as UTF-8")
