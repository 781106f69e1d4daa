from hypothesis import given
from hypothesis import strategies as st

from broadsheet.core import Claim, Finding, Report, Sentence, Variant
from broadsheet.core.evidence import Verdict
from broadsheet.serve.web._frame.passages import paragraphs, passages, shares

WORDS = st.text(alphabet="ab 。.中文\n", min_size=0, max_size=12)


def _variant(text: str, *sentences: str, report: Report | None = None) -> Variant:
    return Variant(text, tuple(Sentence(s, "template") for s in sentences), report)


def _claim(text: str, start: int, verdict: Verdict = "supported") -> Claim:
    return Claim(text, start, start + len(text), verdict, 0.5)


@given(WORDS, st.lists(WORDS, max_size=4), st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)), max_size=4))
def test_the_passages_of_any_draft_join_to_its_text(
    text: str, sentences: list[str], places: list[tuple[int, int]]
) -> None:
    claims = tuple(Claim("", start, end, "opinion", 0.0) for start, end in places)
    variant = _variant(text, *sentences, report=Report(passed=True, claims=claims))
    assert "".join(p.text for p in passages(variant)) == text


def test_each_sentence_is_numbered_and_the_gaps_are_not() -> None:
    cut = passages(_variant("One. Two.", "One.", "Two."))
    assert [(p.number, p.text) for p in cut] == [(1, "One."), (0, " "), (2, "Two.")]


def test_the_worst_claim_in_a_sentence_is_its_verdict() -> None:
    text = "Five died; ten fled."
    claims = (_claim("Five died;", 0), _claim("ten fled.", 11, "contradicted"))
    [passage] = passages(_variant(text, text, report=Report(passed=False, claims=claims)))
    assert passage.verdict == "contradicted"


def test_a_draft_without_sentences_is_cut_by_its_claims() -> None:
    text = "第一句。第二句。"
    claims = (_claim("第一句。", 0), _claim("第二句。", 4))
    assert [p.text for p in passages(_variant(text, report=Report(passed=True, claims=claims)))] == [
        "第一句。",
        "第二句。",
    ]


def test_a_finding_marks_its_exact_words() -> None:
    text = "It cost 42 million."
    finding = Finding("numbers", "contradicted", "error", 8, 10, "42", "not so", "24")
    [passage] = passages(_variant(text, text, report=Report(passed=False, findings=(finding,))))
    assert [(piece, bool(f)) for piece, f in passage.pieces] == [
        ("It cost ", False),
        ("42", True),
        (" million.", False),
    ]


def test_a_line_break_parts_two_paragraphs() -> None:
    cut = paragraphs(passages(_variant("Head\n\nBody one. Body two.", "Head", "Body one.", "Body two.")))
    assert [[p.number for p in paragraph if p.number] for paragraph in cut] == [[1], [2, 3]]


def test_shares_are_of_characters_and_sum_to_one() -> None:
    variant = Variant("", (Sentence("1234", "model"), Sentence("12", "person")))
    assert shares(variant) == {"model": 4 / 6, "person": 2 / 6}
