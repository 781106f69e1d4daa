"""Reports that the tests of this room share: a fire told by several outlets, in both languages, who do not agree."""

from datetime import UTC, datetime, timedelta

from broadsheet.core import Draft, Evidence, Piece

MORNING = datetime(2026, 11, 8, 6, 0, tzinfo=UTC)


def report(number: int, text: str, *, outlet: str, title: str = "", language: str = "en", hours: int = 0) -> Evidence:
    return Evidence(
        f"article:{number}",
        text,
        title,
        outlet,
        f"https://{number}.example/",
        language,
        MORNING + timedelta(hours=hours),
    )


WIRE = report(
    1,
    "PORT ASTER, Nov 8 (Meridian) - Fire destroyed a century-old warehouse in Cannery Side early on Sunday and injured "
    "5 people, the fire brigade said.\n\nThe building of 2,600 square metres held tinned sardines for sixty years. "
    "Ninety-four firefighters had the blaze under control by 0315, Chief Officer Duan Hai said. "
    '"It went up like paper," he said.',
    outlet="Meridian Wire",
    title="Fire guts old cannery warehouse in Port Aster",
)
RADIO = report(
    2,
    "The number injured in the Cannery Side warehouse fire is 8, Port Aster General Hospital said. "
    "A charger left on overnight for electric bicycles started the fire, investigators said. "
    "The Tidal Theatre lost its scenery and its costumes.",
    outlet="Radio Vellane",
    title="Charger blamed for cannery fire",
    hours=26,
)
AGENCY = report(
    3,
    "维澜社星港11月8日电（记者吴穗）罐厂里一座百年仓库8日凌晨起火，造成5人受伤，星港消防局说。\n\n"
    "仓库面积2600平方米，曾存放沙丁鱼罐头。段海说，94名消防员在3时15分控制了火势。他说：“火烧得像纸一样快。”（完）",
    outlet="维澜社",
    title="星港百年罐头仓库起火 5人受伤",
    language="zh",
)
EVENING = report(
    4,
    "罐厂里仓库火灾共造成8人受伤，星港总医院9日确认。调查人员说，起火原因是电动自行车充电器彻夜未关。潮汐剧社的布景和戏服全部烧毁。",
    outlet="星港晚报",
    title="罐厂里火灾伤者增至8人 充电器是祸首",
    language="zh",
    hours=26,
)
EN = (WIRE, RADIO)
ZH = (AGENCY, EVENING)


def whole(pieces: list[Piece]) -> Draft:
    """The draft that a stream of pieces ends in."""
    assert pieces[-1].event == "draft"
    assert pieces[-1].draft is not None
    return pieces[-1].draft


def notices(pieces: list[Piece]) -> str:
    return "\n".join(p.text for p in pieces if p.event == "notice")
