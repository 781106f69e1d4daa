"""Requests with rules drawn at random over the sample wire, and whether what is given keeps them."""

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from broadsheet import ingest, nlp, write
from broadsheet.core import Article, Evidence, InvalidInputError, RequestError
from broadsheet.models import LanguageModel, Message, Options, Token
from broadsheet.write import Controls, Style
from broadsheet.write.measures import length
from broadsheet.write.wordmatch import has, is_within, places, quotations

KINDS = ("brief", "headlines", "summary", "social")
# What a text that is asked for is long: the least is drawn below it.
MOST = {"en": (25, 160), "zh": (50, 320)}
STYLES = {
    "en": Style("eval", replace={"percent": "per cent", "said": "stated", "people": "persons"}),
    "zh": Style("eval", replace={"表示": "称", "其它": "其他", "有关部门": "主管部门"}),
}
# What the babbler says of its own.
OWN = {
    "en": ("We think it is huge.", "I said 40 percent."),
    "zh": ("我们认为这非常重要。", "其它情况有关部门表示尚不清楚。"),
}
FIRST = {"en": re.compile(r"(?<![\w.])(?:I|[Ww]e|[Oo]ur|[Mm]y)(?![\w.])"), "zh": re.compile("我们|咱们|笔者")}


@dataclass(frozen=True, slots=True)
class Request:
    """One request with its rules."""

    kind: str
    language: str
    evidence: tuple[Evidence, ...]
    controls: Controls
    seed: int


@dataclass(slots=True)
class Counts:
    """Texts given, texts that broke a rule, and requests refused."""

    given: int = 0
    broke: int = 0
    refused: int = 0
    faults: list[str] = field(default_factory=list)

    @property
    def kept(self) -> float:
        """The share of the texts given that keep every hard rule."""
        return 1 - self.broke / max(1, self.given)


def requests(n: int, *, seed: int, languages: Sequence[str] = ("en", "zh")) -> Iterator[Request]:
    """`n` requests, the same for the same seed."""
    dice = random.Random(seed)
    reports = {lang: [a for a in ingest.sample() if a.language == lang and len(a.text) > 300] for lang in languages}
    for number in range(n):
        language = languages[number % len(languages)]
        chosen = dice.sample(reports[language], dice.randint(1, 3))
        evidence = tuple(_evidence(i, a) for i, a in enumerate(chosen, 1))
        kind = dice.choice(KINDS)
        yield Request(kind, language, evidence, _controls(kind, language, chosen, dice), number)


def _evidence(number: int, a: Article) -> Evidence:
    return Evidence(f"article:{number}", a.text, a.title, a.outlet, a.url, a.language, a.published)


def _controls(kind: str, language: str, chosen: Sequence[Article], dice: random.Random) -> Controls:
    words = [w for a in chosen for w, _, _ in nlp.words(a.text, language=language) if not nlp.is_stop(w) and len(w) > 1]
    drawn = dice.sample(words, 4)
    must = tuple(drawn[: dice.choice((0, 0, 1, 2))])
    avoid = tuple(w for w in drawn[2 : 2 + dice.choice((0, 1, 2))] if w.lower() not in {m.lower() for m in must})
    most = dice.randint(*MOST[language]) if dice.random() < 0.6 and kind != "headlines" else None
    least = dice.randint(5, most) if most and dice.random() < 0.4 else None
    return Controls(
        must=must,
        avoid=avoid,
        most=most,
        least=least,
        person=dice.choice(("", "third")),
        style=dice.choice((None, STYLES[language])),
        level=dice.choice(("", "simple")),
    )


def count(asked: Iterator[Request], model: LanguageModel | None, *, options: Options | None = None) -> Counts:
    """What comes of requests; each rule is looked for here anew, not by the code that keeps it, where it can be."""
    counts = Counts()
    for request in asked:
        try:
            pieces = write.draft(
                request.kind,
                evidence=request.evidence,
                language=request.language,
                model=model,
                controls=request.controls,
                options=options,
            )
            draft = [p.draft for p in pieces if p.draft][-1]
        except (RequestError, InvalidInputError):
            counts.refused += 1
            continue
        for variant in draft.variants:
            counts.given += 1
            broken = list(faults(variant.text, request.controls, request.language))
            counts.broke += bool(broken)
            counts.faults += [f"{request.kind} {request.language}: {b}" for b in broken]
    return counts


def faults(text: str, controls: Controls, language: str) -> Iterator[str]:
    """The hard rules that a text breaks."""
    yield from (f"without {w}" for w in controls.must if not has(text, w))
    yield from (f"with {w}" for w in controls.avoid if has(text, w))
    size = length(text, language)
    if controls.most is not None and size > controls.most:
        yield f"{size} > {controls.most}"
    if controls.least is not None and size < controls.least:
        yield f"{size} < {controls.least}"
    quoted = quotations(text)
    if controls.person == "third" and any(not is_within(m.span(), quoted) for m in FIRST[language].finditer(text)):
        yield "first person"
    style = controls.style.replace if controls.style else {}
    for word, right in style.items():
        inside = [*quoted, *places(text, right)]
        if any(not is_within(place, inside) for place in places(text, word)):
            yield f"style: {word}"


class Babbler:
    """A model that minds nothing: sentences of the prompt, changed, mixed with its own, in the first person, too long.

    Its words are drawn by the options' seed and by what was asked before, so that asking again gives another answer.
    """

    name = "babbler"

    def __init__(self) -> None:
        self._asked = 0

    def generate(self, messages: Sequence[Message], options: Options) -> Iterator[Token]:
        """An answer."""
        self._asked += 1
        dice = random.Random(self._asked * 1009 + options.seed)
        rows = re.findall(r"^\d+\. \[[^\]]*\] (.+)$", messages[-1].content, re.MULTILINE) or ["Nothing."]
        zh = bool(re.search("[\u4e00-\u9fff]", rows[0]))
        own = (
            ["我们认为这非常重要。", "其它情况有关部门表示尚不清楚。"]
            if zh
            else ["We think it is huge.", "I said 40 percent."]
        )
        said = [dice.choice([*rows, *rows, *own]) for _ in range(dice.randint(0, 12))]
        yield Token("\n".join(s if dice.random() < 0.8 else s[: dice.randint(1, len(s))] for s in said))
