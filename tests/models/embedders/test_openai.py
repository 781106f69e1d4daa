import json
import math
from typing import Any

import numpy as np
import pytest

from broadsheet.core import ModelError, ModelInputError, UnknownNameError
from broadsheet.models import Embedder, load_embedder
from tests.models import sick_server as ill
from tests.models.sick_server import Behaviour, Sick, SickServer, sick_server


def load(server: SickServer, **settings: str) -> Embedder:
    given = {"base_url": server.url, "api_key": "sk-secret", "timeout": "20", "deadline": "30", "retries": "0"}
    return load_embedder("openai:embed", settings=given | settings)


def answers(*rows: Any) -> Behaviour:
    def behave(sick: Sick) -> None:
        sick.head(kind="application/json")
        data = [{"index": n, "embedding": row} for n, row in enumerate(rows)]
        sick.say(json.dumps({"data": data[::-1]}).encode())

    return behave


def test_rows_are_of_length_one_and_in_the_order_of_the_texts() -> None:
    with sick_server(answers([3, 4], [0, 2])) as server:
        embedder = load(server)
        rows = embedder.embed(["A fire.", "火灾。"])
        assert rows.dtype == np.float32
        assert rows.tolist() == [[pytest.approx(0.6), pytest.approx(0.8)], [0.0, 1.0]]
        assert (embedder.name, embedder.dimension) == ("openai:embed", 2)
        assert server.requests[0]["input"] == ["A fire.", "火灾。"]


def test_many_texts_are_sent_in_parts() -> None:
    def as_many(sick: Sick) -> None:
        sick.head(kind="application/json")
        texts = sick.server.requests[-1]["input"]
        data = [{"index": n, "embedding": [1.0, float(len(text))]} for n, text in enumerate(texts)]
        sick.say(json.dumps({"data": data}).encode())

    with sick_server(as_many) as server:
        rows = load(server).embed(["x" * n for n in range(130)])
        assert rows.shape == (130, 2)
        assert [len(request["input"]) for request in server.requests] == [64, 64, 2]
        assert rows[129][1] / rows[129][0] == pytest.approx(129)


def test_no_texts_ask_nobody() -> None:
    with sick_server(ill.answers_500) as server:
        assert load(server).embed([]).shape[0] == 0
        assert server.requests == []


@pytest.mark.parametrize(
    "behaviour",
    [
        answers([1.0, 2.0]),
        answers([1.0, math.nan], [1.0, 2.0]),
        answers([1.0], [1.0, 2.0]),
        answers([], []),
        answers("what", [1.0]),
        ill.sends_a_page,
        ill.answers_500,
        ill.answers_200_with_an_error,
        ill.hangs,
        ill.sends_a_byte_at_a_time,
    ],
)
def test_what_is_no_vector_of_each_text_is_an_error(behaviour: Behaviour) -> None:
    slow = {"timeout": "0.4"} if behaviour in (ill.hangs, ill.sends_a_byte_at_a_time) else {}
    with sick_server(behaviour) as server, pytest.raises(ModelError) as caught:
        load(server, **slow).embed(["one", "两"])
    assert "sk-secret" not in str(caught.value)


def test_vectors_that_change_their_length_are_not_mixed() -> None:
    with sick_server(answers([1.0, 2.0]), answers([1.0, 2.0, 3.0])) as server:
        embedder = load(server)
        embedder.embed(["one"])
        with pytest.raises(ModelError, match="must not be mixed"):
            embedder.embed(["two"])


def test_a_name_that_is_missing_or_unknown_is_refused() -> None:
    with pytest.raises(ModelInputError, match="missing"):
        load_embedder("openai:")
    with pytest.raises(UnknownNameError):
        load_embedder("nonsense")
