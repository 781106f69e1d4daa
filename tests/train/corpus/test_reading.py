import gzip
import json
import pickle
from pathlib import Path

import pytest

from broadsheet.core import InvalidInputError, NotFoundError
from broadsheet.train import corpus
from broadsheet.train.corpus import Document, Fields, Reading, lines


def read(path: Path, **settings: object) -> tuple[list[Document], list[InvalidInputError]]:
    found = list(corpus.read(path, Reading(**settings)))  # type: ignore[arg-type]
    return [one for one in found if isinstance(one, Document)], [
        one for one in found if isinstance(one, InvalidInputError)
    ]


def test_a_bad_line_of_json_is_told_and_passed_over(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_text(
        '{"text": "好", "label": "体育"}\nnonsense\n[1]\n{"title": "no text"}\n\n{"正文": "two", "标题": "T"}\n'
    )
    documents, problems = read(file)
    assert [(one.text, one.label, one.target, one.source) for one in documents] == [
        ("好", "体育", "", "a.jsonl:1"),
        ("two", "", "T", "a.jsonl:6"),
    ]
    assert [one.asked for one in problems] == ["a.jsonl:2", "a.jsonl:3", "a.jsonl:4"]


def test_one_array_of_json_is_read_too(tmp_path: Path) -> None:
    file = tmp_path / "a.json"
    file.write_text(json.dumps([{"body": "one"}, {"body": "two"}]))
    assert [one.text for one in read(file)[0]] == ["one", "two"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "big5", "utf-16"])
def test_tables_are_read_in_their_encoding(tmp_path: Path, encoding: str) -> None:
    text = "標題,內容\n渡輪,今天上午在港口發生的事情是這樣的，我們的記者在現場說明了經過。\n" * 1
    (tmp_path / "a.csv").write_bytes(text.encode(encoding))
    documents, problems = read(tmp_path / "a.csv")
    assert [(one.target, one.text[:4]) for one in documents] == [("渡輪", "今天上午")]
    assert not problems


def test_columns_can_be_named_and_one_that_is_not_there_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.tsv").write_text("one\ttwo\nfirst\tsecond\n")
    documents, _ = read(tmp_path / "a.tsv", fields=Fields(text="two", target="one"))
    assert [(one.text, one.target) for one in documents] == [("second", "first")]
    _, problems = read(tmp_path / "a.tsv", fields=Fields(text="three"))
    assert problems[0].choices == ("one", "two")


def test_a_line_that_is_too_long_is_told_and_the_rest_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "LONGEST", 1000)
    for name, content in (
        ("a.jsonl", '{"text": "one"}\n' + "x" * 3500 + '\n{"text": "two"}\n'),
        ("b.csv", "text\none\n" + "x" * 3500 + "\ntwo\n"),
        ("c.txt", "one\n\n" + "x" * 3500 + "\n\ntwo\n"),
    ):
        (tmp_path / name).write_text(content)
        documents, problems = read(tmp_path / name)
        assert [one.text for one in documents] == ["one", "two"], name
        assert ["too long" in one.message for one in problems] == [True], name


def test_plain_text_is_cut_as_it_is_asked_for(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("one\nmore\n\n\ntwo\r\n")
    assert [one.text for one in read(tmp_path / "a.txt")[0]] == ["one\nmore", "two"]
    assert [one.text for one in read(tmp_path / "a.txt", unit="line")[0]] == ["one", "more", "two"]
    assert [one.text for one in read(tmp_path / "a.txt", unit="file")[0]] == ["one\nmore\n\n\ntwo"]


def test_a_folder_is_read_in_order_and_what_is_no_text_is_told(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "two.txt").write_text("two")
    (tmp_path / "a.txt").write_text("one")
    (tmp_path / ".hidden.txt").write_text("no")
    (tmp_path / "link.txt").symlink_to(tmp_path / "a.txt")
    (tmp_path / "weights.bin").write_bytes(pickle.dumps(list(range(300))))
    (tmp_path / "empty.txt").write_text("")
    documents, problems = read(tmp_path)
    assert [(one.text, one.source) for one in documents] == [("one", "a.txt"), ("two", "b/two.txt")]
    assert sorted(Path(one.asked).name for one in problems) == ["empty.txt", "weights.bin"]


def test_packed_files_are_read_and_broken_ones_told(tmp_path: Path) -> None:
    whole = gzip.compress(b'{"text": "one"}\n')
    (tmp_path / "a.jsonl.gz").write_bytes(whole)
    (tmp_path / "b.jsonl.gz").write_bytes(whole[:-12])
    (tmp_path / "c.txt.gz").write_bytes(b"no gzip at all")
    documents, problems = read(tmp_path)
    assert [one.text for one in documents if one.source.startswith("a")] == ["one"]
    assert {Path(one.asked).name for one in problems} == {"b.jsonl.gz", "c.txt.gz"}


def test_tagged_words_come_as_pairs_or_as_two_lists(tmp_path: Path) -> None:
    rows = [{"tags": [["北京", "ns"], ["大", "a"]], "language": "zh"}, {"tokens": ["New", "York"], "ner": ["B", "I"]}]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, rows[:1])))
    (tmp_path / "b.jsonl").write_text(json.dumps(rows[1]))
    assert read(tmp_path / "a.jsonl")[0][0].text == "北京大"
    found = read(tmp_path / "b.jsonl", fields=Fields(tags="tokens,ner"))[0][0]
    assert (found.text, found.tags) == ("New York", (("New", "B"), ("York", "I")))


def test_a_page_is_read_as_an_article(tmp_path: Path) -> None:
    body = "".join(
        f"<p>The ferry left the harbour at {hour} and nobody was hurt in the storm.</p>" for hour in range(9)
    )
    (tmp_path / "a.html").write_text(
        f"<html><title>Ferry</title><body><article><h1>Ferry</h1>{body}</article></body></html>"
    )
    found = read(tmp_path)[0][0]
    assert "ferry left the harbour" in found.text


def test_parquet_is_read_row_by_row(tmp_path: Path) -> None:
    arrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    parquet.write_table(
        arrow.table({"content": ["一", "", "three"], "label": ["a", "b", None]}), tmp_path / "a.parquet"
    )
    documents, problems = read(tmp_path / "a.parquet")
    assert [(one.text, one.label) for one in documents] == [("一", "a"), ("three", "")]
    assert len(problems) == 1
    (tmp_path / "b.parquet").write_bytes(b"PAR1 torn")
    assert "Parquet" in read(tmp_path / "b.parquet")[1][0].message


def test_a_path_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError):
        list(corpus.read(tmp_path / "none"))


def test_a_folder_is_looked_at_file_by_file(tmp_path: Path) -> None:
    for number in range(5):
        (tmp_path / f"{number}.txt").write_text(f"text {number}", encoding="utf-8")
    found = corpus.read(tmp_path)
    assert isinstance(next(found), Document)
    (tmp_path / "3.txt").unlink()
    assert [one.text for one in found if isinstance(one, Document)] == ["text 1", "text 2", "text 4"]
