"""The newsroom's pages: made on the server, in Chinese and English, without a build step or a script that must run.

One file a screen beside this one (`show_desk.py`, `edit_draft.py`, ...), each with its `routes`; adding a file is the
whole registration. `_frame/` holds what every screen stands in.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fastapi import FastAPI

    from broadsheet.app import Newsroom

__all__ = ["mount"]


def mount(app: "FastAPI", room: "Newsroom") -> None:
    """Add all pages and `/static` to `app`, after its own routes: what no route took is a page, or a page's 404.

    The pages are an application of their own, so that their error pages leave the rest alone. What runs behind them
    is what runs behind the API when `app.state.context` has it (`works`, `writings`).
    """
    from broadsheet.serve.jobs import Works, Writings
    from broadsheet.serve.web._frame.assembly import assemble

    context = getattr(app.state, "context", None)
    works = context.works if context else Works()
    writings = context.writings if context else Writings()
    app.mount("/", assemble(room, works=works, writings=writings), name="web")
