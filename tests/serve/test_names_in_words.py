"""A model's name is printed as it is, whatever a terminal's library would make of it."""

import pytest

from broadsheet.serve.cli._session import Session, lines


@pytest.mark.parametrize("name", ["o2", "cat", "标题", "loop"])
def test_a_name_between_colons_is_no_picture(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    session = Session("home", is_json=False, model="")
    lines(session.people, [f"lab:{name}: lstm, 6,664 parameters"])
    lines(session.aside, [f"lab:{name}: passed over"])
    said = capsys.readouterr()
    assert said.out == f"lab:{name}: lstm, 6,664 parameters\n"
    assert said.err == f"lab:{name}: passed over\n"
