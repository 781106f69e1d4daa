"""The Chinese tagger reads each sentence by itself, however many there are."""

from broadsheet.nlp.tagger_zh import LONGEST, tagged

SENTENCES = [
    "新华社北京电。",
    "外交部发言人毛宁在北京说。",
    "国务院总理李强会见德国总理朔尔茨。",
    "雨。",
    "四川雅安发生地震，救援人员已经赶到现场，当地政府说没有人员死亡。",
    "外交部发言人林剑在上海说。",
]


def test_a_sentence_is_tagged_alike_whatever_stands_beside_it() -> None:
    assert tagged(SENTENCES) == [tagged([sentence])[0] for sentence in SENTENCES]


def test_names_are_found_with_their_kinds_and_places() -> None:
    (words,) = tagged([SENTENCES[2]])
    found = {(tag, SENTENCES[2][start:end]) for tag, start, end in words}
    assert {("PER", "李强"), ("LOC", "德国"), ("PER", "朔尔茨")} <= found


def test_words_cover_a_sentence_longer_than_a_run() -> None:
    long = "记者王小明在北京说。" * (LONGEST // 5)
    (words,) = tagged([long])
    assert [start for _, start, _ in words] == [0, *(end for _, _, end in words[:-1])]
    assert words[-1][2] == len(long)


def test_no_text_has_no_words() -> None:
    assert tagged([]) == []
    assert tagged(["", "北京"])[0] == []
