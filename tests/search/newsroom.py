"""A small newsroom in both languages to search in."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from broadsheet import models, store
from broadsheet.core import Article
from broadsheet.search import Index

START = datetime(2026, 11, 8, 6, 0, tzinfo=UTC)

REPORTS = (
    ("en", "Meridian Wire", "Harbour tunnel opens to traffic", "The 4.7-kilometre tunnel under the harbour opened."),
    ("zh", "维澜社", "港口隧道通车", "全长4.7公里的海底隧道9日通车，总投资118亿元。交通部长说，工程晚了两年。"),
    ("en", "Courier", "Central bank cuts interest rates", "Economists had expected the quarter-point cut in rates."),
    ("zh", "澜商报", "央行宣布降息", "中央银行宣布下调基准利率0.25个百分点，经济学家称符合预期。"),
    ("en", "Courier", "Cup semi-final ends in shoot-out", "The goalkeeper saved three penalties in the semi-final."),
    ("zh", "星港晚报", "足球杯赛半决赛点球决胜", "门将扑出三个点球，球队晋级决赛。"),
    ("en", "The Tern", "Cranes return to the salt marsh", "Volunteers counted 412 cranes in the anti-flood marsh."),
    ("zh", "维澜社", "台风红隼逼近沿海", "气象台发布台风红色预警，沿海居民转移。"),
)


def fill(kept: store.Store) -> list[int]:
    return [
        kept.articles.add(Article(title, text, outlet=outlet, language=language, published=START + timedelta(hours=i)))
        for i, (language, outlet, title, text) in enumerate(REPORTS)
    ]


def open_index(folder: Path, kept: store.Store) -> Index:
    return Index.open(folder, kept, models.load_embedder(), sleep=lambda _: None)
