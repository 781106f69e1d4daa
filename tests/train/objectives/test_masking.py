"""Masked tokens, next sentences and corrupted spans."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.core import InvalidInputError
from broadsheet.train import objectives
from broadsheet.train.objectives import IGNORED
from tests.train.shards import LetterShards, LetterTokenizer

torch = pytest.importorskip("torch")
SPECIAL = LetterTokenizer()
STORY = "the council met on monday and talked for hours about the harbour "


def shards_of(*documents: str) -> LetterShards:
    return LetterShards({part: {"text": list(documents)} for part in ("train", "valid", "test")})


def rows_of(name: str, shards: LetterShards, *, steps: int = 40, **settings: object) -> list[dict[str, object]]:
    objective = objectives.make(name, shards, seed=1, rows=16, length=64, **settings)
    return [dict(objective.batch(step).tensors) for step in range(steps)]


def chosen(batches: list[dict[str, object]]) -> tuple[np.ndarray, np.ndarray, float]:
    """What the model sees and what it is to say at the chosen places, and their share of all places."""
    seen = np.concatenate([np.asarray(b["ids"]).ravel()[np.asarray(b["at"])] for b in batches])
    wanted = np.concatenate([np.asarray(b["targets"]) for b in batches])
    places = sum(int((np.asarray(b["ids"]) > SPECIAL.cls).sum()) for b in batches)
    return seen, wanted, len(seen) / places


def test_of_the_tokens_chosen_eight_in_ten_are_masked_and_one_is_replaced() -> None:
    seen, wanted, share = chosen(rows_of("masked", shards_of(*[STORY * 3] * 40)))
    assert share == pytest.approx(0.15, abs=0.01)
    assert (seen == SPECIAL.mask).mean() == pytest.approx(0.8, abs=0.02)
    assert (seen == wanted).mean() == pytest.approx(0.1, abs=0.02)


def test_half_of_the_second_sentences_are_strangers() -> None:
    batches = rows_of("masked", shards_of(*[STORY * 3] * 40))
    follows = np.concatenate([np.asarray(batch["follows"]) for batch in batches])
    assert follows.mean() == pytest.approx(0.5, abs=0.06)


def test_the_second_sentence_has_the_second_segment() -> None:
    batch = rows_of("masked", shards_of(*[STORY * 3] * 40), steps=1)[0]
    ids, segments = np.asarray(batch["ids"]), np.asarray(batch["segments"])
    first_break = (ids == SPECIAL.sep).argmax(axis=1)
    assert all(segments[n, : end + 1].max() == 0 and segments[n, end + 1] == 1 for n, end in enumerate(first_break))


def test_only_one_document_has_no_strangers() -> None:
    batches = rows_of("masked", shards_of(STORY * 20), steps=5)
    assert {int(n) for batch in batches for n in np.asarray(batch["follows"])} <= {0, IGNORED}


def test_whole_words_are_masked_together() -> None:
    from broadsheet.train.objectives._words import grouped

    words = np.array([False, True, True, False, False, True, False])
    for seed in range(20):
        picked = grouped(np.arange(7) + 1, continues=words, wanted=2, dice=np.random.default_rng(seed))
        taken = np.isin(np.arange(7) + 1, picked)
        assert all(taken[n] == taken[n - 1] for n in range(7) if words[n])
        assert taken.sum() >= 2


@given(st.integers(2, 200), st.integers(0, 10_000))
def test_what_was_left_out_put_back_is_the_text(length: int, seed: int) -> None:
    from broadsheet.train.objectives.span import marked, noise

    sentinels, end = np.arange(1000, 1100), 999
    tokens = np.arange(length, dtype=np.int64)
    hidden = noise(length, share=0.15, mean=3.0, dice=np.random.default_rng(seed))
    read = marked(tokens, hidden, sentinels=sentinels, end=end).tolist()
    written = marked(tokens, ~hidden, sentinels=sentinels, end=end).tolist()
    answers: dict[int, list[int]] = {}
    for token in written[:-1]:
        if token >= 1000:
            answers[token] = []
        elif answers:
            answers[list(answers)[-1]].append(token)
    back = [one for token in read[:-1] for one in answers.get(token, [token])]
    assert back == tokens.tolist()


def test_a_share_of_spans_is_left_out_and_rows_keep_their_length() -> None:
    batches = rows_of("span", shards_of(*[STORY * 3] * 40), steps=10)
    read = np.concatenate([np.asarray(batch["mask"]).sum(axis=1) for batch in batches])
    written = sum(len(np.asarray(batch["targets"])) for batch in batches)
    assert read.max() <= 64
    assert written / (written + read.sum()) == pytest.approx(0.2, abs=0.05)


def test_a_decoder_sees_what_it_is_to_write_one_token_late() -> None:
    batch = objectives.make("span", shards_of(STORY), seed=1, rows=1, length=64).batch(0).tensors
    assert batch["written"][0, 0] == SPECIAL.bos
    assert batch["written"][0, 1:].tolist() == batch["targets"][:-1].tolist()


def test_a_row_too_short_for_a_span_is_told() -> None:
    with pytest.raises(InvalidInputError, match="no room"):
        objectives.make("span", shards_of(STORY), seed=1, rows=1, length=2)
