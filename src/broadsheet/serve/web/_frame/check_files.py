"""A check as a file: the report's formats, and the check itself as JSON."""

import json

from fastapi.responses import Response

from broadsheet import publish
from broadsheet.core import Checked, Stored
from broadsheet.serve.alone import POLICY
from broadsheet.serve.shapes import jsonable


def check_file(stored: Stored[Checked], format: str, *, language: str) -> Response:
    """The file of a check in `format` (`json`, or one of the report's), to be shown or saved.

    Raises `UnknownNameError` with the formats there are.
    """
    if format == "json":
        body = json.dumps(jsonable(stored if stored.id else stored.value), ensure_ascii=False, indent=2).encode()
        return _file(body, "application/json", "json", id=stored.id)
    media_type, suffix = publish.check_report_file(format)
    return _file(publish.check_report(stored, format, language=language), media_type, suffix, id=stored.id)


def _file(body: bytes, media_type: str, suffix: str, *, id: int) -> Response:
    name = f"check-{id}.{suffix}" if id else f"check.{suffix}"
    headers = {"content-disposition": f'inline; filename="{name}"', "content-security-policy": POLICY}
    if suffix == "pdf":  # the browser's own viewer is a page with scripts and styles of its own
        del headers["content-security-policy"]
    return Response(body, media_type=media_type, headers=headers)
