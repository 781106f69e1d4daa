"""The tables `[models]` and `[server]` of a newsroom's settings: who serves which task, and how a server is asked."""

from dataclasses import dataclass
from typing import Literal, get_args

Task = Literal["prose", "labels", "edits", "translation"]
TASKS: tuple[Task, ...] = get_args(Task)


@dataclass(frozen=True, slots=True)
class ModelSettings:
    """The models of each task in the order they are asked, and those asked after them for every task.

    An empty task has the newsroom's own model. `none` ends a list: what is after all of them is templates and
    extraction. `idle_minutes` after its last answer a model's process ends and its memory comes back; 0 is never.
    """

    prose: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    edits: tuple[str, ...] = ()
    translation: tuple[str, ...] = ()
    fallback: tuple[str, ...] = ()
    idle_minutes: int = 15


@dataclass(frozen=True, slots=True)
class ServerSettings:
    """How the server behind `openai:` and `openai-text:` is asked; what is empty or 0 is as the backend has it.

    `timeout` is seconds without a token, `deadline` seconds for a whole answer, `retries` tries after the first.
    `price_in` and `price_out` are money for a million tokens; `budget_tokens_day` and `budget_money_day` are
    what may be spent from midnight to midnight in UTC, 0 without end.
    """

    dialect: str = ""
    timeout: float = 0.0
    deadline: float = 0.0
    retries: int = 2
    price_in: float = 0.0
    price_out: float = 0.0
    budget_tokens_day: int = 0
    budget_money_day: float = 0.0
