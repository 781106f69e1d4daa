import re
import string
from pathlib import Path

import pytest

import broadsheet.serve.web
from broadsheet.serve.web._frame.strings import LANGUAGES, choose, say, strings

FOLDER = Path(broadsheet.serve.web.__file__).parent
USED = sorted(
    {
        key
        for path in [*FOLDER.rglob("*.html"), *FOLDER.rglob("*.py")]
        for key in re.findall(r"""(?:\bt\(|say\(\w+, )["']([a-z_0-9]+\.[a-z_0-9.]*[a-z0-9])["']""", path.read_text())
    }
)


def _fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_both_languages_have_the_same_strings() -> None:
    assert set(strings("en")) == set(strings("zh"))


@pytest.mark.parametrize("key", sorted(strings("en")))
def test_a_string_takes_the_same_values_in_both_languages(key: str) -> None:
    assert _fields(strings("zh")[key]) == _fields(strings("en")[key])


@pytest.mark.parametrize("key", USED)
def test_every_string_a_page_asks_for_is_there(key: str) -> None:
    assert key in strings("en")


def test_one_report_and_many_differ_in_english() -> None:
    assert say("en", "story.reports", n=1) == "1 report"
    assert say("en", "story.reports", n=3) == "3 reports"
    assert say("zh", "story.reports", n=1) == "1篇报道"


def test_chinese_strings_are_chinese() -> None:
    names = {"feed", "format", "platform", "write.top_k"}
    bare = [k for k, text in strings("zh").items() if not re.search(r"[\u4e00-\u9fff]", text)]
    assert [k for k in bare if k.split(".")[0] not in names and k not in names] == []


@pytest.mark.parametrize(
    ("asked", "kept", "accepted", "language"),
    [
        ("zh", "en", "en", "zh"),
        ("", "zh", "en", "zh"),
        ("", "", "zh-CN,zh;q=0.9,en;q=0.8", "zh"),
        ("", "", "fr, en;q=0.5, zh;q=0.7", "zh"),
        ("xx", "", "de", "en"),
        ("", "", "zh;q=high, en", "en"),
        ("", "", "", "en"),
    ],
)
def test_the_address_goes_before_the_cookie_and_the_cookie_before_the_browser(
    asked: str, kept: str, accepted: str, language: str
) -> None:
    assert choose(asked=asked, kept=kept, accepted=accepted) == language


def test_there_are_two_languages() -> None:
    assert LANGUAGES == ("en", "zh")
