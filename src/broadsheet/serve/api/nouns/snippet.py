"""The script that tells what readers did, for the pages of any site: `/reader.js`, and `/reader.mjs` to import."""

import gzip
import hashlib
from functools import cache
from importlib.resources import files

from fastapi import APIRouter, Request, Response

router = APIRouter(include_in_schema=False)

_MODULE = "\nconst { start, tell, consent } = window.broadsheet;\nexport { start, tell, consent };\n"
_HEADERS = {
    "cache-control": "public, max-age=3600",
    "cross-origin-resource-policy": "cross-origin",
    "access-control-allow-origin": "*",
    "vary": "Accept-Encoding",
}


@router.get("/reader.js")
def get_script(request: Request) -> Response:
    """For a plain script tag: it starts by itself, with what its `data-` attributes say."""
    return _answer(request, "")


@router.get("/reader.mjs")
def get_module(request: Request) -> Response:
    """For `import`: it starts when `start` is called, with the same settings."""
    return _answer(request, _MODULE)


def _answer(request: Request, ending: str) -> Response:
    plain, packed, tag = _script(ending)
    headers = {**_HEADERS, "etag": tag}
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=headers)
    if "gzip" in request.headers.get("accept-encoding", ""):
        return Response(packed, headers={**headers, "content-encoding": "gzip"}, media_type="text/javascript")
    return Response(plain, headers=headers, media_type="text/javascript")


@cache
def _script(ending: str) -> tuple[bytes, bytes, str]:
    """The script, the same compressed, and its tag."""
    text = (files("broadsheet.serve.web") / "static" / "js" / "reader.js").read_text(encoding="utf-8") + ending
    tag = hashlib.blake2b(text.encode(), digest_size=8).hexdigest()
    return text.encode(), gzip.compress(text.encode(), 9, mtime=0), f'W/"{tag}"'
