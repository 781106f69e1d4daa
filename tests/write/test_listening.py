import pytest

from broadsheet.write.listening import tidy


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ('A headline: "Fire guts warehouse"', "Fire guts warehouse"),
        ("标题：“水手险胜白鹭”", "水手险胜白鹭"),
        ('"We ran," he said. "All of us."', '"We ran," he said. "All of us."'),
        ("“我们一直没有停下脚步。”他说。", "“我们一直没有停下脚步。”他说。"),
        ("The headline act was late", "The headline act was late"),
    ],
)
def test_labels_and_quotation_marks_round_a_line_are_taken_off(said: str, meant: str) -> None:
    assert tidy(said) == meant
