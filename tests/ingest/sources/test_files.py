"""Documents and tables: what they hold, and what they are made to hide."""

import gzip
import re
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from broadsheet.core import Article, ParseError, TooLargeError
from broadsheet.ingest import Item, Problem, items
from broadsheet.ingest.sources import csv, docx, pdf, sitemap, text, uhgeval

SAMPLES = Path(__file__).parent.parent / "samples"


def repacked(name: str, body: bytes) -> bytes:
    """The sample document with one part replaced."""
    out = BytesIO()
    with zipfile.ZipFile(SAMPLES / "docx.docx") as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            new.writestr(part, body if part == name else old.read(part))
    return out.getvalue()


def only(found: list[Item]) -> Article:
    assert len(found) == 1
    assert isinstance(found[0], Article)
    return found[0]


def test_a_word_document_gives_text_and_tables_without_hidden_runs() -> None:
    article = next(docx.entries((SAMPLES / "docx.docx").read_bytes()))
    assert (article.title, article.author) == ("Ferries stay until March", "Ana Reyes")
    assert article.text.endswith("轮渡班次保留到明年三月，票价不变。\n\nFare | 4 dollars")


def test_a_word_document_that_is_a_bomb_is_refused() -> None:
    with pytest.raises(TooLargeError):
        list(docx.entries(repacked("word/document.xml", b"<a>" + b" " * 50_000_000 + b"</a>")))


def test_a_word_document_nested_without_end_is_refused() -> None:
    with pytest.raises(TooLargeError, match="nests"):
        list(docx.entries(repacked("word/document.xml", b"<a>" * 3000 + b"</a>" * 3000)))


def test_a_word_document_with_entities_is_refused() -> None:
    laughs = b'<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><a>&b;</a>'
    with pytest.raises(ParseError, match="entities"):
        list(docx.entries(repacked("word/document.xml", laughs)))


def test_a_zip_of_something_else_is_not_a_word_document() -> None:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as container:
        container.writestr("a.txt", "hello")
    with pytest.raises(ParseError, match="not a Word document"):
        list(docx.entries(out.getvalue()))


def test_a_pdf_gives_flowing_text_in_both_languages() -> None:
    article = next(pdf.entries((SAMPLES / "pdf.pdf").read_bytes()))
    assert (article.title, article.author) == ("Ferries stay until March", "Ana Reyes")
    assert "old fare of 4 dollars, the ferry company" in article.text
    assert "他们还是更喜欢坐船过海。" in article.text


def test_what_is_not_a_pdf_is_refused() -> None:
    with pytest.raises(ParseError, match="not a PDF"):
        list(pdf.entries(b"%PDF-1.7 and then nothing of the kind"))


def test_a_table_maps_dates_links_and_outlets() -> None:
    found = list(csv.entries((SAMPLES / "csv.csv").read_bytes(), url="t.csv"))
    first = found[0]
    assert isinstance(first, Article)
    assert (first.outlet, first.text) == ("harbourstar.example", 'Boats will run until March," the company said.')
    assert first.published is not None
    assert [i.what for i in found if isinstance(i, Problem)] == ["t.csv line 4"]


@pytest.mark.parametrize("separator", [";", "\t", "|"])
def test_other_separators_and_encodings_are_recognised(separator: str) -> None:
    table = f"标题{separator}正文\r\n轮渡{separator}轮渡公司宣布，往返两岸的班次保留到明年三月，票价不变。\r\n"
    assert only(list(csv.entries(table.encode("gb18030")))).title == "轮渡"


def test_a_table_without_text_says_what_a_column_must_be_called() -> None:
    with pytest.raises(ParseError, match="正文"):
        list(csv.entries(b"id,price\n1,2\n"))


def test_a_story_cut_in_two_is_whole_again_without_what_was_made_up() -> None:
    article = only(list(uhgeval.entries((SAMPLES / "uhgeval.jsonl").read_bytes())))
    assert article.text == "海湾社星港11月2日电 隧道2日通车。首班车载客38人。\n\n工程历时六年。（完）"
    assert (article.outlet, article.language) == ("新华社", "zh")
    assert article.published is not None
    assert article.published.isoformat() == "2026-11-02T07:10:05+08:00"


def test_a_packed_sitemap_is_read_newest_first() -> None:
    packed = gzip.compress((SAMPLES / "sitemap.xml").read_bytes())
    found = list(sitemap.entries(packed))
    assert [getattr(e, "url", "").rsplit("/", 1)[-1] for e in found] == ["new", "old"]


def test_a_packed_sitemap_that_is_a_bomb_is_refused() -> None:
    with pytest.raises(TooLargeError):
        list(sitemap.entries(gzip.compress(b"\0" * 60_000_000)))


def test_a_first_line_that_is_a_sentence_stays_in_the_text() -> None:
    article = next(text.entries("隧道今晨通车。\n首班车载客38人。".encode()))
    assert article.text == "隧道今晨通车。\n\n首班车载客38人。"


def test_a_binary_file_is_not_text() -> None:
    with pytest.raises(ParseError, match="not a text"):
        list(text.entries(bytes(range(32)) * 20))


@pytest.mark.fetched
def test_the_news_articles_of_a_real_table_are_all_read(news: Path) -> None:
    found = list(items(news.read_bytes(), url="NewsArticles.csv"))
    articles = [i for i in found if isinstance(i, Article)]
    assert (len(articles), len(found)) == (3812, 3824)
    assert all(a.title and a.outlet and a.published for a in articles)
    assert sum(len(re.findall(r'\w"\?\w', a.text)) for a in articles) == 0
