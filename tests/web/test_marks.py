"""What the studio is told of a text as it is typed: marks for all of it, cards only for what changed."""

import httpx
import pytest

from broadsheet.app import Newsroom

WRONG = {"en": "72 firefighters fought the blaze for four hours.", "zh": "72名消防员扑救了4个小时。"}


def _draft(newsroom: Newsroom, language: str) -> tuple[int, str]:
    source = {"en": "article:1", "zh": "article:2"}[language]
    made = list(newsroom.write("brief", sources=[source], language=language))[-1]
    assert made.draft_id is not None
    assert made.draft is not None
    return made.draft_id, made.draft.variants[0].text


@pytest.mark.parametrize("language", ["en", "zh"])
def test_cards_that_the_page_has_are_named_and_not_sent_again(
    client: httpx.Client, newsroom: Newsroom, language: str
) -> None:
    id, text = _draft(newsroom, language)
    first = client.post(f"/drafts/{id}/marks", data={"text": text}).json()
    assert all(card["html"].startswith("<section") for card in first["cards"])
    known = " ".join(card["digest"] for card in first["cards"])
    again = client.post(f"/drafts/{id}/marks", data={"text": text, "known": known}).json()
    assert [card["digest"] for card in again["cards"]] == known.split()
    assert not any(card["html"] for card in again["cards"])
    longer = client.post(f"/drafts/{id}/marks", data={"text": f"{text}\n\n{WRONG[language]}", "known": known}).json()
    sent = [card["html"] for card in longer["cards"] if card["html"]]
    assert len(sent) == 1
    assert "is-contradicted" in sent[0]
    assert len(longer["marks"]) == len(longer["cards"])


def test_a_card_tells_how_sure_the_check_is_and_what_weighed(client: httpx.Client, newsroom: Newsroom) -> None:
    id, text = _draft(newsroom, "en")
    card = client.post(f"/drafts/{id}/marks", data={"text": text}).json()["cards"][0]["html"]
    assert "likely supported" in card
    assert "decided by" in card
