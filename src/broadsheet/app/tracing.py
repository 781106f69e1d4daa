"""Tracing: which source mattered for a sentence, of a draft or of any text."""

from collections.abc import Sequence

from broadsheet import nlp, verify
from broadsheet.app.models import ModelShelf
from broadsheet.core import Evidence, Influence, NotFoundError
from broadsheet.verify import Weighing


class Tracing(ModelShelf):
    """The part of the newsroom that says which source a sentence hangs on."""

    def influence(
        self,
        sentence: str,
        evidence: Sequence[Evidence],
        *,
        language: str = "",
        model: str | None = None,
        weighing: Weighing | None = None,
    ) -> tuple[Influence, ...]:
        """The sources of `sentence`, the one that mattered most first: each is left out and the loss is measured.

        With a `model` the loss is in how likely it finds the sentence, without one (or with `none`) in how far the
        check supports it. Raises what `verify.influence` does and, for the model, what loading it does.
        """
        asked = self.language_model(model) if model else None
        spoken = language or nlp.detect(sentence)
        return verify.influence(sentence, evidence, model=asked, language=spoken, weighing=weighing)

    def influence_of_draft(
        self, id: int, sentence: int, *, model: str | None = None, weighing: Weighing | None = None
    ) -> tuple[Influence, ...]:
        """As `influence`, for sentence number `sentence` (from 1) of a draft's chosen text and the draft's own sources.

        Raises `NotFoundError` for the draft or the sentence.
        """
        draft = self.store.drafts.get(id).value
        sentences = draft.variants[draft.chosen].sentences
        if not 1 <= sentence <= len(sentences):
            raise NotFoundError(
                "the draft has no such sentence", asked=f"sentence {sentence}", found=f"{len(sentences)} sentences"
            )
        text = sentences[sentence - 1].text
        return self.influence(text, draft.sources, language=draft.language, model=model, weighing=weighing)
