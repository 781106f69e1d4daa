"""The house's plots: told in beats and in scenes, with people, places and things drawn by a seed."""

import random
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

_PRONOUNS: Mapping[str, Mapping[str, tuple[str, str, str]]] = {
    "en": {"she": ("she", "her", "her"), "he": ("he", "his", "him"), "first": ("I", "my", "me")},
    "zh": {"她": ("她", "她的", "她"), "他": ("他", "他的", "他"), "first": ("我", "我的", "我")},
}


@dataclass(frozen=True, slots=True)
class Beat:
    """A step of a plot: what happens, for a model, and the ways it is told without one."""

    brief: str
    prose: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Scene:
    """A scene of a plot: its heading, and lines marked A (action) or D (speaker, manner, words), parted by bars."""

    heading: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Plot:
    """A plot of the house."""

    name: str
    genres: tuple[str, ...]
    heroes: tuple[str, ...]
    others: tuple[str, ...]
    places: tuple[str, ...]
    things: tuple[str, ...]
    beats: tuple[Beat, ...]
    scenes: tuple[Scene, ...]


@dataclass(frozen=True, slots=True)
class Cast:
    """Who is in a story, where, and how it is told; `words` fill a plot's blanks."""

    name: str
    other: str
    place: str
    thing: str
    pronouns: tuple[str, str, str]

    @property
    def words(self) -> Mapping[str, str]:
        """The blanks of a plot by name."""
        s, p, o = self.pronouns
        named = {"name": self.name, "other": self.other, "place": self.place, "thing": self.thing}
        return {
            **named,
            **{k.upper(): v.upper() for k, v in named.items()},
            "s": s,
            "S": s[:1].upper() + s[1:],
            "p": p,
            "o": o,
        }


@cache
def plots(language: str) -> tuple[Plot, ...]:
    """All there are in a language."""
    text = (files("broadsheet.write.invention") / "data" / f"plots_{language}.toml").read_text(encoding="utf-8")
    return tuple(_plot(row) for row in tomllib.loads(text)["plots"])


def genres(language: str) -> tuple[str, ...]:
    """The genres that the plots are of."""
    return tuple(genre for plot in plots(language) for genre in plot.genres)


def plot_for(genre: str, *, language: str, seed: int, variant: int = 0) -> Plot:
    """A plot of the genre, of any when none is; further variants take the next one."""
    rows = plots(language)
    fitting = [p for p in rows if genre and any(genre.lower() in g or g in genre.lower() for g in p.genres)]
    order = fitting or random.Random(f"plot:{seed}").sample(rows, len(rows))
    rest = [p for p in rows if p not in order]
    return [*order, *rest][variant % len(rows)]


def cast_for(
    plot: Plot, *, language: str, seed: int, names: Sequence[str] = (), place: str = "", person: str = ""
) -> Cast:
    """The people and things of one telling: those given, the others drawn."""
    rng = random.Random(f"{plot.name}:{seed}")
    name, pronoun = rng.choice(plot.heroes).split("|")
    other, where, thing = rng.choice(plot.others), rng.choice(plot.places), rng.choice(plot.things)
    tongue = _PRONOUNS[language]
    first = person == "first"
    chosen = names[0] if names else name
    told = tongue["first"] if first else tongue[pronoun]
    return Cast(told[0] if first else chosen, names[1] if len(names) > 1 else other, place or where, thing, told)


def told(text: str, cast: Cast) -> str:
    """A beat's prose or a scene's line with its blanks filled."""
    return text.format(**cast.words)


def _plot(row: Mapping[str, Any]) -> Plot:
    lists = {key: tuple(row[key]) for key in ("genres", "heroes", "others", "places", "things")}
    beats = tuple(Beat(b["brief"], tuple(b["prose"])) for b in row["beats"])
    scenes = tuple(Scene(s["heading"], tuple(s["lines"])) for s in row["scenes"])
    return Plot(name=row["name"], beats=beats, scenes=scenes, **lists)
