"""`train`: analyses from the newsroom's own labels, or from a language model's; rankers; language models."""

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any

import typer

from broadsheet.serve.cli import _lab_commands
from broadsheet.serve.cli._cards import tell_card
from broadsheet.serve.cli._session import Session, lines, of

if TYPE_CHECKING:
    from rich.console import Console

    from broadsheet.app import Imported, Training

WORDS = {
    "ask": "Asking the model",
    "meaning": "Reading the meaning",
    "measure": "Measuring on what is held out",
    "fit": "Fitting",
    "log": "Reading the log",
    "factors": "Learning what is read together",
}
SHOWN = 10  # problems told one by one; `--json` has all of them
Seed = Annotated[int | None, typer.Option("--seed", help="The same seed and labels give the same analysis.")]
WordsOnly = Annotated[
    bool, typer.Option("--words-only", help="Thirty times as fast, less exact with few labels: no meaning vectors.")
]


def register(app: typer.Typer) -> None:
    """Add the group."""
    group = typer.Typer(help="Train an analysis, a ranker or a language model of your own.", no_args_is_help=True)
    group.command("classify")(classify)
    group.command("distil-sentiment")(distil_sentiment)
    group.command("front-page")(front_page)
    _lab_commands.register(group)
    app.add_typer(group, name="train")


def classify(
    context: typer.Context,
    name: Annotated[str, typer.Option("--name", help="What the analysis is called.")],
    labels: Annotated[
        str, typer.Option("--labels", metavar="FILE", help="Text, tab, label; or JSON lines. Else the labels kept.")
    ] = "",
    seed: Seed = None,
    words_only: WordsOnly = False,
) -> None:
    """Train the analysis NAME on labelled texts; it is measured on texts held out."""
    session = of(context)
    with session.open() as room:
        _follow(session, room.train("classify", name=name, labels=labels or None, seed=seed, words_only=words_only))


def distil_sentiment(
    context: typer.Context,
    n: Annotated[int | None, typer.Option("--n", min=4, max=100_000, help="Sentences the model judges.")] = None,
    name: Annotated[str, typer.Option("--name", help="What the analysis is called.")] = "",
    seed: Seed = None,
    words_only: WordsOnly = False,
) -> None:
    """Let a language model judge sentences of the archive, and train on that; stopped, it goes on from there."""
    session = of(context)
    with session.open() as room:
        _follow(session, room.distil("distil_sentiment", name=name, n=n, seed=seed, words_only=words_only))


def front_page(context: typer.Context, seed: Seed = 0) -> None:
    """Learn to rank front pages from what was served and done; it serves if nothing says that it is worse."""
    from broadsheet.app import Step
    from broadsheet.serve.cli._progress import bar
    from broadsheet.serve.cli.recommender import told

    session = of(context)
    with session.open() as room, bar(session) as shown:
        tasks: dict[str, Any] = {}
        for step in room.train_front_page(seed=seed or 0):
            if isinstance(step, Step):
                if step.stage not in tasks:
                    tasks[step.stage] = shown.add_task(WORDS[step.stage], total=step.total)
                shown.update(tasks[step.stage], completed=step.done, total=step.total)
            else:
                card = step
        found = room.rankers()
    session.answer(card, lambda out: lines(out, told(replace(found, versions=(card,)))))


def _follow(session: Session, steps: "Iterable[Any]") -> None:
    """Show how far a training is, and then what came of it."""
    from broadsheet.app import Imported, Training
    from broadsheet.serve.cli._progress import bar

    imported: Imported | None = None
    trained: Training | None = None
    with bar(session) as shown:
        tasks: dict[str, Any] = {}
        for step in steps:
            if isinstance(step, Imported):
                imported = step
            elif isinstance(step, Training):
                trained = step
            else:
                if step.stage not in tasks:
                    tasks[step.stage] = shown.add_task(WORDS[step.stage], total=step.total)
                shown.update(tasks[step.stage], completed=step.done, total=step.total)
    if trained is not None:
        _answer(session, trained, imported)


def _answer(session: Session, trained: "Training", imported: "Imported | None") -> None:
    problems = [*(imported.problems if imported else ()), *trained.problems]

    def told(out: "Console") -> None:
        for problem in problems[:SHOWN]:
            session.aside.print(f"left out: {problem}", markup=False, style="yellow")
        if len(problems) > SHOWN:
            session.aside.print(f"and {len(problems) - SHOWN} more", style="yellow")
        tell_card(trained.card, out)
        out.print(f"\nUse it: broadsheet analyse FILE --only {trained.name}", markup=False)

    session.answer({"name": trained.name, "card": trained.card, "problems": problems}, told)
