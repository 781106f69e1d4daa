"""How well real reports are joined: pairs that were read and judged, and paraphrases made by rule.

    python -m evals stories_gold --data DIR

The pairs (`gold/stories_pairs.tsv`) were drawn by strata of log-odds from all pairs within a week, read (title and
opening) and judged before any weight was chosen on them; each stands for as many as its stratum holds, so precision,
recall and F1 are those of all pairs. None of it was fitted on. Chinese reports of this corpus are one agency's, seldom
two of one event, so their pairs are traps: near in words and of two events. A paraphrase is a report with its first
sentences in another order, a quarter of its words dropped and its figures rounded, by another outlet some hours later.
"""

import csv
import random
import re
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from evals.stories import join, stored

from broadsheet import ingest, nlp
from broadsheet.core import Article, Stored

DATA = ("NewsArticles.csv", "uhgeval/dev.jsonl")
GOLD = Path(__file__).parent / "gold" / "stories_pairs.tsv"
PARAPHRASED = 120
DROPPED = 0.25
LEDE = 6
RESAMPLED = 500
Judged = tuple[int, int, bool, float]
_FIGURE = re.compile(r"\b\d{2,3}(?=\d{2}\b)\d{2}\b")
_WORD = re.compile(r"[A-Za-z]+|[\u4e00-\u9fff]{2}")


def figures(path: Path) -> dict[str, float]:
    """Of the English corpus the judged pairs, of the Chinese one the traps; of both the paraphrases."""
    articles = stored([a for a in ingest.read(str(path), http=None) if isinstance(a, Article)])
    language = "zh" if path.suffix == ".jsonl" else "en"
    rng = random.Random(2016)
    made = [paraphrase(a, id=len(articles) + n, rng=rng) for n, a in enumerate(rng.sample(articles, PARAPHRASED), 1)]
    home = {id: place for place, story in enumerate(join(articles)) for id in story.articles}
    wider = {id: place for place, story in enumerate(join([*articles, *[m for m, _ in made]])) for id in story.articles}
    judged = pairs(path, articles)
    told = {f"{language}.paraphrases": sum(wider[m.id] == wider[of] for m, of in made) / len(made)}
    if language == "zh":
        return told | {"zh.apart": sum(home[a] != home[b] for a, b, *_ in judged) / len(judged)}
    return told | {f"en.{name}": value for name, value in quality(judged, home).items()}


def quality(judged: Sequence[Judged], home: Mapping[int, int]) -> dict[str, float]:
    """Weighted precision, recall and F1 of what is in one story."""
    found = [(home[a] == home[b], same, weight) for a, b, same, weight in judged]
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
    corpus = "UHGEval" if path.suffix == ".jsonl" else "NewsArticles"
    rows = [line.split("\t") for line in GOLD.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return [
        (key[a], key[b], same == "1", float(weight))
        for name, a, b, same, weight in rows
        if name == corpus and same != "?" and a in key and b in key
    ]


def _keys(path: Path, articles: Sequence[Stored[Article]]) -> dict[str, int]:
    """The corpus's own names of articles, with our ids."""
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
