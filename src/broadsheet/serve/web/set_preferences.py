"""`/preferences`: the page's language and light, kept in cookies; no script is needed."""

from typing import Annotated

from fastapi import APIRouter, Form
from fastapi.responses import RedirectResponse

from broadsheet.serve.web._frame.site import THEMES, back_to, keep
from broadsheet.serve.web._frame.strings import LANGUAGES

routes = APIRouter()


@routes.post("/preferences")
def set_preferences(
    lang: Annotated[str, Form()] = "", theme: Annotated[str, Form()] = "", here: Annotated[str, Form()] = "/"
) -> RedirectResponse:
    """Keep what was chosen and go back to the page it was chosen on."""
    response = back_to(here)
    if lang in LANGUAGES:
        keep(response, {"lang": lang})
    if theme in THEMES:
        keep(response, {"theme": theme})
    return response
