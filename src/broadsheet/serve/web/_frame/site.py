"""The newsroom as the pages see it, and the one way a page is made."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Annotated, Any
from urllib.parse import quote, unquote, urlencode

from fastapi import Depends, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from broadsheet import publish
from broadsheet.app import Newsroom
from broadsheet.core import manuscript
from broadsheet.serve.jobs import Works, Writings
from broadsheet.serve.web._frame import cards, excerpts, words
from broadsheet.serve.web._frame.strings import choose, known, say

# A year: preferences are no secret, and asking again each month would be a nuisance.
KEEP_SECONDS = 365 * 24 * 3600
THEMES = ("auto", "light", "dark")


@dataclass(frozen=True, slots=True)
class Site:
    """The open newsroom, the templates, and what runs behind the pages."""

    room: Newsroom
    templates: Environment
    works: Works
    writings: Writings
    _known: dict[str, bool] = field(default_factory=dict)

    def holds_sample(self) -> bool:
        """Whether the sample wire is here; once it is it stays, and the wire is not read again for every page."""
        if not self._known.get("sample"):
            self._known["sample"] = self.room.holds_sample()
        return self._known["sample"]

    def page(self, request: Request, template: str, *, status: int = 200, **values: Any) -> HTMLResponse:
        """`template` filled in the reader's language; an address with `?lang=` is remembered."""
        language = language_of(request)
        common = {
            "t": partial(say, language),
            "has": partial(known, language),
            "lang": language,
            "theme": theme_of(request),
            "here": _address(request),
            "path": request.url.path,
            "editor": editor_of(request),
            "edition": self.room.edition(),
            "newsroom": self.room.settings.name,
            "holds_sample": self.holds_sample(),
            "unseen_alerts": sum(self.room.unseen().values()),
            "day": partial(words.day, language=language),
            "moment": partial(words.moment, language=language),
            "language_name": partial(words.language_name, language=language),
        }
        body = self.templates.get_template(template).render({**common, **values})
        response = HTMLResponse(body, status)
        response.headers["vary"] = "Cookie, Accept-Language, HX-Request"
        response.headers["cache-control"] = "no-store"
        if request.query_params.get("lang"):
            keep(response, {"lang": language})
        return response


def templates() -> Environment:
    """The templates: everything escaped, a missing value is an error."""
    environment = Environment(
        loader=PackageLoader("broadsheet.serve.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "grouped": words.grouped,
        "figure": words.figure,
        "minutes": words.minutes,
        "size": words.size,
        "tongue": words.language_of,
        "marked": excerpts.marked,
        "opening": cards.opening,
        "first_paragraphs": cards.first_paragraphs,
        "prose": lambda text: Markup(publish.prose(text)),  # noqa: S704 - safe by construction, see publish/prose.py
        "plain": manuscript.plain,
        "unmarked": _unmarked,
    }
    return environment


def _unmarked(gap: str) -> str:
    """What stands between two sentences, without what makes a line a heading or a quotation."""
    return "" if gap.strip() in ("##", "###", ">") else manuscript.plain(gap)


def language_of(request: Request) -> str:
    """The language of the page to answer with."""
    return choose(
        asked=request.query_params.get("lang", ""),
        kept=request.cookies.get("lang", ""),
        accepted=request.headers.get("accept-language", ""),
    )


def theme_of(request: Request) -> str:
    """`light`, `dark`, or `auto` for what the reader's system says."""
    kept = request.cookies.get("theme", "")
    return kept if kept in THEMES else THEMES[0]


def editor_of(request: Request) -> str:
    """Who is at the desk, as they signed last; names outside ASCII travel percent-encoded."""
    return unquote(request.cookies.get("editor", ""))[:80]


def keep(response: HTMLResponse | RedirectResponse, cookies: Mapping[str, str]) -> None:
    """Set preferences in cookies that no script can read and no other site can send with a change."""
    for name, value in cookies.items():
        response.set_cookie(name, quote(value), max_age=KEEP_SECONDS, httponly=True, samesite="lax")


def back_to(address: str, *, fallback: str = "/") -> RedirectResponse:
    """See other (303): a path of this site, never another's (`//host`, `https:`), else `fallback`."""
    ours = address.startswith("/") and not address.startswith(("//", "/\\"))
    return RedirectResponse(address if ours else fallback, 303)


def lines(text: str) -> str:
    """A form's text as a draft has it: browsers send CRLF, a draft has LF."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def is_fragment(request: Request) -> bool:
    """Whether HTMX asks for a part of the page."""
    return request.headers.get("hx-request") == "true"


def _address(request: Request) -> str:
    """The page's own address, without the language that a switch is about to change."""
    query = urlencode([(k, v) for k, v in request.query_params.multi_items() if k != "lang"])
    return request.url.path + (f"?{query}" if query else "")


def _site(request: Request) -> Site:
    site: Site = request.app.state.site
    return site


Here = Annotated[Site, Depends(_site)]
