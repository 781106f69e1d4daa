import pytest

from broadsheet import verify
from broadsheet.core import EmptyEvidenceError, Evidence, InvalidInputError


@pytest.mark.parametrize("text", ["", " \n", "\x00", "……！", "🎉🎉"])
def test_signs_alone_are_no_text_to_check(text: str) -> None:
    with pytest.raises(InvalidInputError):
        verify.check(text, [Evidence("a", "五人受伤。")])


@pytest.mark.parametrize("evidence", ["", "\x00", "——"])
def test_signs_alone_are_no_evidence(evidence: str) -> None:
    with pytest.raises(EmptyEvidenceError):
        verify.check("五人受伤。", [Evidence("a", evidence)])
