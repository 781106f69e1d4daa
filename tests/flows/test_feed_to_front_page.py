"""From a feed on the web to a reader's front page, in both languages, through every room as it is."""

import xml.etree.ElementTree as ET
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from broadsheet.app import Newsroom
from broadsheet.core import Article
from broadsheet.ingest import Fetcher, Limits
from tests.ingest.site import Site
from tests.newsrooms import NOW, REPORTS

FIRE = {"en": "Old Quay warehouse fire injures five", "zh": "旧埠木材仓库起火 五人受伤"}
QUERY = {"en": "warehouse fire", "zh": "仓库起火"}


class Day:
    """A clock that a test moves."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at


@pytest.fixture
def day() -> Day:
    return Day(NOW)


@pytest.fixture
def desk(tmp_path: Path, day: Day) -> Newsroom:
    web = Fetcher(allow=["127.0.0.1"], limits=Limits(pause=0.0, seconds=5.0))
    return Newsroom.open(tmp_path / "desk", model="none", now=day, http=web)


def _rss(reports: list[Article], site: Site) -> bytes:
    channel = ET.Element("channel")
    for name, text in (("title", "Wire 电讯"), ("link", site.url("/"))):
        ET.SubElement(channel, name).text = text
    for report in reports:
        item = ET.SubElement(channel, "item")
        at = report.published or NOW
        said = {"title": report.title, "link": site.url("/" + report.url.rpartition("/")[2])}
        said |= {"pubDate": at.strftime("%a, %d %b %Y %H:%M:%S GMT")}
        said |= {"description": "".join(f"<p>{p}</p>" for p in report.text.split("\n\n"))}
        for name, text in said.items():
            ET.SubElement(item, name).text = text
    feed = ET.Element("rss", version="2.0")
    feed.append(channel)
    return b'<?xml version="1.0" encoding="utf-8"?>' + bytes(ET.tostring(feed, encoding="utf-8"))


def _page(title: str, text: str) -> bytes:
    paragraphs = "".join(f"<p>{p}</p>" for p in text.split("\n\n"))
    return f"<html><body><article><h1>{title}</h1>{paragraphs}</article></body></html>".encode()


def _refresh(desk: Newsroom) -> None:
    for _step in desk.refresh():
        pass


def _followed(desk: Newsroom, site: Site) -> str:
    url = site.put("/feed", _rss(list(REPORTS), site), Content_Type="application/rss+xml", ETag='"1"')
    verdicts = [i.verdict for i in desk.ingest(url, follow=True)]
    assert verdicts == ["new", "new", "new", "new", "followed"]
    _refresh(desk)
    return url


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_feed_becomes_a_published_piece_and_a_front_page(desk: Newsroom, site: Site, language: str) -> None:
    with desk:
        _followed(desk, site)
        story = next(s for s in desk.stories() if s.value.titles.get(language) == FIRE[language])
        assert set(story.value.languages) == {"en", "zh"}
        hit = desk.search(QUERY[language])[0]
        assert hit.article in story.value.articles

        own = [a for a in desk.story(story.id).articles if a.value.title == FIRE[language]]
        pieces = list(desk.write("brief", sources=[str(own[0].id)], language=language))
        id = pieces[-1].draft_id or 0
        report = desk.draft(id).value.variants[0].report
        assert report is not None
        assert report.passed
        for action in ("submit", "approve", "publish"):
            desk.decide(id, action, by="陈编辑")
        piece = desk.publication_of(id)
        assert piece is not None
        assert piece.value.reviewed_by == "陈编辑"
        assert piece.value.title in desk.render(piece.id, "html").decode()
        for feed in desk.feeds():
            assert piece.value.title in desk.feed(feed, language=language).decode()
            assert piece.value.title not in desk.feed(feed, language="zh" if language == "en" else "en").decode()

        before = desk.front_page("若川", language=language)
        assert len({i.story for i in before.items}) == len(before.items) == 2
        assert all(i.reason for i in before.items)
        desk.read("若川", before.items[0].article, key="once")
        desk.read("若川", before.items[0].article, key="once")
        after = desk.front_page("若川", language=language)
        assert [i.article for i in after.items] != [i.article for i in before.items]
        assert len(desk.store.events.of("若川")) == 1


def test_the_next_poll_is_conditional_and_brings_only_what_is_new(desk: Newsroom, site: Site, day: Day) -> None:
    with desk:
        url = _followed(desk, site)
        assert [i.verdict for i in desk.poll()] == []
        day.at += timedelta(hours=1)
        assert list(desk.poll()) == []
        assert site.asked[-1][1]["if-none-match"] == '"1"'
        fresh = replace(REPORTS[0], title="Ferry strike ends", text="Ferry crews ended their strike. " * 20, url="/f-1")
        site.put("/feed", _rss([fresh, *REPORTS], site), Content_Type="application/rss+xml", ETag='"2"')
        day.at += timedelta(hours=1)
        assert [i.verdict for i in desk.poll()] == ["new"]
        assert desk.sources()[0].value.url == url


def test_a_feed_that_fails_is_asked_later_and_later_and_forgiven(desk: Newsroom, site: Site, day: Day) -> None:
    with desk:
        _followed(desk, site)
        good = site.answers["/feed"]
        site.put("/feed", b"broken", status=500)
        waits = []
        for _ in range(3):
            day.at += timedelta(days=2)
            assert [i.verdict for i in desk.poll()] == ["failed"]
            state = desk.source_state(1)
            waits.append((state.next_poll or day.at) - day.at)
        assert waits == sorted(set(waits))
        assert state.failures == 3
        site.answers["/feed"] = good
        day.at += timedelta(days=2)
        assert "failed" not in [i.verdict for i in desk.poll()]
        assert desk.source_state(1).failures == 0


@pytest.mark.parametrize(
    ("language", "was", "becomes"),
    [("en", "three weeks", "eleven weeks"), ("zh", "三个星期", "十一个星期")],
)
def test_a_page_corrected_where_it_stands_is_found_by_its_new_words(
    desk: Newsroom, site: Site, day: Day, language: str, was: str, becomes: str
) -> None:
    said = {
        "en": "The repair of the Old Bridge will take {} longer than planned, the council of Port Aster said. "
        "Engineers found cracks in the northern arch during a survey. Traffic will be led over the ring road.",
        "zh": "星港市议会周五说，老桥的维修将比原计划多用{}。工程师在检查中发现北侧桥拱有裂缝，施工期间车辆绕行环路，"
        "四路电车以市集广场为终点，附近居民可凭证件通行。",
    }[language]

    def publish(words: str) -> str:
        return site.put(
            "/bridge.html", _page("Bridge 老桥", said.format(words)), Content_Type="text/html; charset=utf-8"
        )

    with desk:
        url = publish(was)
        assert [i.verdict for i in desk.ingest(url, follow=True)] == ["new", "followed"]
        _refresh(desk)
        publish(becomes)
        day.at += timedelta(hours=2)
        assert [i.verdict for i in desk.poll()] == ["updated"]
        _refresh(desk)
        assert becomes in desk.article(1).value.text
        assert [h.article for h in desk.search(f'"{becomes}"')] == [1]


def test_a_followed_reading_list_leads_to_its_feeds(desk: Newsroom, site: Site, day: Day) -> None:
    with desk:
        feed = site.put("/feed", _rss(list(REPORTS), site), Content_Type="application/rss+xml")
        outline = (
            f'<opml version="2.0"><head><title>l</title></head><body><outline text="W" xmlUrl="{feed}"/></body></opml>'
        )
        url = site.put("/list.opml", outline.encode(), Content_Type="text/x-opml")
        assert [i.verdict for i in desk.ingest(url, follow=True)].count("new") == 4
        list(desk.poll())
        assert {s.value.url for s in desk.sources()} == {url, feed}
        day.at += timedelta(hours=2)
        assert "followed" not in [i.verdict for i in desk.poll()]


@pytest.mark.parametrize("kind", ["atom", "json_feed", "sitemap"])
def test_every_kind_of_list_ends_in_the_same_archive(desk: Newsroom, site: Site, kind: str) -> None:
    zh, en = REPORTS[1], REPORTS[0]
    for report in (zh, en):
        page = _page(report.title, report.text)
        site.put("/" + report.url.rpartition("/")[2], page, Content_Type="text/html; charset=utf-8")
    links = [site.url("/fire-1"), site.url("/fire-2")]
    lists = {
        "atom": '<feed xmlns="http://www.w3.org/2005/Atom"><title>t</title><id>i</id>'
        + "".join(f'<entry><title>t</title><id>{u}</id><link href="{u}"/></entry>' for u in links)
        + "</feed>",
        "json_feed": '{"version": "https://jsonfeed.org/version/1.1", "title": "t", "items": ['
        + ", ".join(f'{{"id": "{u}", "url": "{u}", "title": "t", "summary": "s"}}' for u in links)
        + "]}",
        "sitemap": '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
        + "".join(f"<url><loc>{u}</loc></url>" for u in links)
        + "</urlset>",
    }
    types = {"atom": "application/atom+xml", "json_feed": "application/feed+json", "sitemap": "application/xml"}
    with desk:
        url = site.put("/list", lists[kind].encode(), Content_Type=types[kind])
        assert sorted(i.verdict for i in desk.ingest(url)) == ["new", "new"]
        _refresh(desk)
        for query in QUERY.values():
            assert {h.article for h in desk.search(query)} == {1, 2}
        assert UTC in {a.created.tzinfo for a in desk.store.articles.get_many([1, 2])}
