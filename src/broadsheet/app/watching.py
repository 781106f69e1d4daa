"""Watching: what somebody wants to hear of is looked for in whatever is new, and told once."""

from collections.abc import Iterator, Mapping
from typing import Any

from broadsheet import publish
from broadsheet.app.opened import Opened
from broadsheet.app.step import Step
from broadsheet.core import Alert, BroadsheetError, InvalidInputError, Plugins, Stored, Watch

KINDS = Plugins("broadsheet.app.watches", "kind of watch")
LONGEST_NAME = 120  # characters: what a list shows in one line


class Watching(Opened):
    """The part of the newsroom that keeps watch."""

    def watch(self, value: Mapping[str, Any], *, kind: str = "search", name: str = "") -> int:
        """Watch for what `value` says, from now on; returns the watch's id, the old one's where it is watched already.

        Raises `UnknownNameError` for a kind there is not and `InvalidInputError` for a value it can't watch.
        """
        how = KINDS.load(kind)
        asked = how.checked(self, value)
        said = (" ".join(name.split()) or str(next(iter(asked.values()), kind)))[:LONGEST_NAME]
        wanted = Watch(kind, said, asked)
        same = [kept.id for kept in self.watches() if kept.value == wanted]
        return same[0] if same else self.store.watches.add(wanted, state=how.begun(self))

    def unwatch(self, id: int) -> None:
        """Watch it no longer; its alerts go too. Raises `NotFoundError`."""
        self.store.watches.remove(id)

    def watches(self) -> list[Stored[Watch]]:
        """What is watched, oldest first."""
        return self.store.watches.list()

    def watch_problem(self, id: int) -> str:
        """Why the last look of a watch failed; empty when it did not. Raises `NotFoundError`."""
        return str(self.store.watches.state(id).get("problem", ""))

    def alerts(self, *, watch: int | None = None, limit: int = 50, before: int | None = None) -> list[Stored[Alert]]:
        """What the watches came upon, newest first; `before` is the last id of the page before."""
        if limit < 1:
            raise InvalidInputError("a page has at least one alert", asked=str(limit))
        if watch is not None:
            self.store.watches.get(watch)
        return self.store.watches.alerts(watch=watch, limit=limit, before=before)

    def alerts_feed(self, *, watch: int | None = None) -> bytes:
        """The newest alerts, of one watch or of all, as Atom; reading them there is not seeing them here."""
        site = self.settings.site.rstrip("/")
        names = {kept.id: kept.value.name for kept in self.watches()}
        title = names.get(watch or 0, "")
        about = publish.Site(
            title=f"{self.settings.name}: {title}" if title else self.settings.name,
            url=self.settings.site,
            feed_url=f"{site}/feeds/alerts/atom" + (f"?watch={watch}" if watch else ""),
        )
        return publish.notices(self.alerts(watch=watch), about, names=names)

    def unseen(self) -> dict[int, int]:
        """How many alerts of each watch nobody has seen yet."""
        return self.store.watches.unseen()

    def see(self, ids: list[int]) -> int:
        """Note that somebody saw alerts; returns of how many it was the first time."""
        return self.store.watches.see(ids)

    def _watch_over(self) -> Iterator[Step]:
        """Let every watch look at what is new. One that fails keeps its place, says why, and stops no other."""
        all_of_them = self.watches()
        for done, stored in enumerate(all_of_them, start=1):
            state = self.store.watches.state(stored.id)
            try:
                found, further = KINDS.load(stored.value.kind).news(self, stored, state)
                self.store.watches.note(stored.id, found, state={k: v for k, v in further.items() if k != "problem"})
            except BroadsheetError as error:
                self.store.watches.note(stored.id, (), state={**state, "problem": str(error)})
            yield Step("watch", done, len(all_of_them))
