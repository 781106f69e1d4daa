from dataclasses import replace

import pytest

from broadsheet.core import Change, ConflictError, NotFoundError, Sentence, Suggestion
from broadsheet.store import Store

OFFER = Suggestion(
    edit="fix",
    effect="replace",
    language="zh",
    start=2,
    end=6,
    before="帐户冻结",
    after="账户冻结",
    diff=(Change("delete", "帐户"), Change("insert", "账户"), Change("same", "冻结")),
    sentences=(Sentence("账户冻结", "template"),),
    options={"seed": 3},
)
REFUSED = replace(OFFER, fate="refused", final="帐户冻结", by="lin")


def test_a_suggestion_comes_back_as_it_was(kept: Store) -> None:
    id = kept.suggestions.add(OFFER)
    assert kept.suggestions.get(id).value == OFFER


def test_only_settled_suggestions_are_given_out_oldest_first(kept: Store) -> None:
    first, _, third = (kept.suggestions.add(OFFER) for _ in range(3))
    kept.suggestions.settle(third, REFUSED)
    kept.suggestions.settle(first, replace(OFFER, fate="accepted", final=OFFER.after))
    assert [(s.id, s.value.fate) for s in kept.suggestions.settled()] == [(first, "accepted"), (third, "refused")]
    assert kept.suggestions.counts() == {("fix", ""): 1, ("fix", "accepted"): 1, ("fix", "refused"): 1}


def test_a_fate_is_settled_once(kept: Store) -> None:
    id = kept.suggestions.add(OFFER)
    kept.suggestions.settle(id, REFUSED)
    kept.suggestions.settle(id, REFUSED)
    with pytest.raises(ConflictError):
        kept.suggestions.settle(id, replace(OFFER, fate="accepted", final=OFFER.after))


def test_an_unknown_suggestion_is_refused(kept: Store) -> None:
    with pytest.raises(NotFoundError):
        kept.suggestions.settle(7, REFUSED)


def test_an_export_is_read_a_page_at_a_time(kept: Store) -> None:
    ids = [kept.suggestions.add(REFUSED) for _ in range(401)]
    assert [s.id for s in kept.suggestions.settled()] == ids
