"""How well real reports are joined: pairs that were read and judged, and paraphrases made by rule.

    python -m evals stories_gold --data DIR

The pairs (`gold/stories_pairs.tsv`) were drawn by strata of log-odds from all pairs within a week, read (title and
opening) and judged before any weight was chosen on them; each stands for as many as its stratum holds, so precision,
recall and F1 are those of all pairs; beside each F1 stand the ends of its 95 % interval. Half of the pairs, by a hash
of their names, is for fitting, and `held_out` is the other half. UHGEval's reports are one agency's over years, so
their pairs are traps: near in words and of two events; People's Daily of one month has both. There two reports of one
visit, meeting or disaster are one event; other rounds of a tournament, and steps of a long crisis four days or more
apart, were held to be unclear. `calibration` is 1 less the expected error of the chance (ten bins; Guo and others, ICML
2017, equation 3), each pair weighed as above. A paraphrase is a report with its first sentences in another order, a
quarter of its words dropped and its figures rounded, by another outlet some hours later.
"""

import csv
import hashlib
import random
import re
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from evals import _peoples_daily
from evals.stories import Vectors, embed, join, stored

from broadsheet import ingest, nlp, trends
from broadsheet.core import Article, Stored

DATA = ("NewsArticles.csv", "uhgeval/dev.jsonl", _peoples_daily.FILE)
CORPORA = {".csv": "NewsArticles", ".jsonl": "UHGEval", ".txt": "PeoplesDaily"}
GOLD = Path(__file__).parent / "gold" / "stories_pairs.tsv"
PARAPHRASED = 120
DROPPED = 0.25
LEDE = 6
RESAMPLED = 500
BINS = 10
Judged = tuple[int, int, bool, float, bool]
"""Two ids, whether they are of one event, how many pairs they stand for, and whether they are for fitting."""
_FIGURE = re.compile(r"\b\d{2,3}(?=\d{2}\b)\d{2}\b")
_WORD = re.compile(r"[A-Za-z]+|[\u4e00-\u9fff]{2}")


def figures(path: Path) -> dict[str, float]:
    """Of each corpus its judged pairs; of the two of many outlets or years the paraphrases too."""
    articles = stored(read(path))
    judged = pairs(path, articles)
    vectors = embed(articles)
    home = _homes(articles, vectors)
    if path.suffix == ".txt":
        return _told("zh", judged, home) | {
            "zh.held_out.calibration": calibration(articles, vectors, _held_out(judged))
        }
    language = "zh" if path.suffix == ".jsonl" else "en"
    rng = random.Random(2016)
    made = [paraphrase(a, id=len(articles) + n, rng=rng) for n, a in enumerate(rng.sample(articles, PARAPHRASED), 1)]
    told_anew = [m for m, _ in made]
    wider = _homes([*articles, *told_anew], vectors | embed(told_anew))
    told = {f"{language}.paraphrases": sum(wider[m.id] == wider[of] for m, of in made) / len(made)}
    if language == "zh":
        return told | {"zh.apart": sum(home[a] != home[b] for a, b, *_ in judged) / len(judged)}
    return (
        told
        | _told("en", judged, home)
        | {"en.held_out.calibration": calibration(articles, vectors, _held_out(judged))}
    )


def read(path: Path) -> list[Article]:
    """The articles of the corpus at `path`."""
    if path.suffix == ".txt":
        return list(_peoples_daily.reports(path).values())
    return [a for a in ingest.read(str(path), http=None) if isinstance(a, Article)]


def _homes(articles: Sequence[Stored[Article]], vectors: Vectors) -> dict[int, int]:
    return {id: place for place, story in enumerate(join(articles, vectors)) for id in story.articles}


def _held_out(judged: Sequence[Judged]) -> list[Judged]:
    return [pair for pair in judged if not pair[-1]]


def _told(language: str, judged: Sequence[Judged], home: Mapping[int, int]) -> dict[str, float]:
    told: dict[str, float] = {}
    for name, some in ((language, judged), (f"{language}.held_out", _held_out(judged))):
        told |= {f"{name}.{figure}": value for figure, value in quality(some, home).items()}
        told |= dict(zip((f"{name}.f1_low", f"{name}.f1_high"), interval(some, home), strict=True))
    return told


