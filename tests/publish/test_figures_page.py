"""Pages of figures that stand alone: nothing given is markup, nothing is fetched."""

from broadsheet.publish import figures_page
from broadsheet.publish.figures_page import FiguresPage, Section, Table

EVIL = '<script>alert(1)</script>"&'


def page(*sections: Section) -> str:
    return figures_page.render(FiguresPage(EVIL, EVIL, EVIL, sections, standing=EVIL)).decode()


def test_nothing_that_is_given_becomes_markup() -> None:
    table = Table((EVIL, "n"), [(EVIL, "1")], EVIL)
    made = page(Section(EVIL, prose=[EVIL], tables=[table], texts=[(EVIL, EVIL)]))
    assert "<script" not in made
    assert made.count("&lt;script&gt;") >= 9


def test_nothing_is_fetched_and_no_script_may_run() -> None:
    made = page(Section("a"))
    assert "default-src 'none'" in made
    assert "http://" not in made
    assert "src=" not in made.replace("default-src", "").replace("style-src", "")


def test_numbers_stand_on_the_right_and_words_on_the_left() -> None:
    made = page(Section("a", tables=[Table(("name", "n", "change"), [("x", "1,024", "-0.3"), ("y", "7", "+2")])]))
    assert '<th scope="col">name</th><th scope="col" class="number">n</th>' in made
    assert '<td class="number">-0.3</td>' in made


def test_a_table_of_many_columns_scrolls_within_the_page() -> None:
    wide = page(Section("a", tables=[Table([str(n) for n in range(6)], [["1"] * 6])]))
    assert '<table class="many">' in wide
    assert '<table class="many">' not in page(Section("a", tables=[Table(("a", "b"), [["1", "2"]])]))


def test_every_section_is_reached_from_the_contents() -> None:
    made = page(Section("one"), Section("two"))
    for place, name in enumerate(("one", "two")):
        assert f'<a href="#s{place}">{name}</a>' in made
        assert f'<section id="s{place}">' in made


def test_odd_characters_do_not_break_the_page() -> None:
    assert "<h2>ab</h2>" in page(Section("a\ud800b"))
