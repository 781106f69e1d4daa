"""How often brand safety keeps advertisements from the wrong story, or lets them stand beside one, on real news.

    python -m evals ads_safety --data FOLDER
    python -m evals.ads_safety FOLDER       with every mistake, by the id of its story

The guideline of `gold/brand_safety.tsv`: would an ordinary advertiser (a bank, a toy shop) rather not stand here?

- yes: the story itself tells of people killed, dead or gravely hurt, of a disaster, an epidemic or an accident, of
  violent or sexual crime (a trial for it too), of fighting, attacks, atrocities, terror, or people in flight from them;
- no: these come up in passing or as a figure of speech; politics, threats, arms deals and peace talks; fraud,
  corruption and smuggling; protests; research on a disease; rebuilding; sport's wounds and battles.

Half of each language was drawn blindly, half from stories with a word of harm, for harm is rare in a blind draw. Labels
were made before anything was run. A story is read as an article's page is: headline, keywords, topics and mood as
analysed. `misses_avoided` is the share of stories of harm that are kept clear, `alarms_avoided` that of the others on
which advertisements may stand; `words_only.*` the same where nothing but the headline is known.
"""

import csv
import json
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from evals._sentiment_gold import first_sentence, hashed

from broadsheet import nlp
from broadsheet.app.advertising.serving import page_of
from broadsheet.core import AdPage, Article
from broadsheet.recommend import ads

FILE = Path(__file__).parent / "gold" / "brand_safety.tsv"
DATA = ("uhgeval/dev.jsonl", "NewsArticles.csv")
_READ = ("topics", "keywords", "sentiment")


@dataclass(frozen=True, slots=True)
class Labelled:
    """A story with its label: what harm it tells of, empty for none."""

    id: str
    article: Article
    harm: str


def figures(path: Path) -> dict[str, float]:
    """Both shares of the stories in `path`, with all that is known of them and with their headlines alone."""
    stories = list(labelled(path))
    language = stories[0].article.language
    found: dict[str, float] = {}
    for name, page in (("", _page), ("words_only.", _headline)):
        told = [(bool(one.harm), bool(ads.unsafe(page(one.article)))) for one in stories]
        harmful, harmless = ([said for harm, said in told if harm is wanted] for wanted in (True, False))
        found[f"{language}.{name}misses_avoided"] = sum(harmful) / len(harmful)
        found[f"{language}.{name}alarms_avoided"] = 1 - sum(harmless) / len(harmless)
    return found


def labelled(path: Path) -> Iterator[Labelled]:
    """The labelled stories whose text is in `path`; those with another text there are left out."""
    source = "uhgeval" if path.suffix == ".jsonl" else "newsarticles"
    stories = READERS[source](path)
    for line in FILE.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        origin, id, check, _, harm = line.split("\t")
        article = stories.get(id) if origin == source else None
        if article is not None and hashed(article.title, first_sentence(article.text)) == check:
            yield Labelled(id, article, harm.strip("-"))


def uhgeval(file: Path) -> Mapping[str, Article]:
    """Xinhua's stories by id, as they were printed."""
    rows = map(json.loads, file.read_text(encoding="utf-8").splitlines())
    return {row["id"]: Article(row["headLine"], row["newsBeginning"], language="zh") for row in rows}


def newsarticles(file: Path) -> Mapping[str, Article]:
    """English articles by id."""
    with file.open(encoding="utf-8", errors="replace", newline="") as rows:
        return {row["article_id"]: Article(row["title"], row["text"], language="en") for row in csv.DictReader(rows)}


READERS: Mapping[str, Callable[[Path], Mapping[str, Article]]] = {"uhgeval": uhgeval, "newsarticles": newsarticles}


def _page(article: Article) -> AdPage:
    return page_of([nlp.analyse(article, only=_READ)], surface="article")


def _headline(article: Article) -> AdPage:
    return replace(page_of([article], surface="article"), sentiment=0.0)


def main() -> None:
    """Print the figures and every mistake."""
    for data in DATA:
        path = Path(sys.argv[1]) / data
        for name, value in figures(path).items():
            print(f"{name:34} {value:.3f}")
        for one in labelled(path):
            said = ads.unsafe(_page(one.article))
            if bool(said) != bool(one.harm):
                print(f"  {one.id}: label {one.harm or 'none'}, said {said or 'none'}")


if __name__ == "__main__":
    main()