def calibration(articles: Sequence[Stored[Article]], vectors: Vectors, judged: Sequence[Judged]) -> float:
    """1 less the expected calibration error of the chance that two reports tell of one event."""
    identity = trends.identify(articles, vectors)
    bins: dict[int, list[tuple[float, bool, float]]] = {}
    for a, b, same, weight, _ in judged:
        chance = identity.likeness([a], [b]).chance
        bins.setdefault(min(int(chance * BINS), BINS - 1), []).append((chance, same, weight))
    off = (abs(sum(w * (chance - same) for chance, same, w in told)) for told in bins.values())
    return 1 - sum(off) / sum(pair[3] for pair in judged)


def quality(judged: Sequence[Judged], home: Mapping[int, int]) -> dict[str, float]:
    """Weighted precision, recall and F1 of what is in one story."""
    found = [(home[a] == home[b], same, weight) for a, b, same, weight, _ in judged]
    right = sum(w for joined, same, w in found if joined and same)
    precision = right / max(sum(w for joined, _, w in found if joined), 1e-9)
    recall = right / max(sum(w for _, same, w in found if same), 1e-9)
    return {"precision": precision, "recall": recall, "f1": 2 * precision * recall / max(precision + recall, 1e-9)}


def interval(judged: Sequence[Judged], home: Mapping[int, int]) -> tuple[float, float]:
    """The 95 % interval of F1 by resampling the judged pairs (Efron's percentile bootstrap)."""
    rng = random.Random(7)
    drawn = sorted(quality(rng.choices(judged, k=len(judged)), home)["f1"] for _ in range(RESAMPLED))
    return drawn[RESAMPLED // 40], drawn[-RESAMPLED // 40]


def pairs(path: Path, articles: Sequence[Stored[Article]]) -> list[Judged]:
    """The judged pairs of the corpus at `path`, by our ids; what is not clear is left out."""
    key = _keys(path, articles)
    corpus = CORPORA[path.suffix]
    rows = [line.split("\t") for line in GOLD.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return [
        (key[a], key[b], same == "1", float(weight), fitted_on(a, b))
        for name, a, b, same, weight in rows
        if name == corpus and same != "?" and a in key and b in key
    ]


def fitted_on(a: str, b: str) -> bool:
    """Whether the pair is of the half that weights are fitted on."""
    return hashlib.sha256(" ".join(sorted((a, b))).encode()).digest()[0] % 2 == 0


def _keys(path: Path, articles: Sequence[Stored[Article]]) -> dict[str, int]:
    """The corpus's own names of articles, with our ids."""
    if path.suffix == ".txt":
        return {_peoples_daily.key_of(a.value): a.id for a in articles}
    if path.suffix == ".jsonl":
        import json

        rows = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())
        by_title = {a.value.title: a.id for a in articles}
        return {str(r["id"]): by_title[t] for r in rows if (t := str(r["headLine"]).strip()) in by_title}
    csv.field_size_limit(sys.maxsize)
    by_url = {a.value.url: a.id for a in articles}
    with path.open(encoding="utf-8", errors="replace", newline="") as file:
        return {
            row["article_id"]: by_url[row["article_source_link"]]
            for row in csv.DictReader(file)
            if row["article_source_link"] in by_url
        }


def paraphrase(report: Stored[Article], *, id: int, rng: random.Random) -> tuple[Stored[Article], int]:
    """A report told anew, under `id`, and the id of the one it is made of."""
    article = report.value
    language = "zh" if article.language == "zh" else "en"
    cut = [article.text[s:e] for s, e in nlp.sentences(article.text[:3000], language=language)][:LEDE]
    rng.shuffle(cut)
    text = _WORD.sub(lambda m: "" if rng.random() < DROPPED else m[0], (" " if language == "en" else "").join(cut))
    text = _FIGURE.sub(lambda m: f"{round(int(m[0]), -2)}", text)
    title = _WORD.sub(lambda m: "" if rng.random() < DROPPED else m[0], article.title)
    later = (article.published or report.created) + timedelta(hours=rng.randint(1, 12))
    return Stored(
        id, replace(article, title=title, text=text, url="", outlet="Another", published=later), later
    ), report.id
