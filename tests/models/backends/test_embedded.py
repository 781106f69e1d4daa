import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from broadsheet import models
from broadsheet.core import ModelError, ModelInputError
from broadsheet.models import Message, Options
from broadsheet.models.backends.embedded import Embedded
from tests.models.local_models import folder_with

pytestmark = pytest.mark.model

PROMPT = [Message("system", "You are an editor."), Message("user", "Tell a story of a dog and a cat.")]
LONG = Options(max_tokens=3000)


def load(**settings: str) -> Embedded:
    model = models.load("smollm2-135m", folder=folder_with("smollm2-135m"), settings=settings)
    assert isinstance(model, Embedded)
    return model


@pytest.fixture(scope="module")
def model() -> Iterator[Embedded]:
    loaded = load()
    yield loaded
    loaded.close()


def said(model: Embedded, options: Options, prompt: list[Message] | None = None) -> str:
    return "".join(t.text for t in model.generate(prompt or PROMPT, options))


def is_running(pid: int) -> bool:
    try:
        return "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except FileNotFoundError:
        return False


def gone(pid: int, seconds: float = 10.0) -> bool:
    end = time.monotonic() + seconds
    while is_running(pid) and time.monotonic() < end:
        time.sleep(0.05)
    return not is_running(pid)


def test_the_same_prompt_and_seed_give_the_same_text_whatever_came_between() -> None:
    # Found to differ when a prompt is continued from the cached beginning of another, or of itself.
    house = Message("system", "You are an editor of a newspaper. Facts first. " * 8)
    questions = ["Write about Paris.", "Name three colours and why."]
    model = load(slots="1")
    try:
        first = [said(model, Options(max_tokens=40), [house, Message("user", q)]) for q in questions]
        again = [said(model, Options(max_tokens=40), [house, Message("user", q)]) for q in reversed(questions)]
        once_more = said(model, Options(max_tokens=40), [house, Message("user", questions[0])])
    finally:
        model.close()
    assert again == first[::-1]
    assert once_more == first[0]


def test_a_prompt_asked_again_with_another_seed_is_not_read_again(model: Embedded) -> None:
    long = [Message("user", "The bridge was closed in March. " * 60 + "Write a headline.")]
    said(model, Options(max_tokens=1))
    spent = [processor_seconds(model)]
    for seed in (1, 2):
        said(model, Options("sample", seed=seed, max_tokens=1), long)
        spent.append(processor_seconds(model))
    assert spent[2] - spent[1] < (spent[1] - spent[0]) / 2


def test_the_rules_before_every_prompt_are_read_once() -> None:
    rules = Message("system", "Facts first. Copy every number. " * 60)
    model = load(slots="1")
    try:
        said(model, Options(max_tokens=1), [Message("user", "Hi")])
        spent = [processor_seconds(model)]
        for question in ("Write about Paris.", "Name three colours."):
            said(model, Options(max_tokens=1), [rules, Message("user", question)])
            spent.append(processor_seconds(model))
    finally:
        model.close()
    assert spent[2] - spent[1] < (spent[1] - spent[0]) / 2


