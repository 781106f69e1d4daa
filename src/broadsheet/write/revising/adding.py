"""A model says points of the sources that the text has not told; each sentence is checked against its points."""

from collections.abc import Generator, Sequence
from dataclasses import replace

from broadsheet.core import Offer
from broadsheet.write.listening import said_in
from broadsheet.write.registry import Prompt
from broadsheet.write.revising.briefing import brief
from broadsheet.write.revising.judging import Referee
from broadsheet.write.revising.making import Desk
from broadsheet.write.revising.nearest import Row
from broadsheet.write.revising.notices import say
from broadsheet.write.revising.phrasing import Tally, ask
from broadsheet.write.revising.untold import told_by

# What is shown of the text before: enough to go on from, characters.
_BEFORE = 600


def add(
    desk: Desk, what: Prompt, rows: Sequence[Row], *, before: str, tally: Tally
) -> Generator[Offer, None, list[str]]:
    """A sentence for each row, in the model's words where they are borne out, else in the source's."""
    language = desk.selection.language
    shown = [row.text for row in rows]
    prompt = brief(what, before[-_BEFORE:], desk.selection, shown=shown)
    answer = yield from ask(desk, prompt, sum(map(len, shown)), tally)
    referee = Referee(shown, language=language)
    phrased: dict[int, str] = {}
    for line in answer.split("\n"):
        for sentence in said_in(line, language=language):
            verdict = referee.judge(sentence)
            if not verdict.why and verdict.original is not None:
                phrased.setdefault(verdict.original, sentence)
            elif verdict.why and sentence not in before:
                tally.notes.append(say("undone", language, text=sentence, why=verdict.why))
                yield Offer("notice", tally.notes[-1])
    told = told_by([replace(row, text=phrased.get(i, row.text)) for i, row in enumerate(rows)], language=language)
    tally.said.update(told[i] for i in phrased)
    return told
