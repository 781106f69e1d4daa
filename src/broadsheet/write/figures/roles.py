"""What a column of a table is for: naming the rows, telling their time, or measuring something that may be added up."""

import re
from collections.abc import Iterator
from decimal import Decimal

from broadsheet.write.figures.tables import Column, Table

# A column so named numbers or dates the rows and measures nothing.
_IDENTITY = re.compile(
    r"^(?:id|no\.?|code|key|index|#\d+|zip|postcode|phone|编号|序号|代码|编码|邮编|电话|行号)$|_id$|\bid$",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"^(?:years?|months?|quarter|date|day|week|period|season|time|年[份度]?|财年|月份?|季度|赛季|日期|时间|日|周|期间)$",
    re.IGNORECASE,
)
# A bare number of four digits may measure something: it is a year only under a heading that says so.
_MOMENT = re.compile(r"(?:1[5-9]|20|21)\d{2}(?:[-/年.](?:0?[1-9]|1[0-2])(?:[-/月.]\d{1,2}日?|月)?|年|[Qq][1-4])")
_YEAR = re.compile(r"(?:1[5-9]|20|21)\d{2}")
# What is a rate, a price, a level or an average is not added up, whatever its unit.
_RATE = re.compile(
    r"率|比例|占比|均|价|指数|温度|气温|浓度|密度|水平|年龄|评分|得分率|排名|名次|高度|长度|宽度|速度"
    r"|\b(?:rates?|ratio|share|percent(?:age)?|average|avg|mean|median|price|per|index|temperature|density|level"
    r"|age|score|rank|height|length|width|speed|latitude|longitude|lat|lon|year|grade|alcohol|ph|bmi|intensity|hue)\b|%",
    re.IGNORECASE,
)  # fmt: skip


# What happens during a period and may be added up over several; people and debts that are there at its end may not.
_FLOW = re.compile(
    r"产量|产值|销量|销售|客运|货运|客流|吞吐|生产总值|收入|利润|人次|票房|进口|出口|投资|支出|降[水雨]|进球|出生人|死亡人|新增|成交"
    r"|\b(?:sales|passengers|visitors|visits|output|production|revenue|profit|exports?|imports?|spending|rain|rainfall|goals"
    r"|votes|arrivals|trips|births|deaths|orders|turnover|investment|new \w+)\b",
    re.IGNORECASE,
)  # fmt: skip


def is_time(column: Column) -> bool:
    """Whether a column tells the rows' time: by its name, or because every cell is a year, a month or a day."""
    if _TIME.match(column.name):
        return True
    filled = [c for c in column.cells if c]
    return bool(filled) and all(_MOMENT.fullmatch(c) for c in filled)


def named(column: Column, language: str) -> list[str]:
    """The names that a column gives the rows; a bare year says in Chinese that it is one."""
    years = language == "zh" and is_time(column)
    return [f"{c}年" if years and _YEAR.fullmatch(c) else c for c in column.cells]


def labels_of(table: Table) -> Column | None:
    """The column that names the rows: a time, else the first of text, best with a name of its own for each row."""
    times = [c for c in table.columns if is_time(c)]
    if times:
        return times[0]
    texts = [c for c in table.columns if not c.numeric]
    apart = [c for c in texts if len(set(c.cells)) == len(c.cells)]
    return next(iter(apart or texts), None)


def measures_of(table: Table) -> Iterator[Column]:
    """The columns of figures that say how much."""
    names = labels_of(table)
    return (
        c for c in table.columns if c.numeric and c is not names and not _IDENTITY.search(c.name) and not is_time(c)
    )


def adds_up(column: Column, *, in_time: bool) -> bool:
    """Whether the sum of a column means anything; over time only that of what happens in each period."""
    if in_time and not _FLOW.search(f"{column.name} {column.unit}"):
        return False
    whole = [v for v in column.values if v is not None]
    return (
        column.unit not in ("%", "°C", "℃", "°F")
        and not _RATE.search(f"{column.name} {column.unit}")
        and all(abs(v) < Decimal(10) ** 15 for v in whole)
    )
