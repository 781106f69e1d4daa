"""The open store: one small repository a noun."""

from collections.abc import Callable, Sequence
from datetime import datetime
from types import TracebackType
from typing import Self

from broadsheet.store.ad_counts import AdCounts
from broadsheet.store.ad_ledger import AdLedger
from broadsheet.store.adverts import Adverts
from broadsheet.store.alignments import Alignments
from broadsheet.store.annotations import Annotations
from broadsheet.store.answers import Answers
from broadsheet.store.articles import Articles
from broadsheet.store.audience import AudienceLog
from broadsheet.store.autosaves import Autosaves
from broadsheet.store.changes import Changes
from broadsheet.store.checks import Checks
from broadsheet.store.drafts import Drafts
from broadsheet.store.engine import Database, connect
from broadsheet.store.entities import Entities
from broadsheet.store.events import Events
from broadsheet.store.fact_checks import FactChecks
from broadsheet.store.headline_tests import HeadlineTests
from broadsheet.store.items import Items
from broadsheet.store.labels import Labels
from broadsheet.store.letters import Letters
from broadsheet.store.listings import Listings
from broadsheet.store.looks import Looks
from broadsheet.store.mentions import Mentions
from broadsheet.store.migrate import migrate
from broadsheet.store.naming import Naming
from broadsheet.store.notifications import Notifications
from broadsheet.store.personal import Personal
from broadsheet.store.publications import Publications
from broadsheet.store.queue_marks import QueueMarks
from broadsheet.store.readers import Readers
from broadsheet.store.readings import Readings
from broadsheet.store.rulings import Rulings
from broadsheet.store.scrub import scrub
from broadsheet.store.served import ServedPages, Tombstones
from broadsheet.store.signatures import Signatures
from broadsheet.store.sources import Sources
from broadsheet.store.steering import Steerings
from broadsheet.store.stories import Stories
from broadsheet.store.subscriptions import Subscriptions
from broadsheet.store.suggestions import Suggestions
from broadsheet.store.usage import UsageLedger
from broadsheet.store.vectors import Vectors
from broadsheet.store.watches import Watches


class Store:
    """Everything a newsroom keeps. Safe to share between threads; each call is one transaction."""

    def __init__(self, database: Database, now: Callable[[], datetime]) -> None:
        self._database = database
        self.annotations = Annotations(database)
        self.articles = Articles(database, self.annotations, now)
        self.signatures = Signatures(database)
        self.items = Items(database, self.annotations, now)
        self.vectors = Vectors(database)
        self.sources = Sources(database, now)
        self.stories = Stories(database, now)
        self.rulings = Rulings(database, now)
        self.looks = Looks(database)
        self.drafts = Drafts(database, now)
        self.checks = Checks(database, now)
        self.autosaves = Autosaves(database, now)
        self.publications = Publications(database, now)
        self._face_readers(database, now)
        self._make_pages(database, now)
        self.labels = Labels(database, now)
        self.readings = Readings(database)
        self.answers = Answers(database, now)
        self.entities = Entities(database, now)
        self.mentions = Mentions(database)
        self.alignments = Alignments(database)
        self.watches = Watches(database, now)
        self.usage = UsageLedger(database)
        self.suggestions = Suggestions(database, now)
        self.fact_checks = FactChecks(database, now)
        self.queue_marks = QueueMarks(database, now)

    def _face_readers(self, database: Database, now: Callable[[], datetime]) -> None:
        """What is kept of readers and of what they are sent."""
        self.readers = Readers(database, now)
        self.events = Events(database)
        self.served = ServedPages(database)
        self.erased = Tombstones(database)
        self.personal = Personal(database)
        self.naming = Naming(database)
        self.subscriptions = Subscriptions(database)
        self.notifications = Notifications(database, now)
        self.letters = Letters(database, now)

    def _make_pages(self, database: Database, now: Callable[[], datetime]) -> None:
        """What pages are made from, and the hands on them."""
        self.changes = Changes(database)
        self.listings = Listings(database)
        self.steering = Steerings(database, now)
        self.headline_tests = HeadlineTests(database, now)
        self.audience = AudienceLog(database)
        self.adverts = Adverts(database, now)
        self.ad_ledger = AdLedger(database)
        self.ad_counts = AdCounts(database)

    def scrub(self, needles: Sequence[bytes]) -> bool:
        """Make sure that what was deleted is in no file; see `scrub`. Raises `StoreError`."""
        return scrub(self._database, needles)

    def close(self) -> None:
        """Give the connections back."""
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def open(url: str, *, now: Callable[[], datetime]) -> Store:
    """Open the store at `url` (`sqlite:///path`), made or brought up to date first; `now` gives aware datetimes.

    Raises `StoreError` when it can't be opened, is damaged, or was made by a newer Broadsheet.
    """
    database = connect(url)
    migrate(database)
    return Store(database, now)