def processor_seconds(model: Embedded) -> float:
    """Time on the processor, which other work on the machine does not lengthen as it does the clock's."""
    fields = Path(f"/proc/{model.pid()}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def test_answers_asked_together_are_the_same_as_alone(model: Embedded) -> None:
    # Found to differ where a prompt is read while another answer is written, once both are some hundred tokens long.
    story = "The bridge over the river was closed in March after a crash, the mayor said. " * 12
    prompts = [[Message("user", f"{story}Write about {thing}.")] for thing in ("rain", "Paris", "bread", "the mayor")]
    lengths = (12, 40, 25, 33)
    alone = [said(model, Options(max_tokens=n), p) for n, p in zip(lengths, prompts, strict=True)]
    together = [""] * 4

    def ask(at: int) -> None:
        together[at] = said(model, Options(max_tokens=lengths[at]), prompts[at])

    threads = [threading.Thread(target=ask, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert together == alone


def test_seeds_and_temperature_make_a_difference(model: Embedded) -> None:
    hot = {said(model, Options("sample", 1.5, top_k=0, top_p=1.0, max_tokens=12, seed=seed)) for seed in range(4)}
    assert len(hot) > 1


def test_narrowing_to_one_candidate_is_greedy(model: Embedded) -> None:
    greedy = said(model, Options(max_tokens=12))
    assert said(model, Options("sample", 1.5, top_k=1, max_tokens=12)) == greedy
    assert said(model, Options("sample", 1.5, top_k=0, top_p=0.0001, max_tokens=12)) == greedy
    assert said(model, Options("sample", 1.5, top_k=0, top_p=1.0, min_p=1.0, max_tokens=12)) == greedy


def test_the_repeat_penalty_changes_a_repetitive_answer(model: Embedded) -> None:
    prompt = [Message("user", "Repeat the word apple many times: apple apple apple apple")]
    assert said(model, Options(max_tokens=40, repeat_penalty=1.8), prompt) != said(
        model, Options(max_tokens=40), prompt
    )


def test_logprobs_come_when_asked_for(model: Embedded) -> None:
    tokens = list(model.generate(PROMPT, Options(max_tokens=3, logprobs=True)))
    assert all(t.logprob is not None and t.logprob <= 0 for t in tokens[:-1])


def test_a_schema_holds_even_a_bad_model(model: Embedded) -> None:
    schema = {
        "type": "object",
        "properties": {"label": {"enum": ["positive", "negative"]}},
        "required": ["label"],
        "additionalProperties": False,
    }
    answer = said(
        model, Options("sample", 1.8, schema=schema, max_tokens=60), [Message("user", "大桥通车，市民高兴。")]
    )
    assert json.loads(answer)["label"] in ("positive", "negative")


def test_a_schema_that_is_none_is_refused(model: Embedded) -> None:
    with pytest.raises(ModelInputError, match="unrecognized type"):
        said(model, Options(schema={"type": "nonsense"}))


def test_beam_search_is_refused_with_what_there_is(model: Embedded) -> None:
    with pytest.raises(ModelInputError) as caught:
        model.generate(PROMPT, Options(strategy="beam"))
    assert caught.value.choices == ("greedy", "sample")


def test_a_prompt_over_the_context_is_refused_with_the_numbers(model: Embedded) -> None:
    with pytest.raises(ModelInputError, match="exceeds the available context") as caught:
        said(model, Options(), [Message("user", "word " * 5000)])
    assert "less evidence" in caught.value.do


def test_an_answer_that_is_closed_stops_the_work() -> None:
    model = load(slots="1")
    try:
        answer = model.generate(PROMPT, LONG)
        next(answer)
        answer.close()  # type: ignore[attr-defined]
        started = time.monotonic()
        said(model, Options(max_tokens=2), [Message("user", "Hi")])
        assert time.monotonic() - started < 10  # 3,000 tokens would take a minute and more
    finally:
        model.close()


def test_a_killed_process_is_an_error_now_and_replaced_at_the_next_call() -> None:
    model = load()
    try:
        answer = model.generate(PROMPT, LONG)
        next(answer)
        os.kill(model.pid() or 0, signal.SIGKILL)
        with pytest.raises(ModelError, match="signal 9"):
            list(answer)
        assert said(model, Options(max_tokens=3))
    finally:
        model.close()


def test_a_process_that_died_while_idle_is_not_noticed() -> None:
    model = load()
    try:
        said(model, Options(max_tokens=2))
        os.kill(model.pid() or 0, signal.SIGKILL)
        assert said(model, Options(max_tokens=2))
    finally:
        model.close()


def test_a_process_that_hangs_is_given_up_and_replaced() -> None:
    model = load(timeout="2")
    try:
        answer = model.generate(PROMPT, LONG)
        next(answer)
        hung = model.pid() or 0
        os.kill(hung, signal.SIGSTOP)
        with pytest.raises(ModelError, match="stopped answering"):
            list(answer)
        assert gone(hung)
        assert said(model, Options(max_tokens=2))
    finally:
        model.close()


def test_closing_leaves_no_process_and_no_zombie() -> None:
    model = load()
    said(model, Options(max_tokens=2))
    pid = model.pid() or 0
    models.close(model)
    assert not Path(f"/proc/{pid}").exists()


def test_the_process_ends_when_its_parent_is_killed() -> None:
    folder = folder_with("smollm2-135m")
    code = f"""
import os, signal
from pathlib import Path
from broadsheet import models
model = models.load("smollm2-135m", folder=Path({str(folder)!r}))
list(model.generate([models.Message("user", "Hi")], models.Options(max_tokens=1)))
print(model.pid(), flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == -signal.SIGKILL
    assert gone(int(done.stdout))


def test_a_model_that_takes_too_long_to_load_is_given_up() -> None:
    with pytest.raises(ModelError, match="in time"):
        said(load(startup="0.001"), Options())


def test_a_truncated_file_fails_in_the_child_not_here(tmp_path: Path) -> None:
    whole = (folder_with("smollm2-135m") / "smollm2-135m.gguf").open("rb")
    with whole:
        (tmp_path / "cut.gguf").write_bytes(whole.read(3_000_000))
    model = models.load(f"file:{tmp_path / 'cut.gguf'}", folder=tmp_path)
    with pytest.raises(ModelError, match="could not be loaded"):
        list(model.generate(PROMPT, Options()))


@pytest.mark.parametrize(
    "settings", [{"slots": "0"}, {"slots": "many"}, {"context": "-5"}, {"wait": "busy"}, {"timeout": "soon"}]
)
def test_a_bad_setting_is_refused(settings: dict[str, str]) -> None:
    with pytest.raises(ModelInputError):
        load(**settings)
