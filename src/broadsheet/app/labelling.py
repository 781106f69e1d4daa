"""The newsroom's own labels: given, read from files, taken back, and trained into analyses."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC
from pathlib import Path
from typing import Any

from broadsheet import train
from broadsheet.app.owning import OwnAnalyses, fit_name
from broadsheet.app.step import Step
from broadsheet.core import BroadsheetError, InvalidInputError, Labelled, NotFoundError, TooLargeError
from broadsheet.ingest.decode import decode
from broadsheet.nlp import own
from broadsheet.train import Examples, Recipe, Trained

FILE = "file"
# A file of labels is read at once; a million headlines with their labels are 100 MB.
LARGEST = 200 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Imported:
    """How many labels of a file were kept, and what was wrong with the other lines."""

    kept: int
    problems: tuple[BroadsheetError, ...]


@dataclass(frozen=True, slots=True)
class Training:
    """What came of a training: the analysis `name`, its `card`, and what was left out of it and why."""

    name: str
    version: int
    card: dict[str, Any]
    problems: tuple[BroadsheetError, ...]


class Labelling(OwnAnalyses):
    """The part of the newsroom that learns from labels."""

    def label(self, name: str, label: str, *, article: int | None = None, text: str = "", by: str = "") -> Labelled:
        """Give an article, or a text of its own, a label for the analysis `name`; it takes an earlier one's place.

        Raises `InvalidInputError` for a name, label or text that can't be one, `NotFoundError` for no such article.
        """
        fit_name(name)
        label, text = label.strip(), text.strip()[: train.LONGEST_TEXT]
        if not label or len(label) > train.LONGEST_LABEL:
            raise InvalidInputError("this can't be a label", asked=label[:80], do="give 1 to 80 characters")
        if article is None and not text:
            raise InvalidInputError("there is nothing to label", do="give an article or a text")
        if article is not None:
            self.article(article)
        given = Labelled(label, "" if article is not None else text, article, by.strip()[:80] or "desk")
        self.store.labels.put(name, [given])
        return given

    def unlabel(self, name: str, *, article: int | None = None, text: str = "") -> int:
        """Take back the label of an article or of a text; returns how many there were."""
        return self.store.labels.remove(name, keys=[Labelled("", text, article).key])

    def labels(self, name: str) -> list[Labelled]:
        """Every label given for the analysis `name`, the oldest first; raises `NotFoundError` when there is none."""
        found = self.store.labels.of(name)
        if not found and name not in self.own_names():
            raise NotFoundError(f"there are no labels for {name!r}", asked=name, choices=self.label_names())
        return found

    def label_counts(self, name: str) -> dict[str, int]:
        """How often each label was given under `name`, by label."""
        return self.store.labels.counts(name)

    def forget_labels(self, name: str) -> int:
        """Take away all labels of `name` and the analysis trained on them; returns how many labels there were.

        Raises `NotFoundError` when there is neither.
        """
        if name not in self.label_names():
            raise NotFoundError(f"there are no labels for {name!r}", asked=name, choices=self.label_names())
        if name in self.own_names():
            self.remove_analysis(name)
        return self.store.labels.remove(name)

    def label_names(self) -> list[str]:
        """The names there are labels for, or an analysis of."""
        return sorted({*self.store.labels.names(), *self.own_names()})

    def import_labels(self, name: str, file: str | Path) -> Imported:
        """Keep the labels of a file under `name`, in the place of what came from files before; people's labels stay.

        The file is tab-separated or JSON lines, in any encoding. Raises `InvalidInputError` when it can't be read or
        has no label that can be.
        """
        fit_name(name)
        path = Path(file)
        try:
            size = path.stat().st_size
            if size > LARGEST:
                raise TooLargeError("the file of labels is too large", asked=str(file), found=f"{size} bytes")
            payload = path.read_bytes()
        except OSError as error:
            raise InvalidInputError("this file can't be read", asked=str(file), found=error.strerror or "") from error
        return self.keep_labels(name, decode(payload), source=str(file))

    def keep_labels(self, name: str, text: str, *, source: str = "") -> Imported:
        """`import_labels` for the text of a file."""
        rows, problems = self._rows(text)
        if not rows:
            raise InvalidInputError(
                "there is no label in this file",
                asked=source,
                found=str(problems[0]) if problems else "an empty file",
                do="write a text, a tab and its label on each line",
            )
        people = {one.key for one in self.store.labels.of(name) if one.by not in (FILE, "model")}
        self.store.labels.remove(name, by=FILE)
        kept = self.store.labels.put(name, [row for row in rows if row.key not in people])
        return Imported(kept, tuple(problems))

    def export_labels(self, name: str) -> Iterator[str]:
        """The labels of `name` as lines of JSON that `import_labels` reads back; raises `NotFoundError`."""
        return train.write(self.labels(name))

    def train(
        self,
        recipe: str = "classify",
        *,
        name: str,
        labels: str | Path | None = None,
        seed: int | None = None,
        words_only: bool = False,
    ) -> Iterator[Step | Imported | Training]:
        """Train the analysis `name` on its labels, those of the file `labels` among them; tells how far it is.

        The last thing told is the `Training`. Raises `InvalidInputError` for a name or a file that can't be one and
        when the labels don't suffice, and `ConflictError` while another training of the name runs.
        """
        chosen = train.recipe(recipe).told(seed=seed, words_only=words_only)
        fit_name(name)
        if labels is not None:
            yield self.import_labels(name, labels)
        yield from self._train(chosen, name)

    def _train(self, recipe: Recipe, name: str) -> Iterator[Step | Imported | Training]:
        with self.training(name):
            given = self.store.labels.of(name)
            examples, missing = self._examples(given)
            for told in train.run(recipe, examples, embedder=lambda: self.embedder):
                if isinstance(told, train.Progress):
                    yield Step(told.stage, told.done, told.total)
                else:
                    yield self._kept(name, told, missing)

    def _kept(self, name: str, trained: Trained, missing: Sequence[BroadsheetError]) -> Training:
        version = self.last_version(name) + 1
        at = self.now().astimezone(UTC).isoformat(timespec="seconds")
        card = {"name": name, "version": version, "trained": at, **trained.card}
        own.save(self.analyses_folder(name), trained.linear, card)
        return Training(name, version, self.analysis_card(name), (*missing, *trained.problems))

    def _examples(self, given: Sequence[Labelled]) -> tuple[Examples, list[BroadsheetError]]:
        """The texts and labels, and an error for each article that is no longer there."""
        ids = [one.article for one in given if one.article is not None]
        articles = {stored.id: stored.value for stored in self.store.articles.get_many(ids)}
        texts: list[str] = []
        labels: list[str] = []
        missing: list[BroadsheetError] = []
        for one in given:
            if one.article is None:
                texts.append(one.text)
            elif one.article in articles:
                texts.append(own.reading(articles[one.article]))
            else:
                missing.append(_no_article(one.article))
                continue
            labels.append(one.label)
        return Examples(texts, labels), missing

    def _rows(self, text: str) -> tuple[list[Labelled], list[BroadsheetError]]:
        """The labels in a file's text that can be kept, and what is wrong with the others."""
        rows: list[Labelled] = []
        problems: list[BroadsheetError] = []
        for row in train.read(text):
            if isinstance(row, Labelled):
                rows.append(row)
            else:
                problems.append(row)
        wanted = [row.article for row in rows if row.article is not None]
        known = {stored.id for stored in self.store.articles.get_many(wanted)} if wanted else set()
        problems += [_no_article(id) for id in dict.fromkeys(wanted) if id not in known]
        agreed, conflicts = train.agreed(row for row in rows if row.article is None or row.article in known)
        return agreed, [*problems, *conflicts]


def _no_article(id: int) -> NotFoundError:
    return NotFoundError(f"there is no article {id}", asked=f"article:{id}", do="take the line out")
