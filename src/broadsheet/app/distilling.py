"""Distilling: a language model judges sentences of the archive once, and what it said is trained into an analysis."""

import random
from collections.abc import Iterator, Sequence

from broadsheet import train
from broadsheet.app.labelling import Imported, Labelling, Training
from broadsheet.app.models import ModelShelf
from broadsheet.app.owning import fit_name
from broadsheet.app.step import Step
from broadsheet.core import Article, InvalidInputError, Labelled, MissingModelError, ModelError
from broadsheet.models import LanguageModel
from broadsheet.train import Recipe
from broadsheet.train.asking import ask, drawn

# So many failures one after another are a broken model, not an odd sentence.
PATIENCE = 10
# Articles looked at for each sentence wanted: one in five has none of the right length.
SPARE = 2
MODEL = "model"


class Distilling(Labelling, ModelShelf):
    """The part of the newsroom that learns from a language model's judgement."""

    def distil(
        self,
        recipe: str = "distil_sentiment",
        *,
        name: str = "",
        n: int | None = None,
        seed: int | None = None,
        words_only: bool = False,
    ) -> Iterator[Step | Imported | Training]:
        """Have the model judge `n` sentences of the archive, then train on all that it judged; tells how far it is.

        Each judgement is kept as it comes, so what was stopped goes on from there. Raises `MissingModelError` when
        there is no model, and what `train` raises.
        """
        chosen = train.recipe(recipe).told(seed=seed, words_only=words_only, n=n)
        name = fit_name(name or chosen.asking.name)
        model = self.language_model(task="labels")
        if model is None:
            raise MissingModelError(
                "there is no language model to learn from",
                asked=f"train {recipe.replace('_', '-')}",
                found="no model",
                do="broadsheet models pull qwen2.5-1.5b, or --model openai:NAME",
            )
        yield from self._ask(model, chosen, name)
        self.came_of(model, f"labels:{name}")
        yield from self._train(chosen, name)

    def _ask(self, model: LanguageModel, recipe: Recipe, name: str) -> Iterator[Step]:
        """Keep what the model says of each sentence that it was not asked about before."""
        known = {one.key for one in self.store.labels.of(name)}
        waiting = [s for s in self._sentences(recipe) if Labelled("", s).key not in known]
        done, failed, total = len(known), 0, max(recipe.asking.n, len(known))
        yield Step("ask", done, total)
        for sentence in waiting:
            if done >= recipe.asking.n:
                break
            try:
                label = ask(model, sentence, recipe.asking, seed=recipe.seed)
            except ModelError:
                failed += 1
                if failed >= PATIENCE:
                    raise
                continue
            failed = 0
            done += self.store.labels.put(name, [Labelled(label, sentence, by=MODEL)])
            yield Step("ask", done, total)
        if not done:
            raise InvalidInputError(
                "the archive has no sentence to judge",
                found="no articles",
                do="broadsheet ingest SOURCE, or init --sample",
            )

    def _sentences(self, recipe: Recipe) -> Iterator[str]:
        """Sentences of the archive, of each language alike as long as there are any, in the seed's order."""
        ids = self.store.articles.ids()
        random.Random(recipe.seed).shuffle(ids)
        some = self.store.articles.get_many(sorted(ids[: SPARE * max(recipe.asking.n, 1) * 2]))
        order = {id: place for place, id in enumerate(ids)}
        articles = [stored.value for stored in sorted(some, key=lambda stored: order[stored.id])]
        yield from drawn(_alternating(articles), recipe.asking, seed=recipe.seed)


def _alternating(articles: Sequence[Article]) -> list[Article]:
    """The articles with the languages taking turns; where one runs out the rest follow."""
    chinese = [a for a in articles if a.language == "zh"]
    others = [a for a in articles if a.language != "zh"]
    paired = [a for pair in zip(chinese, others, strict=False) for a in pair]
    least = len(paired) // 2
    return [*paired, *chinese[least:], *others[least:]]
