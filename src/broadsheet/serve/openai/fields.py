"""What a request may say: the protocol's fields, those that change nothing here, and what vLLM and llama.cpp add.

A field that is misspelt or that this server can't honour is refused: an answer made otherwise than asked is worse.
"""

from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from broadsheet.serve.openai.refusals import unfit

# The protocol's own limits.
MOST_CHOICES = 128
MOST_INPUTS = 2048
MOST_TOOLS = 128
Chance = Annotated[float, Field(ge=0, le=1)]
Penalty = Annotated[float, Field(ge=-2, le=2)]
Count = Annotated[int, Field(ge=0)]
Said = TypeVar("Said", bound="Request")


class Shape(BaseModel):
    """Closed: what is not listed is refused; and nothing is read as another type than it is written in."""

    model_config = ConfigDict(extra="forbid", strict=True, protected_namespaces=())


class Request(Shape):
    """What every request carries; whose it is, where it is kept and how it is billed change nothing here."""

    model: str = Field(min_length=1, max_length=300)
    user: str | None = None
    metadata: dict[str, Any] | None = None
    store: bool | None = None
    service_tier: str | None = None
    safety_identifier: str | None = None
    prompt_cache_key: str | None = None
    prompt_cache_retention: str | None = None


class StreamIn(Shape):
    """How the answer is streamed."""

    include_usage: bool | None = None
    include_obfuscation: bool | None = None


class Sampling(Request):
    """How an answer is decoded. Below the line of the protocol: what other servers of it take too."""

    n: Annotated[int, Field(ge=1, le=MOST_CHOICES)] | None = None
    seed: int | None = None
    stop: str | list[str] | None = None
    max_tokens: Annotated[int, Field(ge=1)] | None = None
    temperature: Annotated[float, Field(ge=0, le=2)] | None = None
    top_p: Chance | None = None
    frequency_penalty: Penalty | None = None
    presence_penalty: Penalty | None = None
    logit_bias: dict[str, float] | None = None
    stream: bool | None = None
    stream_options: StreamIn | None = None
    # extensions
    top_k: Annotated[int, Field(ge=-1)] | None = None
    min_p: Chance | None = None
    min_tokens: Count | None = None
    repeat_penalty: Annotated[float, Field(gt=0, le=2)] | None = None
    repetition_penalty: Annotated[float, Field(gt=0, le=2)] | None = None


class FunctionIn(Shape):
    """A function as the model is told of it."""

    name: str = Field(pattern=r"^[a-zA-Z0-9_-]{1,64}$")
    description: str | None = None
    parameters: dict[str, Any] | None = None
    strict: bool | None = None


class ToolIn(Shape):
    """A tool; only functions are known."""

    type: Literal["function"]
    function: FunctionIn


class CalledIn(Shape):
    """What a call of an earlier turn called, and with what."""

    name: str
    arguments: str


class CallIn(Shape):
    """A call of an earlier turn."""

    id: str
    type: Literal["function"]
    function: CalledIn


class TurnIn(Shape):
    """One turn of the conversation; `content` is a text, or parts of which this server reads those of text."""

    role: Literal["system", "developer", "user", "assistant", "tool"]
    content: Any = None
    name: str | None = None
    tool_calls: list[CallIn] | None = None
    tool_call_id: str | None = None
    refusal: str | None = None


class SchemaIn(Shape):
    """A JSON schema by name."""

    name: str
    description: str | None = None
    schema_: dict[str, Any] | None = Field(None, alias="schema")
    strict: bool | None = None


class FormatIn(Shape):
    """The form of the answer."""

    type: Literal["text", "json_object", "json_schema"]
    json_schema: SchemaIn | None = None


class ChatIn(Sampling):
    """A request to `/v1/chat/completions`."""

    messages: list[TurnIn] = Field(min_length=1)
    max_completion_tokens: Annotated[int, Field(ge=1)] | None = None
    logprobs: bool | None = None
    top_logprobs: Annotated[int, Field(ge=0, le=20)] | None = None
    response_format: FormatIn | None = None
    tools: Annotated[list[ToolIn], Field(max_length=MOST_TOOLS)] | None = None
    tool_choice: str | dict[str, Any] | None = None
    parallel_tool_calls: bool | None = None
    modalities: list[Literal["text"]] | None = None
    prediction: dict[str, Any] | None = None
    verbosity: Literal["low", "medium", "high"] | None = None


class CompletionIn(Sampling):
    """A request to `/v1/completions`."""

    prompt: str | list[str]
    best_of: int | None = None
    echo: bool | None = None
    logprobs: Annotated[int, Field(ge=0, le=20)] | None = None
    suffix: str | None = None


class EmbeddingIn(Request):
    """A request to `/v1/embeddings`."""

    input: str | Annotated[list[str], Field(min_length=1, max_length=MOST_INPUTS)]
    encoding_format: Literal["float", "base64"] | None = None
    dimensions: int | None = None


def read(shape: type[Said], body: bytes) -> Said:
    """The request in `body`; raises `RefusedError` with the first thing that is wrong with it."""
    try:
        return shape.model_validate_json(body)
    except ValidationError as error:
        raise unfit(error, shape.model_fields) from error
