"""The gate: a copy of a model is let through when it cuts texts alike, chooses alike and weighs alike."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from broadsheet.core import IntegrityError
from broadsheet.train.gates import texts
from broadsheet.train.gates.bounds import Bounds
from broadsheet.train.gates.witness import Witness

if TYPE_CHECKING:
    from broadsheet.train.gates.witness import Rows


@dataclass(frozen=True, slots=True)
class Gauged:
    """What was found: over `places` tokens of `prompts` prompts and `lines` lines.

    `agreement` is the share of places where both choose the same token; `ties` of the others are places where the
    model finds the other token all but as likely, by the bound, so that either is right. `logprob` is the
    largest difference at a chosen token, `divergence` the mean KL divergence, both in nats. Of an engine that tells
    only its likeliest tokens, the rest counts as one, so the divergence is then at least that much.
    """

    lines: int
    prompts: int
    places: int
    agreement: float
    ties: int
    logprob: float
    divergence: float


def gate(model: Witness, copy: Witness, *, bounds: Bounds, lines: Sequence[str], context: int = 0) -> Gauged:
    """Ask both the same. Raises `IntegrityError` with the first difference where the copy is beyond its bounds.

    `lines` are texts to cut and to go on from; `context` is how many tokens the model reads at most (0: any number).
    """
    tokenized = [_cut_alike(model, copy, line) for line in lines]
    if model.reads_at_once:
        prompts = texts.read_at_once(tokenized, context=context, gap=model.gap)
    else:
        prompts = texts.prompts(tokenized, context=context)
    found = [_asked(model, copy, prompt, bounds) for prompt in prompts]
    places = sum(one.places for one in found)
    gauged = Gauged(
        lines=len(tokenized),
        prompts=len(prompts),
        places=places,
        agreement=sum(one.agreed for one in found) / max(places, 1),
        ties=sum(one.ties for one in found),
        logprob=max((one.logprob for one in found), default=0.0),
        divergence=sum(one.divergence for one in found) / max(places, 1),
    )
    _check(gauged, bounds)
    return gauged


@dataclass(frozen=True, slots=True)
class _Answered:
    places: int
    agreed: int
    ties: int
    logprob: float
    divergence: float


def _cut_alike(model: Witness, copy: Witness, line: str) -> list[int]:
    """The tokens of a line, the same for both, and read back alike."""
    ours, theirs = model.encode(line), copy.encode(line)
    if ours != theirs:
        at = next((i for i, pair in enumerate(zip(ours, theirs, strict=False)) if pair[0] != pair[1]), len(ours))
        raise _refused(
            "the copy cuts texts otherwise than the model",
            asked=f"{line[:60]!r}, token {at}",
            found=f"{theirs[at : at + 4]} where the model has {ours[at : at + 4]}",
        )
    if (mine := model.decode(ours)) != (other := copy.decode(ours)):
        raise _refused("the copy reads tokens otherwise than the model", asked=repr(mine[:60]), found=repr(other[:60]))
    return ours


def _asked(model: Witness, copy: Witness, prompt: Sequence[int], bounds: Bounds) -> _Answered:
    import numpy as np

    answer, ours = _greedy(model, prompt)
    theirs = copy.scores(prompt, answer)
    if theirs.shape != ours.shape:
        raise _refused(
            "the copy has another vocabulary", asked=f"{ours.shape[-1]} tokens", found=f"{theirs.shape[-1]} tokens"
        )
    chosen = np.where(np.isnan(theirs), -np.inf, theirs).argmax(axis=-1)
    places = np.arange(len(answer))
    away = np.abs(theirs[places, answer] - ours[places, answer])
    other = chosen != np.asarray(answer)
    tied = other & (ours[places, answer] - ours[places, chosen] <= bounds.tie)
    if bounds.is_exact:
        _check_places(prompt, answer, chosen, (other & ~tied) | ~(away <= bounds.logprob), ours, theirs)
    same = int((~other).sum())
    return _Answered(
        len(answer), same, int(tied.sum()), float(np.nanmax(away)), float(_divergences(ours, theirs).sum())
    )


def _greedy(model: Witness, prompt: Sequence[int]) -> "tuple[list[int], Rows]":
    """The model's own choice token by token, and its log-probabilities at each."""
    import numpy as np

    answer: list[int] = []
    rows: Rows = model.scores(prompt, [0])
    if model.reads_at_once:
        return [int(token) for token in rows.argmax(axis=-1)], rows
    kept = []
    for _ in range(texts.ANSWER_TOKENS):
        kept.append(rows[-1])
        answer.append(int(rows[-1].argmax()))
        rows = model.scores(prompt, [*answer, 0])
    return answer, np.stack(kept)


def _check_places(
    prompt: Sequence[int], answer: Sequence[int], chosen: "Rows", wrong: "Rows", ours: "Rows", theirs: "Rows"
) -> None:
    if not wrong.any():
        return
    at = int(wrong.argmax())
    mine, other = answer[at], int(chosen[at])
    raise _refused(
        "the copy doesn't answer as the model does",
        asked=f"token {at} after the prompt {list(prompt)[:6]}...: {mine} at {ours[at, mine]:.4f}",
        found=f"{other} at {theirs[at, other]:.4f}; {mine} at {theirs[at, mine]:.4f}",
    )


def _divergences(ours: "Rows", theirs: "Rows") -> "Rows":
    """KL(model | copy) at each place, in nats; tokens the copy doesn't tell of are one class together."""
    import numpy as np

    known = ~np.isnan(theirs)
    chances = np.where(known, np.exp(ours), 0.0)
    told = (chances * (ours - np.where(known, theirs, 0.0))).sum(axis=-1)
    rest = np.clip(1.0 - chances.sum(axis=-1), 0.0, 1.0)
    left = np.clip(1.0 - np.where(known, np.exp(np.where(known, theirs, 0.0)), 0.0).sum(axis=-1), 1e-12, 1.0)
    with np.errstate(divide="ignore", invalid="ignore"):
        more = np.where((rest > 1e-9) & (~known).any(axis=-1), rest * np.log(rest / left), 0.0)
    found: Rows = told + more
    return found


def _check(gauged: Gauged, bounds: Bounds) -> None:
    if gauged.divergence > bounds.divergence:
        raise _refused(
            "the copy's chances are too far from the model's",
            asked=f"a mean divergence of at most {bounds.divergence:g} nats",
            found=f"{gauged.divergence:.4f} over {gauged.places} tokens",
        )
    share = gauged.agreement + gauged.ties / max(gauged.places, 1)
    if share < bounds.agreement - 1e-9:
        raise _refused(
            "the copy too often chooses other tokens than the model",
            asked=f"the same token, or one as likely, at {bounds.agreement:.0%} of the places",
            found=f"{share:.1%} of {gauged.places}",
        )


def _refused(message: str, *, asked: str = "", found: str = "") -> IntegrityError:
    return IntegrityError(
        message, asked=asked, found=found, do="it was not put in place; try another format or precision"
    )
