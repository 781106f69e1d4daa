"""Reports of two invented events, in the manner of wire copy, for the kinds' examples. Fiction."""

from datetime import UTC, datetime

from broadsheet.core import Evidence

_EVENING = datetime(2026, 11, 18, 20, 0, tzinfo=UTC)
_MORNING = datetime(2026, 11, 19, 7, 30, tzinfo=UTC)

EN_REPORTS = (
    Evidence(
        "article:1",
        "LARKFORD, Nov 18 (Northline) - A footbridge over the River Larke was closed on Wednesday after engineers "
        "found cracks in two of its six steel cables, the town council said.\n\n"
        "The bridge, opened in 1931, carries about 4,200 people a day between the station and the old market. "
        "Repairs will take at least nine weeks and cost 1.4 million crowns, the council said in a statement.\n\n"
        '"We would rather have a long queue for the ferry than a short one at the hospital," Mayor Ruth Calloway told '
        "reporters at the bridge. She said the ferry would be free until the bridge reopened.",
        title="Larkford footbridge closed after cracks found in cables",
        outlet="Northline",
        url="https://northline.example/larkford-bridge",
        language="en",
        published=_EVENING,
    ),
    Evidence(
        "article:2",
        "The council has closed Larkford's 1931 footbridge after an inspection found cracked cables. "
        "Shopkeepers in the old market said on Thursday that takings had fallen by a third on the first morning. "
        "A free ferry leaves the station quay every 12 minutes from 6 a.m. to 10 p.m.",
        title="Free ferry begins as Larkford bridge shuts",
        outlet="The Larke Valley Echo",
        url="https://echo.example/ferry",
        language="en",
        published=_MORNING,
    ),
)

ZH_REPORTS = (
    Evidence(
        "article:3",
        "北川社澄江11月18日电（记者许乔）澄江市交通局18日宣布，因两根钢缆发现裂纹，澄江人行索桥自当晚8时起封闭检修，工期至少九周。\n\n"
        "索桥建成于1931年，连接火车站与老集市，日均通行约4200人。检修预算为140万元。\n\n"
        "澄江市市长路晓岚在桥头对记者说：“宁可让大家在渡口排长队，也不能让人在医院排短队。”",
        title="澄江人行索桥封闭检修 工期至少九周",
        outlet="北川社",
        url="https://beichuan.example/bridge",
        language="zh",
        published=_EVENING,
    ),
    Evidence(
        "article:4",
        "澄江人行索桥封闭后，免费渡轮19日清晨6时开航，每12分钟一班，末班为22时。老集市商户说，首日上午的生意少了三成。",
        title="索桥封闭首日 免费渡轮开航",
        outlet="澄江晚报",
        url="https://wanbao.example/ferry",
        language="zh",
        published=_MORNING,
    ),
)
