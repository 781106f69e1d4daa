"""Drawing: a sheet as a chart of the folder, alone with its title or bare for a page that says the title itself."""

import hashlib

from broadsheet.core import InvalidInputError, Plugins
from broadsheet.media import svg
from broadsheet.media.look import FACE, Look, shortened, wrapped
from broadsheet.media.sheet import Sheet

CHARTS = Plugins("broadsheet.media.charts", "chart")
_MARGIN = 20.0
_NOTHING = {"en": "Nothing in this window", "zh": "这段时间内没有数据"}
_MADE = {"en": "Broadsheet", "zh": "大报 Broadsheet"}


def charts() -> list[str]:
    """The charts there are."""
    return CHARTS.names()


def draw(chart: str, sheet: Sheet, look: Look | None = None) -> str:
    """The sheet as SVG; a sheet without a value says that there is nothing.

    Raises `UnknownNameError` for a chart that is not there, `InvalidInputError` where a column of it is missing.
    """
    seen = look or Look()
    plugin = CHARTS.load(chart)
    missing = [name for name in plugin.COLUMNS if name not in sheet.columns]
    if missing:
        raise InvalidInputError(f"a {chart} can't be drawn without these columns", found=", ".join(missing))
    is_empty = not any(isinstance(value, int | float) and value for value in sheet.column("value"))
    body, height = _nothing(sheet, seen) if is_empty else plugin.draw(sheet, seen)
    return _framed(body, height, sheet=sheet, look=seen) if seen.framed else _bare(body, height, sheet=sheet, look=seen)


def _nothing(sheet: Sheet, look: Look) -> tuple[str, float]:
    told = {"anchor": "middle", "font_size": 14, "fill": look.ink("soft"), "class_": "ch-soft"}
    return svg.text(sheet.empty or _NOTHING[sheet.language], look.width / 2, 56.0, **told), 100.0


def _bare(body: str, height: float, *, sheet: Sheet, look: Look) -> str:
    return _root(body, (0.0, 0.0, float(look.width), height), sheet=sheet)


def _framed(body: str, height: float, *, sheet: Sheet, look: Look) -> str:
    """With ground, title, note and whose it is: a picture that can stand in print."""
    room, notes = float(look.width), wrapped(sheet.note, size=12, room=float(look.width))
    top = 22.0 + 17 * len(notes)
    title = {"font_size": 17, "font_weight": 650, "fill": look.ink("ink")}
    soft = {"font_size": 12, "fill": look.ink("soft")}
    parts = [
        svg.element(
            "rect", x=-_MARGIN, y=-_MARGIN, width=room + 2 * _MARGIN, height=height + top + 62, fill=look.ink("paper")
        ),
        svg.text(shortened(sheet.title, size=17, room=room), 0.0, 10.0, **title),
        *(svg.text(note, 0.0, 29.0 + 17 * i, **soft) for i, note in enumerate(notes)),
        svg.group([body], transform=f"translate(0 {svg.number(top + 8)})"),
        svg.text(_MADE[sheet.language], 0.0, height + top + 28, **soft),
    ]
    box = (-_MARGIN, -_MARGIN, room + 2 * _MARGIN, height + top + 62)
    return _root("".join(parts), box, sheet=sheet)


def _root(body: str, box: tuple[float, float, float, float], *, sheet: Sheet) -> str:
    name = "c" + hashlib.blake2b(f"{box}{sheet.title}{sheet.note}{body}".encode(), digest_size=4).hexdigest()
    title = svg.told(sheet.title, id=f"{name}t")
    about = svg.told(sheet.note, name="desc", id=f"{name}d")
    told = {"role": "img", "aria_labelledby": f"{name}t {name}d", "font_family": FACE, "class_": "chart"}
    size = {"viewBox": " ".join(svg.number(edge) for edge in box), "width": float(box[2]), "height": float(box[3])}
    tongue = "zh-Hans" if sheet.language == "zh" else "en"
    return svg.element("svg", title + about + body, xmlns="http://www.w3.org/2000/svg", lang=tongue, **size, **told)
