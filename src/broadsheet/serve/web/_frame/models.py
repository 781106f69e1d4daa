"""What the pages say of language models: the catalogue, what is being fetched, and which one writes here."""

from dataclasses import dataclass
from typing import Any

from fastapi import Request

from broadsheet.app.model_settings import TASKS
from broadsheet.serve.web._frame.site import Site


def chosen_model(site: Site, request: Request) -> str:
    """The model that writes what is drafted in this browser: the one chosen here, else the newsroom's."""
    kept = request.cookies.get("model", "")
    usable = {m.name for m in site.room.models() if m.installed} | {m.name for m in site.room.own_models()} | {"none"}
    return kept if kept in usable else _first(site)


def asked_model(site: Site, name: str) -> str | None:
    """What to ask for where a page says `name`: None, the newsroom's own with its fall-back, where it is the first."""
    return None if name in ("", _first(site)) else name


def _first(site: Site) -> str:
    """The first of the models for prose that can be asked here."""
    names = site.room.task_models("prose")
    return next((n for n in names if n == "none" or site.room.is_ready(n)), names[0])


def model_values(site: Site, request: Request) -> dict[str, Any]:
    """The template's values of everything that shows models."""
    listed = site.room.models()
    return {
        "models": listed,
        "own_models": site.room.own_models(),
        "model": chosen_model(site, request),
        "pulls": {m.name: work for m in listed if (work := site.works.get(f"pull {m.name}"))},
    }


@dataclass(frozen=True, slots=True)
class Named:
    """A model named for a task, and whether it can be asked here."""

    name: str
    is_ready: bool


@dataclass(frozen=True, slots=True)
class TaskView:
    """A task and the models asked for it, in order."""

    name: str
    models: tuple[Named, ...]


def task_values(site: Site) -> dict[str, Any]:
    """The template's values of who does what."""
    room = site.room
    return {
        "tasks": [
            TaskView(task, tuple(Named(n, n == "none" or room.is_ready(n)) for n in room.task_models(task)))
            for task in TASKS
        ]
    }


def cost_values(site: Site, *, days: int = 30) -> dict[str, Any]:
    """The template's values of what models cost: `most` is what the longest bar stands for, in tokens."""
    account = site.room.account(days=days)
    named = {part for total in account.models for method in total.methods for part in method.split("+")}
    return {
        "account": account,
        "days": days,
        "most": max((t.prompt_tokens + t.completion_tokens for t in (*account.models, *account.tasks)), default=0) or 1,
        "methods": sorted(named),
        "unknown": any(not total.methods for total in account.models),
    }
