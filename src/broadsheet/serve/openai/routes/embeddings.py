"""`POST /v1/embeddings`: texts as vectors of the newsroom's own embedder."""

import base64
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from anyio.to_thread import run_sync
from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse

from broadsheet.serve.api.context import Here
from broadsheet.serve.openai import fields, shelf
from broadsheet.serve.openai.entry import Gate, Turnstile
from broadsheet.serve.openai.refusals import RefusedError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from broadsheet.app import Newsroom

routes = APIRouter()

# The embedder does not count its own pieces. A Chinese character, a word or a sign is one: near enough for a bill.
_PIECE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\W\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+|[^\w\s]")


@routes.post("/embeddings")
async def embed(request: Request, here: Here, gate: Gate) -> JSONResponse:
    """A vector a text, as numbers or as little-endian float32 in base64."""
    order = fields.read(fields.EmbeddingIn, await request.body())
    return await run_sync(_embedded, here.room, order, gate)


def _embedded(room: "Newsroom", order: fields.EmbeddingIn, gate: Turnstile) -> JSONResponse:
    shelf.check_embedder(room, order.model)
    texts = [order.input] if isinstance(order.input, str) else order.input
    if not all(text.strip() for text in texts):
        raise RefusedError("'input' holds an empty text.", param="input", code="invalid_value")
    if order.dimensions not in (None, room.embedder.dimension):
        raise RefusedError(
            f"The vectors of '{order.model}' have {room.embedder.dimension} dimensions and can't be cut.",
            param="dimensions",
            code="invalid_value",
        )
    with gate.passed():
        vectors = room.embedder.embed(texts)
    count = sum(len(_PIECE.findall(text)) for text in texts)
    return JSONResponse(
        {
            "object": "list",
            "data": _rows(vectors, encoding=order.encoding_format or "float"),
            "model": order.model,
            "usage": {"prompt_tokens": count, "total_tokens": count},
        }
    )


def _rows(vectors: "NDArray[np.float32]", *, encoding: str) -> Sequence[dict[str, Any]]:
    def written(row: "NDArray[np.float32]") -> Any:
        return base64.b64encode(row.astype("<f4").tobytes()).decode() if encoding == "base64" else row.tolist()

    return [{"object": "embedding", "index": at, "embedding": written(row)} for at, row in enumerate(vectors)]
