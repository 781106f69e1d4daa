"""The messages in both languages."""

import re
from pathlib import Path

from broadsheet import verify
from broadsheet.verify import messages


def test_both_languages_say_the_same_things_with_the_same_blanks() -> None:
    english, chinese = messages.MESSAGES["en"], messages.MESSAGES["zh"]
    assert english.keys() == chinese.keys()
    blanks = re.compile(r"{(\w+)}")
    assert all(set(blanks.findall(english[k])) == set(blanks.findall(chinese[k])) for k in english)


def test_every_message_is_of_a_check_or_a_reason() -> None:
    assert {key.split(".")[0] for key in messages.MESSAGES["en"]} == {
        *verify.CHECKS.names(),
        "reason",
        "sources",
        "note",
    }


def test_every_rule_written_in_the_room_has_its_message() -> None:
    room = Path(verify.__file__).parent
    written = {
        m
        for p in room.rglob("*.py")
        for m in re.findall(r'"((?:numbers|dates|quotations|support|sources)\.[a-z_]+)"', p.read_text())
    }
    judged = {
        f"names.{m}" for p in room.glob("naming/*.py") for m in re.findall(r'Judgement\("([a-z]+)"', p.read_text())
    }
    assert written | judged <= messages.MESSAGES["en"].keys()


def test_an_unknown_language_is_answered_in_english() -> None:
    assert messages.say("fr", "reason.nothing") == messages.say("en", "reason.nothing")
