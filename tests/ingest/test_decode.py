"""Encodings: declared, undeclared and declared wrongly."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.ingest.decode import decode, plausible

SIMPLIFIED = (
    "星港湾隧道二日清晨正式通车，首班公交车载着三十八名乘客驶过海底，用时七分钟。"
    "这条隧道让两岸居民的通勤时间缩短了四十分钟。"
)
TRADITIONAL = (
    "星港灣隧道二日清晨正式通車，首班巴士載著三十八名乘客駛過海底，用時七分鐘。"
    "這條隧道讓兩岸居民的通勤時間縮短了四十分鐘。"
)
ENGLISH = "The ferry company’s café said “no” on Monday – the fare stays at £4."
CASES = [
    (SIMPLIFIED, "gb18030"),
    (SIMPLIFIED, "gbk"),
    (SIMPLIFIED, "utf-8"),
    (SIMPLIFIED, "utf-16"),
    (TRADITIONAL, "big5hkscs"),
    (TRADITIONAL, "gb18030"),
    (ENGLISH, "cp1252"),
    (ENGLISH, "utf-8"),
    (ENGLISH, "utf-16-le"),
    (ENGLISH, "utf-16-be"),
]


@pytest.mark.parametrize(("text", "encoding"), CASES)
@pytest.mark.parametrize("said", ["", "utf-8", "gb2312", "big5", "iso-8859-1", "no-such-charset", "hex"])
def test_text_is_read_whatever_is_said_of_it(text: str, encoding: str, said: str) -> None:
    kind = f"text/html; charset={said}" if said else ""
    assert decode(text.encode(encoding), content_type=kind) == text


def test_the_documents_own_word_is_heard() -> None:
    page = '<meta http-equiv="Content-Type" content="text/html; charset=koi8-r"><p>Президент заявил</p>'
    assert "Президент" in decode(page.encode("koi8-r"))


def test_a_browser_reads_latin_1_as_windows_1252() -> None:
    assert decode("it’s €4".encode("cp1252"), content_type="text/html; charset=iso-8859-1") == "it’s €4"


def test_one_broken_byte_does_not_spoil_a_page() -> None:
    raw = SIMPLIFIED.encode("gbk") * 5
    assert decode(raw + b"\xff", content_type="text/html; charset=gbk")[:-1] == SIMPLIFIED * 5


def test_a_byte_order_mark_decides() -> None:
    assert decode(codecs.BOM_UTF8 + b"abc", content_type="text/html; charset=gbk") == "abc"


@pytest.mark.parametrize("wrong", ["big5hkscs", "cp1252"])
def test_chinese_in_the_wrong_encoding_is_not_plausible(wrong: str) -> None:
    assert plausible(SIMPLIFIED)
    assert not plausible(SIMPLIFIED.encode("gb18030").decode(wrong, "replace"))


@given(st.binary(max_size=400))
def test_any_bytes_become_some_text(payload: bytes) -> None:
    assert isinstance(decode(payload), str)


@given(st.text(max_size=200))
def test_utf_8_comes_back_as_it_went(text: str) -> None:
    clean = text.replace("\ufeff", "").encode("utf-8", "ignore").decode()
    if "\x00" not in clean:
        assert decode(clean.encode()) == clean
