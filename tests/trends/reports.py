"""Reports of a few events in both languages, as several outlets tell them."""

from datetime import UTC, datetime, timedelta

from broadsheet.core import Article, Stored

START = datetime(2026, 11, 8, 6, 0, tzinfo=UTC)
NOW = START + timedelta(days=1)

TOLD = (
    ("tunnel", "en", "Meridian Wire", 0, "Harbour tunnel opens to traffic",
     "The 4.7-kilometre road tunnel under Aster Harbour opened to traffic on Monday, two years late. It cost 11.8 "
     "billion lan, the transport ministry said. A first-day count put 71,400 vehicles through it."),
    ("tunnel", "zh", "维澜社", 1, "星港湾隧道通车 全长4.7公里",
     "历时七年建设的星港湾公路隧道9日正式通车，比原计划晚了两年。隧道全长4.7公里，总投资118亿澜元。交通部说，首日通行车辆7.14万辆次。"),
    ("tunnel", "en", "Courier", 5, "Queues at the new harbour tunnel on its first day",
     "The new road tunnel under Aster Harbour carried 71,400 vehicles on its first day, far over its design figure. "
     "The queue at the portal was 3.2 kilometres long when the harbour tunnel opened to traffic."),
    ("rates", "en", "Meridian Wire", 2, "Central bank cuts key interest rate to 3.25 percent",
     "The central bank cut its benchmark interest rate by a quarter point to 3.25 percent on Tuesday. The governor "
     "said inflation had slowed to 1.8 percent."),
    ("rates", "zh", "澜商报", 3, "央行宣布下调基准利率至3.25%",
     "中央银行10日宣布将基准利率下调0.25个百分点至3.25%。行长说，通胀率已放缓至1.8%。"),
    ("cup", "zh", "星港晚报", 4, "杯赛半决赛点球决胜 门将三扑建功",
     "足球杯赛半决赛昨晚进入点球大战，门将扑出三个点球，主队以4比2胜出，晋级决赛。"),
    ("cranes", "en", "The Tern", 6, "Volunteers count cranes in the salt marsh",
     "Volunteers with telescopes counted 412 red-crowned cranes in the salt marsh this autumn, the most since records "
     "began."),
)  # fmt: skip


def stored() -> list[Stored[Article]]:
    return [
        Stored(
            id,
            Article(title, text, outlet=outlet, language=language, published=START + timedelta(hours=hour)),
            START,
        )
        for id, (_, language, outlet, hour, title, text) in enumerate(TOLD, start=1)
    ]


def events() -> dict[int, str]:
    return {id: row[0] for id, row in enumerate(TOLD, start=1)}
