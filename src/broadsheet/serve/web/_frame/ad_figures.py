"""The charts of advertisements on a page, for both widths of screen, and where each can be downloaded."""

from datetime import datetime
from urllib.parse import urlencode

from markupsafe import Markup

from broadsheet import media
from broadsheet.app.advertising import Ads
from broadsheet.app.advertising.figures import CHARTS, figure
from broadsheet.media import NARROW, Cell, Look
from broadsheet.serve.web._frame.charts import FORMATS, Shown

_HALF = 590  # units across: half of a page 1,280 wide, where one unit is a pixel


def ad_figure(ads: Ads, name: str, *, campaign: int = 0, language: str) -> Shown:
    """Figure `name` of a campaign, or (0) of all."""
    sheet = figure(ads, name, campaign=campaign, language=language)
    wide, narrow = (media.draw(CHARTS[name], sheet, Look(width=w, framed=False)) for w in (_HALF, NARROW))
    told = urlencode({"labels": language})
    return Shown(
        name=name,
        title=sheet.title,
        note=sheet.note,
        wide=Markup(wide),  # noqa: S704 - made by our own pen, which escapes every text
        narrow=Markup(narrow),  # noqa: S704 - the same
        heads=sheet.heads or sheet.columns,
        rows=[[_said(cell) for cell in row] for row in sheet.rows],
        left_out=0,
        links={kind: f"/api/v1/ads/campaigns/{campaign}/charts/{name}.{kind}?{told}" for kind in FORMATS},
    )


def _said(cell: Cell) -> str:
    if isinstance(cell, datetime):
        return f"{cell:%Y-%m-%d}" if cell.hour == cell.minute == 0 else f"{cell:%H:%M}"
    return f"{cell:.4g}" if isinstance(cell, float) else str(cell if cell is not None else "–")
