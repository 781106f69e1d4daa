"""Reading whatever a user names."""

import json
from pathlib import Path

import pytest

from broadsheet.core import Article, Source, UnknownNameError
from broadsheet.ingest import Fetcher, Limits, Problem, read, sources_in
from tests.ingest.site import Site

SAMPLES = Path(__file__).parent / "samples"


def split(items: object) -> tuple[list[Article], list[Problem]]:
    found = list(items)  # type: ignore[call-overload]
    return [i for i in found if isinstance(i, Article)], [i for i in found if isinstance(i, Problem)]


def guest() -> Fetcher:
    return Fetcher(allow=["127.0.0.1"], limits=Limits(pause=0.0, seconds=5.0))


def test_a_folder_is_read_with_what_is_below_it(tmp_path: Path) -> None:
    (tmp_path / "in" / "deep").mkdir(parents=True)
    (tmp_path / ".hidden").mkdir()
    (tmp_path / ".hidden" / "a.txt").write_text("no", "utf-8")
    (tmp_path / "in" / "deep" / "b.txt").write_text("轮渡保留\n\n班次保留到明年三月。", "utf-8")
    (tmp_path / "c.md").write_text("# Ferries stay\n\nUntil March.", "utf-8")
    (tmp_path / "empty.txt").touch()
    (tmp_path / "bad.docx").write_bytes(b"not a document")
    articles, problems = split(read(str(tmp_path), http=None))
    assert [a.title for a in articles] == ["Ferries stay", "轮渡保留"]
    assert [(Path(p.what).name, p.error.code) for p in problems] == [
        ("bad.docx", "parse"),
        ("empty.txt", "invalid_input"),
    ]


def test_a_link_out_of_a_folder_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret", "utf-8")
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "link.txt").symlink_to(tmp_path / "secret.txt")
    assert list(read(str(tmp_path / "in"), http=None)) == []


def test_a_folder_is_read_lazily(tmp_path: Path) -> None:
    for number in range(3):
        (tmp_path / f"{number}.txt").write_text(f"Title {number}\n\nText.", "utf-8")
    found = read(str(tmp_path), http=None)
    next(found)
    (tmp_path / "1.txt").write_text("Changed\n\nText.", "utf-8")
    second = next(found)
    assert isinstance(second, Article)
    assert second.title == "Changed"


def test_standard_input_is_read() -> None:
    articles, problems = split(read("-", http=None, stdin=json.dumps({"标题": "港", "正文": "通车。"}).encode()))
    assert ([a.title for a in articles], problems) == (["港"], [])


@pytest.mark.parametrize("what", ["-", "missing.txt"])
def test_nothing_is_told(what: str, tmp_path: Path) -> None:
    name = what if what == "-" else str(tmp_path / what)
    articles, problems = split(read(name, http=None, stdin=b""))
    assert (len(articles), len(problems)) == (0, 1)


def test_a_bad_line_is_named_and_the_rest_goes_on() -> None:
    articles, problems = split(read(str(SAMPLES / "json_lines.jsonl"), http=None))
    assert len(articles) == 2
    assert [p.what.rsplit("/", 1)[-1] for p in problems] == ["json_lines.jsonl line 3", "json_lines.jsonl line 4"]


def test_an_unknown_kind_is_refused_at_once_with_those_there_are() -> None:
    with pytest.raises(UnknownNameError, match="json_feed"):
        read("x.txt", http=None, kind="telegram")


def test_a_feed_url_gives_its_articles(site: Site) -> None:
    url = site.put("/feed", (SAMPLES / "rss.xml").read_bytes(), Content_Type="application/rss+xml")
    articles, _ = split(read(url, http=guest()))
    assert articles[0].text == "The first bus went through at dawn.\n\nFerries go on."
    assert articles[0].url == "https://harbourstar.example/tunnel"


def test_a_page_url_gives_its_article(site: Site) -> None:
    url = site.put("/page?utm_source=x", (SAMPLES / "page.html").read_bytes(), Content_Type="text/html")
    articles, _ = split(read(url, http=guest()))
    assert [a.url for a in articles] == [url.split("?")[0]]


def test_a_sitemap_index_leads_to_pages(site: Site) -> None:
    site.put("/1", (SAMPLES / "page.html").read_bytes(), Content_Type="text/html")
    site.put("/pages.xml", f"<urlset><url><loc>{site.url('/1')}</loc></url></urlset>".encode())
    index = f"<sitemapindex><sitemap><loc>{site.url('/pages.xml')}</loc></sitemap></sitemapindex>"
    articles, problems = split(read(site.put("/index.xml", index.encode()), http=guest()))
    assert ([a.outlet for a in articles], problems) == (["海湾时报"], [])


def test_an_index_that_leads_to_itself_ends(site: Site) -> None:
    index = f"<sitemapindex><sitemap><loc>{site.url('/index.xml')}</loc></sitemap></sitemapindex>"
    _, problems = split(read(site.put("/index.xml", index.encode()), http=guest()))
    assert [p.error.code for p in problems] == ["too_large"]


def test_the_pages_of_a_long_sitemap_have_a_bound_that_is_told(site: Site) -> None:
    listed = "".join(f"<url><loc>{site.url(f'/{n}')}</loc></url>" for n in range(9))
    _, problems = split(read(site.put("/map.xml", f"<urlset>{listed}</urlset>".encode()), http=guest(), pages=2))
    assert [p.error.code for p in problems] == ["fetch", "fetch", "too_large"]


def test_the_feeds_of_an_opml_are_read_and_can_be_followed(site: Site) -> None:
    feed = site.put("/feed.json", (SAMPLES / "json_feed.json").read_bytes())
    opml = f'<opml version="2.0"><body><outline text="Bay" xmlUrl="{feed}"/><outline xmlUrl="http://10.0.0.1/"/></body></opml>'
    assert [s.title for s in sources_in(opml.encode())] == ["Bay", ""]
    articles, problems = split(read(site.put("/list.opml", opml.encode()), http=guest()))
    assert [a.title for a in articles] == ["台风“红隼”登陆", "Ferries are cancelled."]
    assert [p.error.code for p in problems] == ["forbidden_address"]


def test_without_a_network_a_url_is_a_problem() -> None:
    _, problems = split(read("https://news.example/", http=None))
    assert [p.error.code for p in problems] == ["invalid_input"]


def test_a_source_is_a_value() -> None:
    assert next(sources_in((SAMPLES / "opml.opml").read_bytes())) == Source(
        "https://harbourstar.example/feed", title="Harbour Star", outlet="Harbour Star"
    )
