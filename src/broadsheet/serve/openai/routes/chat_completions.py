"""`POST /v1/chat/completions`: an answer to a conversation."""

from functools import partial

from anyio.to_thread import run_sync
from fastapi import APIRouter, Request
from fastapi.responses import Response

from broadsheet.serve.api.context import Here
from broadsheet.serve.openai import asked, chats, fields, relay, shelf
from broadsheet.serve.openai.entry import Gate
from broadsheet.serve.openai.head import head
from broadsheet.serve.openai.sampling import sampled

routes = APIRouter()


@routes.post("/chat/completions")
async def answer_chat(request: Request, here: Here, gate: Gate) -> Response:
    """The answer, whole or streamed."""
    order = fields.read(fields.ChatIn, await request.body())
    model = await run_sync(shelf.writer, here.room, order.model)
    wanted = asked.chat(order, model)
    top = head("chatcmpl", model=order.model, now=here.room.now())
    logprobs = order.top_logprobs or 0 if order.logprobs else None
    tokens = sampled(wanted)
    if not order.stream:
        told = partial(chats.whole, head=top, n=wanted.n, logprobs=logprobs)
        return await relay.at_once(request, tokens, gate, told=told)
    has_usage = bool(order.stream_options and order.stream_options.include_usage)
    spoken = partial(chats.chunks, head=top, n=wanted.n, logprobs=logprobs, has_usage=has_usage)
    return await relay.streamed(tokens, gate, told=spoken)
