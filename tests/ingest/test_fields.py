"""Which column is which."""

import pytest

from broadsheet.core import InvalidInputError
from broadsheet.ingest.fields import article, columns


def test_columns_are_found_in_english_and_chinese() -> None:
    assert columns(["id", "Head Line", "Article Text", "Source URL"]) == {
        "title": "Head Line",
        "text": "Article Text",
        "url": "Source URL",
    }
    assert columns(["标题", "正文", "发布时间", "来源"]) == {
        "title": "标题",
        "text": "正文",
        "published": "发布时间",
        "outlet": "来源",
    }


def test_one_column_is_one_field() -> None:
    assert columns(["content", "description"]) == {"text": "content", "summary": "description"}


def test_markup_in_a_cell_becomes_text() -> None:
    assert article({"content": "<p>一。</p><p>二。</p>"}).text == "一。\n\n二。"


def test_authors_come_as_a_list_or_as_objects() -> None:
    assert article({"text": "x y", "authors": ["Ana", {"name": "林晓"}]}).author == "Ana, 林晓"


def test_a_title_is_made_of_the_first_line_when_there_is_none() -> None:
    assert article({"body": "First line\nsecond"}).title == "First line"


@pytest.mark.parametrize("row", [{}, {"title": "only"}, {"text": ""}, {"text": None}, {"text": 7}])
def test_a_row_without_text_is_an_error(row: dict[str, object]) -> None:
    with pytest.raises(InvalidInputError, match="no text"):
        article(row)
