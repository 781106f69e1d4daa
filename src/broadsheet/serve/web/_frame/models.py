"""What the pages say of language models: the catalogue, what is being fetched, and which one writes here."""

from typing import Any

from fastapi import Request

from broadsheet.serve.web._frame.site import Site


def chosen_model(site: Site, request: Request) -> str:
    """The model that writes what is drafted in this browser: the one chosen here, else the newsroom's."""
    kept = request.cookies.get("model", "")
    usable = {m.name for m in site.room.models() if m.installed} | {"none"}
    return kept if kept in usable else site.room.model_name()


def model_values(site: Site, request: Request) -> dict[str, Any]:
    """The template's values of everything that shows models."""
    listed = site.room.models()
    return {
        "models": listed,
        "model": chosen_model(site, request),
        "pulls": {m.name: work for m in listed if (work := site.works.get(f"pull {m.name}"))},
    }
