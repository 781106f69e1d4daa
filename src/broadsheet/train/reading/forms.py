"""How a model that was trained here is asked for a text: as the texts it learnt from were worded, cleaned and cut."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from broadsheet.core import ConflictError, InvalidInputError
from broadsheet.core.json_objects import object_in
from broadsheet.models.backends.embedded import CONTEXT
from broadsheet.train.corpus.cleaning import Left, cleaned
from broadsheet.train.corpus.document import Document
from broadsheet.train.corpus.preparing import Preparing
from broadsheet.train.gates.source import Source, family
from broadsheet.train.tuning.asking import BETWEEN, request
from broadsheet.train.tuning.settings import Tuning

if TYPE_CHECKING:
    from broadsheet.train.tokens import Tokenizer

Kind = Literal["paired", "answers", "goes_on"]
# What a causal model answers after, and does not go on from.
_ANSWERS = ("instruct", "prefer")
# Of how a corpus is prepared, what is done to each text.
_CLEANING = ("unicode", "script", "stop_words")
_BROKEN = "\ufffd"


@dataclass(frozen=True, slots=True)
class Form:
    """How a model is asked. `paired` puts a text in another's place, `answers` a request, `goes_on` writes on.

    `tuning` has the words of a request, `between` ends it, `cleaning` is what its texts went through. `context` is how
    many tokens it reads, of one that writes on or answers with those it writes (0: no limit is known); `begins` the
    token that a decoder begins with, where it is not the tokenizer's bos.
    """

    kind: Kind
    tuning: Tuning = field(default_factory=Tuning)
    between: str = BETWEEN
    cleaning: Preparing = field(default_factory=lambda: Preparing(shortest=0))
    context: int = 0
    begins: int | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """What a model is given for a text; `is_cut` when that is not all of it."""

    text: str
    is_cut: bool = False


def form_of(folder: Path) -> Form:
    """How the model in `folder` is asked, by its configuration and its card.

    Raises `ConflictError` for a model that writes no texts, or fills gaps alone.
    """
    config, card = object_in(folder / "config.json"), object_in(folder / "card.json")
    does = family(config) if config.get("model_type") else "causal"  # a GGUF alone says nothing of itself here
    objective = _table(card, "objective")
    task = str(objective.get("task" if objective.get("name") == "distil" else "name", ""))
    if does in ("headed", "masked") or task == "span":
        raise ConflictError(
            "this model writes no text for another",
            asked=folder.name,
            found="it labels texts" if does == "headed" else "it fills gaps",
            do=f"broadsheet lab classify {folder.name} FILE, lab tag or lab fill",
        )
    kind: Kind = "paired" if does == "paired" else "answers" if task in _ANSWERS else "goes_on"
    told, begins = _table(card, "tuning"), config.get("decoder_start_token_id")
    context = Source(folder, config, does).context if config else 0
    if kind == "paired":  # it has learnt from no longer texts than its rows
        length = _whole(_table(card, "training").get("length"))
        context = min(length, context or length) or context
    else:
        context = min(context, CONTEXT)  # as much as llama.cpp is given
    return Form(
        kind,
        Tuning(ask=_table(told, "ask"), characters=_whole(told.get("characters"))),
        str(objective.get("between", BETWEEN)),
        _cleaning(card),
        context,
        begins if isinstance(begins, int) else None,
    )


def asked(form: Form, text: str, *, tokenizer: "Tokenizer | None", answer: int) -> Asked:
    """`text` as the model of that form is given it, with room for `answer` tokens; without a tokenizer nothing is cut.

    What is too long loses its end where the model puts another text in its place, else its beginning, as in training.
    Raises `InvalidInputError` for an empty text or one with too many broken characters.
    """
    if not text.strip():
        raise InvalidInputError("there is no text to write for", found="an empty text", do="give a text")
    if form.kind == "goes_on":
        return _tail(form, text.rstrip("\n"), tokenizer, answer=answer)
    said, is_short = text, False
    if form.kind == "answers" and form.tuning.ask:
        said, most = request(text, form.tuning), form.tuning.characters
        is_short = 0 < most < len(text.strip())
    found = cleaned(Document(said), form.cleaning)
    if isinstance(found, Left):
        raise InvalidInputError("this text can't be read", found=found.why, do="give it in UTF-8")
    cut = (_head if form.kind == "paired" else _tail)(form, found.text, tokenizer, answer=answer)
    return Asked(cut.text + ("" if form.kind == "paired" else form.between), is_short or cut.is_cut)


def _head(form: Form, text: str, tokenizer: "Tokenizer | None", *, answer: int) -> Asked:  # noqa: ARG001 - as `_tail`
    """The beginning, with room for the sign of its end."""
    most = form.context - 1
    if tokenizer is None or most < 1 or len(ids := tokenizer.encode(text)) <= most:
        return Asked(text)
    while len(tokenizer.encode(said := tokenizer.decode(ids[:most]).rstrip(_BROKEN))) >= form.context:
        most -= 1  # a text cut anew may be a token longer
    return Asked(said, is_cut=True)


def _tail(form: Form, text: str, tokenizer: "Tokenizer | None", *, answer: int) -> Asked:
    """The end, with room for the answer, the sign of the beginning and what ends a request."""
    if tokenizer is None or not form.context:
        return Asked(text)
    kept = 1 + len(tokenizer.encode(form.between)) + min(answer, form.context // 2)
    most, ids = form.context - kept, tokenizer.encode(text)
    if len(ids) <= most:
        return Asked(text)
    while len(tokenizer.encode(said := tokenizer.decode(ids[-most:]).lstrip(_BROKEN))) > form.context - kept:
        most -= 1
    return Asked(said, is_cut=True)


def _cleaning(card: Mapping[str, Any]) -> Preparing:
    told = _table(_table(card, "corpus"), "settings")
    return Preparing(shortest=0, **{name: told[name] for name in _CLEANING if name in told})


def _whole(found: Any) -> int:
    return found if isinstance(found, int) and found > 0 else 0


def _table(of: Mapping[str, Any], name: str) -> dict[str, Any]:
    """A table of a card, empty where there is none; another's hand may have been in it."""
    found = of.get(name)
    return dict(found) if isinstance(found, Mapping) else {}
