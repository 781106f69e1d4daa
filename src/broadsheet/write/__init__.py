"""From facts to a draft: what must be said is planned first, and a model only phrases it."""

import importlib

# Importing the folder binds its name in this door; done here, it is done before the function of that name is bound.
importlib.import_module("broadsheet.write.edits")
importlib.import_module("broadsheet.write.kinds")

from broadsheet.write.comparing import Compared, compared  # noqa: E402
from broadsheet.write.controls import Controls, Style  # noqa: E402
from broadsheet.write.data_files import facts_of_csv, table_evidence  # noqa: E402
from broadsheet.write.describing import FactShape, KindShape, describe  # noqa: E402
from broadsheet.write.drafting import draft  # noqa: E402
from broadsheet.write.kind import Kind, kind, kinds  # noqa: E402
from broadsheet.write.measures import platforms  # noqa: E402
from broadsheet.write.planned import plain, plan  # noqa: E402
from broadsheet.write.preparing import prepare  # noqa: E402
from broadsheet.write.registry import prompt, prompts  # noqa: E402
from broadsheet.write.reporting import report_of  # noqa: E402
from broadsheet.write.revising.edit import Edit, edit, edits  # noqa: E402
from broadsheet.write.revising.selection import Proposal, Selection, select  # noqa: E402
from broadsheet.write.revising.suggesting import suggest  # noqa: E402
from broadsheet.write.revising.word_diff import word_diff  # noqa: E402
from broadsheet.write.shapes import Ask, Example, Part, Plan, Point  # noqa: E402
from broadsheet.write.translating import translate  # noqa: E402

__all__ = [
    "Ask",
    "Compared",
    "Controls",
    "Edit",
    "Example",
    "FactShape",
    "Kind",
    "KindShape",
    "Part",
    "Plan",
    "Point",
    "Proposal",
    "Selection",
    "Style",
    "compared",
    "describe",
    "draft",
    "edit",
    "edits",
    "facts_of_csv",
    "kind",
    "kinds",
    "plain",
    "plan",
    "platforms",
    "prepare",
    "prompt",
    "prompts",
    "report_of",
    "select",
    "suggest",
    "table_evidence",
    "translate",
    "word_diff",
]
