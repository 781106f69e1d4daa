"""Small newsrooms for tests: real rooms, two events told in two languages, no model and no internet."""

import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from broadsheet.app import Newsroom
from broadsheet.core import Article

NOW = datetime(2026, 11, 12, 12, tzinfo=UTC)


def _at(day: int, hour: int) -> datetime:
    return datetime(2026, 11, day, hour, tzinfo=UTC)


REPORTS = (
    Article(
        title="Old Quay warehouse fire injures five",
        text=(
            "PORT ASTER, Nov 10 (Meridian) - A fire in a timber warehouse on the Old Quay injured five people "
            "on Tuesday, the Port Aster Fire Brigade said.\n\n"
            "Chief officer Duan Hai said 62 firefighters fought the blaze for four hours. “The roof came down at ten "
            "past six,” he said.\n\nThe warehouse held 340 tonnes of timber. The cause is not known."
        ),
        url="https://meridian.example/fire-1",
        outlet="Meridian Wire",
        language="en",
        published=_at(10, 3),
    ),
    Article(
        title="旧埠木材仓库起火 五人受伤",
        text=(
            "维澜社星港11月10日电 星港消防局通报，10日清晨，旧埠一座木材仓库起火，造成5人受伤。\n\n"
            "消防局长段海说，62名消防员扑救了4个小时。“屋顶在6时10分塌了下来。”他说。\n\n"
            "仓库内存有340吨木材，起火原因仍在调查。"
        ),
        url="https://weilan.example/fire-2",
        outlet="维澜社",
        language="zh",
        published=_at(10, 5),
    ),
    Article(
        title="Mariners beat Herons 2-1 with a late goal",
        text=(
            "Port Aster Mariners beat Southmere Herons 2-1 on Wednesday before a crowd of 18,400.\n\n"
            "Leo Castellano scored in the 88th minute. “We never stopped running,” coach Idris Holloway said.\n\n"
            "Mariners now have 29 points from 13 matches."
        ),
        url="https://sport.example/match-1",
        outlet="Touchline",
        language="en",
        published=_at(11, 22),
    ),
    Article(
        title="星港水手2比1险胜南渡白鹭",
        text=(
            "星港水手队11日晚主场2比1战胜南渡白鹭队，1.84万名观众到场。\n\n"
            "卡斯特利亚诺在第88分钟打入制胜球。主教练霍洛韦说：“我们一直没有停下脚步。”\n\n"
            "水手队13轮过后积29分。"
        ),
        url="https://saidian.example/match-2",
        outlet="赛点",
        language="zh",
        published=_at(11, 23),
    ),
)


def furnish(room: Newsroom) -> dict[str, int]:
    """Take in the reports, read, index and join them; their ids by address.

    Done in full once for each process: a room that has nothing yet, at the same hour, is given a copy of what came out.
    """
    if room.settings.model != "none" or room.settings.embedder or room.now() != NOW or _is_begun(room):
        _take_in(room)
    else:
        _copy(Path(_furnished().name), room.home)
    known = {article.value.url: article.id for article in room.articles()}
    return {report.url: known[report.url] for report in REPORTS}


def _take_in(room: Newsroom) -> None:
    for report in REPORTS:
        room.add(report)
    for _step in room.refresh():
        pass


def _is_begun(room: Newsroom) -> bool:
    return (room.home / "search").exists() or bool(room.articles())


@cache
def _furnished() -> TemporaryDirectory[str]:
    """The folder of a room that took the reports in; it goes when the process ends."""
    folder = TemporaryDirectory(ignore_cleanup_errors=True)
    with Newsroom.open(folder.name, model="none", now=lambda: NOW) as room:
        _take_in(room)
    return folder


def _copy(home: Path, other: Path) -> None:
    """Give the open room in `other` the database and the index of the room in `home`."""
    with (
        closing(sqlite3.connect(home / "newsroom.db")) as there,
        closing(sqlite3.connect(other / "newsroom.db")) as here,
    ):
        here.execute("PRAGMA synchronous=OFF")
        there.backup(here)
    shutil.copytree(home / "search", other / "search")


class Clock:
    """A clock that stands at `now` until a test moves it."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now
