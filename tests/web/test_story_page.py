"""A story's page: its course, its copies, its differences, and the editor's hand."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from broadsheet.app import Newsroom
from tests.newsrooms import NOW, furnish
from tests.web.conftest import served


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[tuple[Newsroom, httpx.Client]]:
    """A newsroom of the test's own: rulings change it."""
    with Newsroom.open(tmp_path, model="none", now=lambda: NOW) as room:
        furnish(room)
        with (
            served(room) as address,
            httpx.Client(base_url=address, follow_redirects=True, trust_env=False, timeout=60) as client,
        ):
            yield room, client


def story_of(room: Newsroom, article: int) -> int:
    found = room.store.stories.of_article(article)
    assert found is not None
    return found


@pytest.mark.parametrize(("language", "course", "hand"), [("en", "In order", "hand"), ("zh", "时间顺序", "编辑裁定")])
def test_the_page_tells_the_course_in_both_languages(
    desk: tuple[Newsroom, httpx.Client], language: str, course: str, hand: str
) -> None:
    room, client = desk
    page = client.get(f"/stories/{story_of(room, 1)}", params={"lang": language})
    assert page.status_code == 200
    assert course in page.text
    assert hand in page.text
    assert "<mark>" in page.text


def test_stories_are_merged_split_and_put_back_on_the_page(desk: tuple[Newsroom, httpx.Client]) -> None:
    room, client = desk
    one, two = story_of(room, 1), story_of(room, 3)
    merged = client.post(f"/stories/{one}/merge", data={"story": two, "note": "same night"})
    assert merged.status_code == 200
    assert story_of(room, 1) == story_of(room, 3)
    near = client.get(f"/stories/{story_of(room, 1)}/neighbours", params={"lang": "en"}).text
    assert "same night" in near
    client.post(f"/stories/{story_of(room, 1)}/undo", data={"ruling": room.rulings()[0].id})
    assert story_of(room, 1) != story_of(room, 3)
    client.post(f"/stories/{story_of(room, 1)}/split", data={"article": [2]})
    assert story_of(room, 1) != story_of(room, 2)


@pytest.mark.parametrize("part", ["neighbours", "differences"])
def test_a_part_of_the_page_leads_back_without_scripts(desk: tuple[Newsroom, httpx.Client], part: str) -> None:
    room, client = desk
    story = story_of(room, 1)
    alone = client.get(f"/stories/{story}/{part}").text
    assert "<main" in alone
    assert f'href="/stories/{story}"' in alone
    assert "<main" not in client.get(f"/stories/{story}/{part}", headers={"HX-Request": "true"}).text


def test_a_split_of_nothing_is_explained(desk: tuple[Newsroom, httpx.Client]) -> None:
    room, client = desk
    answer = client.post(f"/stories/{story_of(room, 1)}/split", data={})
    assert answer.status_code == 422 or answer.status_code == 400
    assert room.rulings() == []


def test_over_http_a_story_tells_its_course_and_takes_rulings(desk: tuple[Newsroom, httpx.Client]) -> None:
    room, client = desk
    story = story_of(room, 1)
    told = client.get(f"/api/v1/stories/{story}/timeline").json()
    assert [d["article"] for d in told["developments"]] == [1, 2]
    assert client.get(f"/api/v1/stories/{story}/differences").json() == {"differences": []}
    assert client.get(f"/api/v1/stories/{story}/new", params={"reader": "ada"}).json()["since"] is None
    assert client.post(f"/api/v1/stories/{story}/looks", json={"reader": "ada"}).json() == {"new": 2}
    likeness = client.get(f"/api/v1/stories/{story}/likeness/{story_of(room, 3)}").json()
    assert sum(likeness["parts"].values()) == pytest.approx(likeness["log_odds"])
    made = client.post(f"/api/v1/stories/{story}/split", json={"articles": [2], "by": "Lin"}).json()["story"]
    assert story_of(room, 2) == made
    rulings = client.get("/api/v1/stories/rulings").json()
    assert (rulings["learnt"], rulings["rulings"][0]["verb"]) == (1, "split")
    assert client.delete(f"/api/v1/stories/rulings/{rulings['rulings'][0]['id']}").status_code == 200
    assert story_of(room, 1) == story_of(room, 2)
    assert client.get(f"/api/v1/stories/{story}/new", params={"since": "2026-11-08T00:00:00"}).status_code in (400, 422)


@pytest.mark.parametrize(
    ("language", "follow", "stop"), [("en", "Follow this", "Stop following"), ("zh", "关注此事件", "取消关注")]
)
def test_a_story_is_followed_once_and_no_longer(
    desk: tuple[Newsroom, httpx.Client], language: str, follow: str, stop: str
) -> None:
    room, client = desk
    story = story_of(room, 1)
    assert follow in client.get(f"/stories/{story}", params={"lang": language}).text
    client.post(f"/stories/{story}/follow")
    assert stop in client.post(f"/stories/{story}/follow", params={"lang": language}).text
    assert len(room.watches()) == 1
    client.post(f"/stories/{story}/unfollow")
    assert room.watches() == []
