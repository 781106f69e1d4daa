"""A chart as pixels (PNG): what can be put into a message or a page-layout program."""

from functools import cache

from broadsheet.core import MissingError

_SCALE = 2.0  # a screen has two pixels a unit, print more


def png(svg: str) -> bytes:
    """The drawing at two pixels a unit, with this machine's own fonts.

    Raises `MissingError` where the drawing has Chinese characters and no font of this machine does.
    """
    import resvg_py

    if any("\u4e00" <= character <= "\u9fff" for character in svg) and not has_chinese():
        raise MissingError(
            "no font on this machine has Chinese characters, so they can't be drawn",
            do="install one (on Debian: apt-get install fonts-noto-cjk), or download the SVG",
        )
    return bytes(resvg_py.svg_to_bytes(svg_string=svg, zoom=_SCALE, sans_serif_family="Noto Sans CJK SC"))


@cache
def has_chinese() -> bool:
    """Whether two Chinese characters look different here: without a font they don't."""
    import resvg_py

    def drawn(character: str) -> bytes:
        said = f'<text y="30" font-size="30">{character}</text>'
        said = f'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40">{said}</svg>'
        return bytes(resvg_py.svg_to_bytes(svg_string=said))

    return drawn("汉") != drawn("字")
