"""Reports of two invented events, in the manner of wire copy, for the kinds' examples. Fiction."""

from collections.abc import Mapping
from datetime import UTC, datetime

from broadsheet.core import Evidence
from broadsheet.write.shapes import Example

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

EN_OTHER = Evidence(
    "article:5",
    "Larkford's public library will stay open until midnight from December, the library board decided on Thursday. "
    "The board set aside 86,000 crowns for two night porters. Students had asked for longer hours in a petition with "
    "2,300 names.",
    title="Library to stay open until midnight",
    outlet="The Larke Valley Echo",
    url="https://echo.example/library",
    language="en",
    published=_MORNING,
)
ZH_OTHER = Evidence(
    "article:6",
    "澄江市图书馆理事会19日决定，12月起市图书馆开放至午夜。理事会为两名夜班门卫拨款8.6万元。此前有2300名学生联名请愿，要求延长开放时间。",
    title="澄江市图书馆12月起开放至午夜",
    outlet="澄江晚报",
    url="https://wanbao.example/library",
    language="zh",
    published=_MORNING,
)
EN_DEATH = Evidence(
    "article:7",
    "LARKFORD, Nov 18 (Northline) - Ada Thornbury, the engineer who designed the Larkford ferry, died on Tuesday at "
    "the age of 91, her family said.\n\n"
    "Thornbury was born in Marrow Bay in 1935 and joined the river board in 1958 as its first woman engineer. "
    "She designed the flat-bottomed ferry that has crossed the Larke since 1971. "
    '"She never trusted a drawing she had not walked across," said Mayor Ruth Calloway. '
    "Thornbury is survived by two daughters and a sister.",
    title="Ada Thornbury, who built the Larkford ferry, dies at 91",
    outlet="Northline",
    url="https://northline.example/thornbury",
    language="en",
    published=_EVENING,
)
ZH_DEATH = Evidence(
    "article:8",
    "北川社澄江11月18日电（记者许乔）澄江渡轮设计者、工程师顾长汀17日在澄江去世，享年91岁，家属18日发布消息说。\n\n"
    "顾长汀1935年生于沙湾，1958年进入澄江河务局，是该局第一位造船工程师。顾长汀设计的平底渡轮自1971年起往来澄江两岸。"
    "澄江市市长路晓岚说：“没有走过的图纸，他从来不信。”顾长汀有两个女儿和一个妹妹。",
    title="澄江渡轮设计者顾长汀去世 享年91岁",
    outlet="北川社",
    url="https://beichuan.example/gu",
    language="zh",
    published=_EVENING,
)
EN_RELEASE = Evidence(
    "article:9",
    "Brightwater Pumps, the world's leading provider of innovative pumping solutions, today announced the launch of "
    "its revolutionary Heron 3 river pump. The Heron 3 moves 1,200 litres a minute and weighs 38 kilograms. "
    '"We are thrilled to bring this game-changing product to our customers," said chief executive Tom Ferrar. '
    "The pump will be sold from January at 4,900 crowns. It is the quietest pump on the market. "
    "Brightwater Pumps employs 140 people in Larkford.",
    title="Brightwater Pumps launches revolutionary Heron 3",
    outlet="Brightwater Pumps",
    url="https://brightwater.example/heron",
    language="en",
    published=_MORNING,
)
ZH_RELEASE = Evidence(
    "article:10",
    "全球领先的水泵企业清流泵业今日隆重推出革命性新品“苍鹭3”河道泵。“苍鹭3”每分钟抽水1200升，整机重38千克。"
    "清流泵业总经理方拓说：“我们非常激动能为客户带来这款划时代的产品。”该泵明年1月上市，售价4900元。“苍鹭3”是市场上最安静的水泵。"
    "清流泵业在澄江有员工140人。",
    title="清流泵业隆重推出革命性新品“苍鹭3”",
    outlet="清流泵业",
    url="https://qingliu.example/heron",
    language="zh",
    published=_MORNING,
)

# What a kind that is written from reports shows itself by.
REPORTED: Mapping[str, Example] = {"en": Example(evidence=EN_REPORTS), "zh": Example(evidence=ZH_REPORTS)}
