"""Where places are, by the name they are read under: a table of countries, provinces, states and large cities."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files


@cache
def _known() -> Mapping[str, tuple[float, float]]:
    found = {}
    for line in files("broadsheet.trends").joinpath("data", "places.tsv").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            name, latitude, longitude = line.split("\t")
            found[name] = (float(latitude), float(longitude))
    return found


def whereabouts(place: str) -> tuple[float, float] | None:
    """The latitude and longitude of a place in degrees, a country's its capital's; None if it is not known."""
    known = _known()
    bare = place.removesuffix("市").removesuffix("省") if len(place) > 2 else place
    return known.get(place) or known.get(bare)
