"""Heads on every architecture there is."""

from collections.abc import Iterator

import pytest

from broadsheet.core import UnknownNameError
from broadsheet.train import architectures, objectives
from tests.train.shards import pairs

torch = pytest.importorskip("torch")
SIZE = pairs().tokenizer.size
SMALL = {"width": 16, "heads": 2, "layers": 1, "context": 64}


@pytest.fixture(autouse=True)
def _one_thread() -> Iterator[None]:
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


def small(name: str) -> object:
    taken = architectures.shape(name).__dataclass_fields__
    shape = architectures.shape(name, **{key: value for key, value in SMALL.items() if key in taken})
    return architectures.build(shape, vocabulary=SIZE, seed=1)


@pytest.mark.parametrize("name", architectures.names())
@pytest.mark.parametrize("task", ["classify", "tag", "pairs"])
def test_what_a_text_comes_to_does_not_hang_on_the_padding_beside_it(name: str, task: str) -> None:
    from broadsheet.train.heads import Headed

    model = Headed(small(name), outputs=3).eval()
    settings = {"way": "label"} if task == "pairs" else {}
    totals = []
    for rows in (1, 6):
        objective = objectives.make(task, pairs(), seed=1, rows=rows, length=60, **settings)
        with torch.no_grad():
            batches = [objective.batch(n, part="valid") for n in range(objective.batches("valid"))]
            totals.append(sum(float(objective.loss(model, batch).total) for batch in batches))
    assert totals[0] == pytest.approx(totals[1], rel=1e-4)


@pytest.mark.parametrize("pool", ["first", "last", "mean"])
def test_a_text_is_summed_up_as_asked(pool: str) -> None:
    from broadsheet.train.heads import Headed

    model = Headed(small("gpt2"), outputs=3, pool=pool).eval()
    ids, mask = torch.tensor([[3, 4, 5, 0]]), torch.tensor([[True, True, True, False]])
    vectors = model.body.hidden(ids)[0]
    wanted = {"first": vectors[0], "last": vectors[2], "mean": vectors[:3].mean(0)}[pool]
    torch.testing.assert_close(model.vector(ids, mask=mask)[0], wanted)


def test_the_same_seed_is_the_same_head() -> None:
    from broadsheet.train.heads import Headed

    heads = [Headed(small("lstm"), outputs=3, seed=seed).head.weight for seed in (1, 1, 2)]
    assert torch.equal(heads[0], heads[1])
    assert not torch.equal(heads[0], heads[2])


def test_another_way_of_summing_up_is_told() -> None:
    from broadsheet.train.heads import Headed

    with pytest.raises(UnknownNameError):
        Headed(small("gpt2"), outputs=3, pool="max")
