"""The nouns every room shares: values, the error tree, plugins. It knows no other room and no library."""

from broadsheet.core.article import Article, Entry, Source, Stored
from broadsheet.core.catalogue_item import CatalogueItem
from broadsheet.core.checked import Checked, CheckLine
from broadsheet.core.conversation import Conversation, Turn
from broadsheet.core.draft import Decision, Draft, Piece, Sentence, Usage, Variant
from broadsheet.core.entity import Entity, Statement
from broadsheet.core.errors import (
    BroadsheetError,
    BudgetError,
    BusyError,
    ConflictError,
    DiskFullError,
    EmptyEvidenceError,
    FetchError,
    ForbiddenAddressError,
    IntegrityError,
    InvalidInputError,
    MissingError,
    MissingExtraError,
    MissingModelError,
    ModelError,
    ModelInputError,
    NotFoundError,
    ParseError,
    RequestError,
    RobotsError,
    SourceError,
    StoreError,
    TooLargeError,
    UnknownNameError,
    UnmetRulesError,
)
from broadsheet.core.event import Event
from broadsheet.core.evidence import Claim, Evidence, Finding, Influence, Reason, Report, Span, Witness
from broadsheet.core.fact_check import Appearance, FactCheck, QueueMark, Rating
from broadsheet.core.headline_test import (
    Headline,
    HeadlineLook,
    HeadlineMark,
    HeadlineOdds,
    HeadlineRules,
    HeadlineTally,
    HeadlineTest,
    HeadlineVerdict,
)
from broadsheet.core.labelled import Labelled
from broadsheet.core.plugins import Plugins
from broadsheet.core.publication import Publication
from broadsheet.core.reader import Context, FrontPage, Item, Reader, TagUse
from broadsheet.core.ruling import Ruling
from broadsheet.core.sending import Letter, LetterItem, Notification, Subscription
from broadsheet.core.served import Served, Shown
from broadsheet.core.spending import Spending
from broadsheet.core.steering import Dials, DialSetting, Steer, Steering
from broadsheet.core.story import Story
from broadsheet.core.suggestion import Change, Citation, Offer, Suggestion
from broadsheet.core.taken import Refusal, Taken, Told
from broadsheet.core.translation import Mark, Pair, Parity, Rendering, Stretch, Translation
from broadsheet.core.watch import Alert, Watch

__all__ = [
    "Alert",
    "Appearance",
    "Article",
    "BroadsheetError",
    "BudgetError",
    "BusyError",
    "CatalogueItem",
    "Change",
    "CheckLine",
    "Checked",
    "Citation",
    "Claim",
    "ConflictError",
    "Context",
    "Conversation",
    "Decision",
    "DialSetting",
    "Dials",
    "DiskFullError",
    "Draft",
    "EmptyEvidenceError",
    "Entity",
    "Entry",
    "Event",
    "Evidence",
    "FactCheck",
    "FetchError",
    "Finding",
    "ForbiddenAddressError",
    "FrontPage",
    "Headline",
    "HeadlineLook",
    "HeadlineMark",
    "HeadlineOdds",
    "HeadlineRules",
    "HeadlineTally",
    "HeadlineTest",
    "HeadlineVerdict",
    "Influence",
    "IntegrityError",
    "InvalidInputError",
    "Item",
    "Labelled",
    "Letter",
    "LetterItem",
    "Mark",
    "MissingError",
    "MissingExtraError",
    "MissingModelError",
    "ModelError",
    "ModelInputError",
    "NotFoundError",
    "Notification",
    "Offer",
    "Pair",
    "Parity",
    "ParseError",
    "Piece",
    "Plugins",
    "Publication",
    "QueueMark",
    "Rating",
    "Reader",
    "Reason",
    "Rendering",
    "Report",
    "Refusal",
    "RequestError",
    "RobotsError",
    "Ruling",
    "Sentence",
    "Served",
    "Shown",
    "Source",
    "SourceError",
    "Span",
    "Spending",
    "Statement",
    "Steer",
    "Steering",
    "StoreError",
    "Stored",
    "Story",
    "Stretch",
    "Subscription",
    "Suggestion",
    "TagUse",
    "Taken",
    "Told",
    "TooLargeError",
    "Translation",
    "Turn",
    "UnknownNameError",
    "UnmetRulesError",
    "Usage",
    "Variant",
    "Watch",
    "Witness",
]
