"""A sheet for each chart, in either language, with text that must be escaped."""

from datetime import UTC, datetime, timedelta

from broadsheet.media import Cell, Sheet

START = datetime(2026, 11, 8, tzinfo=UTC)
NAMES = {"en": ("Fire & <smoke>", "Budget"), "zh": ("火灾 & <浓烟>", "预算")}


def sheet(chart: str, language: str, *, n: int = 10) -> Sheet:
    days = [START + timedelta(days=i) for i in range(n)]
    over_time: list[tuple[Cell, ...]] = [
        (name, day, (i * 7 + k) % 5 + 1, 0.5, 6.0)
        for k, name in enumerate(NAMES[language])
        for i, day in enumerate(days)
    ]
    labelled: list[tuple[Cell, ...]] = [(name, 3 - 5 * k, -3.0, 4.0) for k, name in enumerate(NAMES[language])]
    placed: list[tuple[Cell, ...]] = [("Paris", 48.85, 2.35, 9), ("北京", 39.91, 116.4, 4), ("Nowhere", None, None, 3)]
    kinds: dict[str, tuple[tuple[str, ...], list[tuple[Cell, ...]]]] = {
        "bars": (("label", "value", "low", "high"), labelled),
        "heat_map": (("row", "start", "value", "low", "high"), over_time),
        "curve": (
            ("series", "x", "value", "low", "high", "should"),
            [
                (name, i + 1, 0.3 / (i + k + 1), 0.0, 0.5, 0.2)
                for k, name in enumerate(NAMES[language])
                for i in range(n)
            ],
        ),
        "learning_curve": (
            ("series", "x", "value"),
            [(name, i + 1, 9.5 - 0.3 * i - k) for k, name in enumerate(NAMES[language]) for i in range(n)],
        ),
        "ratios": (
            ("label", "value", "low", "high"),
            [(name, 0.2 + 9 * k, 0.1, 2.0) for k, name in enumerate(NAMES[language])],
        ),
        "place_map": (("place", "latitude", "longitude", "value"), placed),
        "spark_line": (("start", "value"), [(day, i) for i, day in enumerate(days)]),
        "stream_graph": (("series", "start", "value", "low", "high"), over_time),
        "twin_bars": (("label", "value", "after"), [(NAMES[language][0], 0.7, 0.9), (NAMES[language][1], 0.1, None)]),
        "time_line": (("series", "start", "value", "low", "high"), over_time),
    }
    columns, rows = kinds[chart]
    return Sheet(f"{NAMES[language][0]} – {chart}", columns, tuple(rows), note="a · b", language=language)
