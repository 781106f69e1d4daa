"""The candidates of a draft side by side, in both languages, on a phone and a desk."""

import httpx
import pytest

from broadsheet.app import Newsroom
from broadsheet.core import Piece


def headlines(newsroom: Newsroom, language: str) -> int:
    article = next(a for a in newsroom.articles(limit=200) if a.value.language == language)
    pieces: list[Piece] = list(newsroom.write("headlines", sources=[str(article.id)], language=language, model="none"))
    kept = pieces[-1].draft_id
    assert kept is not None
    return kept


@pytest.mark.parametrize("language", ["en", "zh"])
def test_each_candidate_is_a_row_that_leads_to_it(newsroom: Newsroom, client: httpx.Client, language: str) -> None:
    id = headlines(newsroom, language)
    variants = newsroom.draft(id).value.variants
    page = client.get(f"/drafts/{id}/compared", cookies={"lang": language}).text
    assert page.count('<th scope="row"') == len(variants) > 1
    assert all(f'href="/drafts/{id}?variant={n}"' in page for n in range(len(variants)))


def test_the_draft_leads_to_the_comparison(newsroom: Newsroom, client: httpx.Client) -> None:
    id = headlines(newsroom, "en")
    assert f"/drafts/{id}/compared" in client.get(f"/drafts/{id}").text


def test_the_api_gives_the_same_rows(newsroom: Newsroom, client: httpx.Client) -> None:
    id = headlines(newsroom, "en")
    rows = client.get(f"/api/v1/drafts/{id}/compared").json()["compared"]
    assert [row["text"] for row in rows] == [v.text for v in newsroom.draft(id).value.variants]
    assert {"length", "fits", "style", "passed", "faithful", "differs", "own"} <= set(rows[0])
