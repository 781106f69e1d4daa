from pathlib import Path

import pytest

from broadsheet.app import settings
from broadsheet.core import InvalidInputError


def read(tmp_path: Path, text: str, **environment: str) -> settings.Settings:
    tmp_path.joinpath(settings.FILE).write_text(text, encoding="utf-8")
    return settings.read(tmp_path, environment)


def test_the_tables_of_models_and_server_are_read(tmp_path: Path) -> None:
    told = read(tmp_path, '[models]\nprose = ["a", "none"]\nidle_minutes = 3\n[server]\nprice_in = 2\ntimeout = 0.5')
    assert told.models.prose == ("a", "none")
    assert told.models.idle_minutes == 3
    assert (told.server.price_in, told.server.timeout) == (2.0, 0.5)


def test_a_variable_wins_over_a_table(tmp_path: Path) -> None:
    variables = {"BROADSHEET_MODELS_PROSE": "b,c", "BROADSHEET_SERVER_BUDGET_MONEY_DAY": "1.5"}
    told = read(tmp_path, '[models]\nprose = ["a"]\nlabels = ["d"]', **variables)
    assert (told.models.prose, told.models.labels) == (("b", "c"), ("d",))
    assert told.server.budget_money_day == 1.5


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[models]\npoems = ['a']", "models.poems"),
        ("[models]\nprose = 'a'", "give a list"),
        ("[models]\nprose = [1]", "models.prose"),
        ("[models]\nidle_minutes = -1", "models.idle_minutes"),
        ("models = 3", "give a table"),
        ("[server]\nprice_in = true", "give a number"),
        ("[server]\nprice_in = nan", "give a number"),
        ("api_key = 'x'", "BROADSHEET_API_KEY"),
    ],
)
def test_a_wrong_setting_is_named_with_what_it_takes(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(InvalidInputError) as raised:
        read(tmp_path, text)
    assert said in str(raised.value)


@pytest.mark.parametrize("value", ["many", "-2", "inf"])
def test_a_variable_that_is_no_number_is_refused(tmp_path: Path, value: str) -> None:
    with pytest.raises(InvalidInputError, match="BROADSHEET_SERVER_TIMEOUT"):
        read(tmp_path, "", BROADSHEET_SERVER_TIMEOUT=value)


def test_every_line_of_the_template_is_a_setting_there_is(tmp_path: Path) -> None:
    lines = [line.removeprefix("# ") for line in settings.TEMPLATE.splitlines()[1:]]
    assert read(tmp_path, "\n".join(lines)).models.fallback == ("qwen2.5-0.5b", "none")


def test_keys_come_from_the_environment_and_show_in_no_log(tmp_path: Path) -> None:
    told = read(tmp_path, "", BROADSHEET_API_KEY="sk-secret")
    assert told.api_key == "sk-secret"
    assert "sk-secret" not in repr(told)
