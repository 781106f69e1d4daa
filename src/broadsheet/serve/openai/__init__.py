"""`/v1`: the OpenAI protocol, so that any of its clients can ask the models here. It knows no newsroom's facts.

OpenAI API reference, platform.openai.com/docs/api-reference: chat completions, completions, embeddings, models. One
file an endpoint in `routes/`; errors are in the protocol's own shape, so that a client raises its own exceptions.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fastapi import FastAPI

    from broadsheet.serve.api.context import Context

__all__ = ["mount"]


def mount(app: "FastAPI", context: "Context") -> None:
    """Add all of `/v1` to `app`: an application of its own, as its errors are other than the API's."""
    from broadsheet.serve.openai.assembly import assemble

    app.mount("/v1", assemble(context), name="openai")
