"""A match's figures as people type them, read: results, who scored when, and a run of results."""

import re
import unicodedata
from dataclasses import dataclass

from broadsheet.core import InvalidInputError

_RESULT = re.compile(r"(\d{1,3})\s*(?:-|:|比)\s*(\d{1,3})")
_DASHES = str.maketrans({"−": "-", "–": "-", "—": "-"})
_MINUTE = re.compile(r"(\d{1,3})(?:\+(\d{1,2}))?'?\s*(?:\(([^)]{1,12})\))?")
_SCORER = re.compile(r"(?P<name>\D+?)\s*(?P<minutes>\d.*)?")
_FORM = re.compile(r"[WDLwdl胜平负]")
_OUTCOME = {"w": "W", "d": "D", "l": "L", "胜": "W", "平": "D", "负": "L"}
_OWN = frozenset({"og", "own goal", "乌龙", "乌龙球"})
_PENALTY = frozenset({"pen", "penalty", "p", "点球"})


@dataclass(frozen=True, slots=True)
class Goal:
    """A goal: who, when (`45+2` counts as 45 and stands as it was written), and how."""

    name: str
    minute: str = ""
    own: bool = False
    penalty: bool = False

    @property
    def when(self) -> tuple[int, int]:
        """For ordering: minute and added time."""
        minute, _, added = self.minute.partition("+")
        return int(minute or 0), int(added or 0)


def read_result(text: str, *, name: str) -> tuple[int, int]:
    """A result of two sides; raises `InvalidInputError` when it is none."""
    match = _RESULT.fullmatch(_plain(text))
    if match is None:
        raise InvalidInputError(f"{name} is not a result", asked=text[:60], do="give it as 3-1, the home side first")
    return int(match[1]), int(match[2])


def read_periods(text: str) -> list[tuple[int, int]]:
    """The result of each period; raises `InvalidInputError` when one is none."""
    rows = [r for r in re.split(r"[,;、/]", _plain(text)) if r.strip()]
    return [read_result(row, name="a period's score") for row in rows]


def read_goals(text: str, *, name: str) -> list[Goal]:
    """The goals of one side in the order given; raises `InvalidInputError` when a scorer or a minute can't be read."""
    return [goal for row in re.split(r"[;\n]", _plain(text)) if row.strip() for goal in _goals_of(row, name)]


def read_form(text: str) -> str:
    """A run of results as W, D and L; raises `InvalidInputError` for anything else."""
    plain = re.sub(r"[\s,、;/-]", "", _plain(text))
    if _FORM.sub("", plain):
        raise InvalidInputError(
            "a form is results, newest last", asked=text[:60], do="give it as W W D L or 胜 胜 平 负"
        )
    return "".join(_OUTCOME[c.lower()] for c in plain)


def _goals_of(row: str, name: str) -> list[Goal]:
    parts = _SCORER.fullmatch(row.strip())
    if parts is None or not parts["name"].strip(" ,、"):
        raise InvalidInputError(f"{name}: this is no scorer", asked=row.strip()[:60], do="give them as Name 12, 45+2")
    who = parts["name"].strip(" ,、:(")
    if not parts["minutes"]:
        return [Goal(who)]
    found = []
    for piece in re.split(r"[,、]", parts["minutes"]):
        minute = _MINUTE.fullmatch(piece.strip())
        if minute is None:
            raise InvalidInputError(f"{name}: this is no minute", asked=piece.strip()[:60], do="give 12 or 45+2")
        how = (minute[3] or "").strip().lower()
        when = minute[1] + (f"+{minute[2]}" if minute[2] else "")
        found.append(Goal(who, when, how in _OWN, how in _PENALTY))
    return found


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).translate(_DASHES).strip()
