"""`POST /v1/completions`: what goes on from each prompt."""

from functools import partial

from anyio.to_thread import run_sync
from fastapi import APIRouter, Request
from fastapi.responses import Response

from broadsheet.serve.api.context import Here
from broadsheet.serve.openai import asked, fields, relay, shelf, texts
from broadsheet.serve.openai.entry import Gate
from broadsheet.serve.openai.head import head
from broadsheet.serve.openai.sampling import sampled

routes = APIRouter()


@routes.post("/completions")
async def complete(request: Request, here: Here, gate: Gate) -> Response:
    """The answer, whole or streamed."""
    order = fields.read(fields.CompletionIn, await request.body())
    model = await run_sync(shelf.writer, here.room, order.model)
    wanted = asked.completion(order, model)
    top = head("cmpl", model=order.model, now=here.room.now())
    prompts = [prompt[-1].content for prompt in wanted.prompts]
    echoed = prompts if order.echo else [""] * len(prompts)
    tokens = sampled(wanted)
    if not order.stream:
        told = partial(texts.whole, head=top, n=wanted.n, logprobs=order.logprobs, echoed=echoed)
        return await relay.at_once(request, tokens, gate, told=told)
    has_usage = bool(order.stream_options and order.stream_options.include_usage)
    spoken = partial(texts.chunks, head=top, n=wanted.n, logprobs=order.logprobs, echoed=echoed, has_usage=has_usage)
    return await relay.streamed(tokens, gate, told=spoken)
