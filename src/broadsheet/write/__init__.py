"""From facts to a draft: what must be said is planned first, and a model only phrases it."""

# ruff: noqa: E402 - two folders are imported before the functions of their names
import importlib

# Importing the folder binds its name in this door; done here, it is done before the function of that name is bound.
importlib.import_module("broadsheet.write.edits")
importlib.import_module("broadsheet.write.kinds")

from broadsheet.write.comparing import Compared, compared
from broadsheet.write.controls import Controls, Style
from broadsheet.write.data_files import facts_of_csv, table_evidence
from broadsheet.write.describing import FactShape, KindShape, describe
from broadsheet.write.drafting import draft
from broadsheet.write.facts import named_once
from broadsheet.write.kind import Kind, kind, kinds
from broadsheet.write.measures import platforms
from broadsheet.write.planned import plain, plan
from broadsheet.write.preparing import prepare
from broadsheet.write.registry import prompt, prompts
from broadsheet.write.reporting import report_of
from broadsheet.write.revising.edit import Edit, edit, edits
from broadsheet.write.revising.selection import Proposal, Selection, select
from broadsheet.write.revising.suggesting import suggest
from broadsheet.write.revising.word_diff import word_diff
from broadsheet.write.shapes import Ask, Example, Part, Plan, Point
from broadsheet.write.translating import translate

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
    "named_once",
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
