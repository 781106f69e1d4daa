"""The studio in the system's Chromium: an editor's hands on a draft. The `reader` fixture fails on any complaint."""

import hashlib
import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, Route, expect

import broadsheet.serve.web
from broadsheet.app import Newsroom
from broadsheet.core import manuscript
from broadsheet.serve.web._frame.strings import strings
from tests.web.conftest import Reader

pytestmark = pytest.mark.web

SOURCE = {"en": "1", "zh": "2"}


def _draft(newsroom: Newsroom, language: str = "en") -> int:
    *_, last = newsroom.write("brief", sources=[SOURCE[language]], language=language)
    assert last.draft_id
    return last.draft_id


def _text(newsroom: Newsroom, id: int) -> str:
    draft = newsroom.draft(id).value
    return draft.variants[draft.chosen].text


def _open(reader: Reader, id: int, *, language: str = "en", width: int = 1280) -> tuple[Page, Locator]:
    page = reader.open(f"/drafts/{id}", language=language, width=width)
    editor = page.locator(".manuscript-live")
    expect(editor).to_be_visible()
    return page, editor


def _at_the_end(page: Page, editor: Locator) -> None:
    editor.locator("> *").last.click()
    page.keyboard.press("Control+End")
    page.wait_for_timeout(100)  # the browser tells the editor of a caret after the key


def _save(page: Page, name: str = "Ada") -> None:
    page.locator("#by-edit").fill(name)
    page.locator(".edit button.primary").click()
    page.wait_for_load_state()


@pytest.mark.parametrize("language", ["en", "zh"])
def test_headings_quotations_lists_and_emphasis_are_typed_and_saved(
    reader: Reader, newsroom: Newsroom, language: str
) -> None:
    id = _draft(newsroom, language)
    before = _text(newsroom, id)
    page, editor = _open(reader, id, language=language)
    _at_the_end(page, editor)
    page.keyboard.press("Enter")
    page.keyboard.type("## 起因 Why")
    page.keyboard.press("Enter")
    page.keyboard.type("> “Cracks,” he said.")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    page.keyboard.type("- one")
    page.keyboard.press("Enter")
    page.keyboard.type("two ")
    page.keyboard.press("Control+b")
    page.keyboard.type("three")
    expect(editor.locator("h2")).to_have_text("起因 Why")
    expect(editor.locator("blockquote")).to_have_text("“Cracks,” he said.")
    expect(editor.locator(".item")).to_have_count(2)
    _save(page)
    assert _text(newsroom, id) == f"{before}\n\n## 起因 Why\n\n> “Cracks,” he said.\n\n- one\n- two **three**"


def test_a_text_that_nobody_touched_is_saved_letter_for_letter(reader: Reader, newsroom: Newsroom) -> None:
    id = _draft(newsroom)
    odd = "Old Quay warehouse fire injures five\n\nC:\\[x 5*3*2\n   \n#tag# line\n"
    newsroom.edit_draft(id, odd, by="Bo")
    page, _ = _open(reader, id)
    _save(page)
    assert _text(newsroom, id) == odd


def test_two_blanks_that_are_typed_are_seen_and_saved(reader: Reader, newsroom: Newsroom) -> None:
    id = _draft(newsroom)
    page, editor = _open(reader, id)
    expect(editor).to_have_css("white-space", "break-spaces")
    _at_the_end(page, editor)
    page.keyboard.type(" One.  Two.")
    _save(page)
    assert _text(newsroom, id).endswith(" One.  Two.")


def test_a_link_is_made_and_undone(reader: Reader, newsroom: Newsroom) -> None:
    id = _draft(newsroom)
    page, editor = _open(reader, id)
    editor.locator("p", has_text="340 tonnes").click()
    page.keyboard.press("Home")
    page.keyboard.press("Control+Shift+ArrowRight")
    page.keyboard.press("Control+Shift+ArrowRight")
    page.locator("[data-command=link]").click()
    page.locator("#ask-href").fill("https://quay.example/a?b=1")
    page.keyboard.press("Enter")
    expect(editor.locator("a")).to_have_attribute("href", "https://quay.example/a?b=1")
    page.keyboard.press("Control+z")
    expect(editor.locator("a")).to_have_count(0)
    page.keyboard.press("Control+Shift+z")
    expect(editor.locator("a")).to_have_count(1)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_false_figure_is_marked_in_the_margin_as_one_types_and_cleared_by_undo(
    reader: Reader, newsroom: Newsroom, language: str
) -> None:
    page, editor = _open(reader, _draft(newsroom, language), language=language)
    _select(page, "62")
    page.keyboard.type("95")
    expect(editor.locator(".margin-mark").first).to_be_visible()
    expect(page.locator("[data-findings]")).to_contain_text("95")
    page.keyboard.press("Control+Home")
    page.keyboard.press("F8")
    expect(page.locator(".evidence-card.is-current")).to_contain_text("95")
    page.keyboard.press("Control+z")
    expect(editor.locator(".margin-mark")).to_have_count(0)


def test_a_sentence_that_is_being_changed_is_not_shown_as_supported(reader: Reader, newsroom: Newsroom) -> None:
    page, editor = _open(reader, _draft(newsroom))
    page.route("**/marks", lambda route: route.abort())
    sentence = editor.locator(".is-supported", has_text="62")
    expect(sentence).to_have_count(1)
    _select(page, "62")
    page.keyboard.type("9")
    expect(editor.locator(".is-supported", has_text="firefighters")).to_have_count(0)
    expect(editor.locator(".is-supported").first).to_be_visible()
    reader.complaints.clear()  # the browser logs the request that was cut off


def _select(page: Page, words: str) -> None:
    """Select the first `words` of the text, as a pointer would."""
    found = page.evaluate(
        """words => {
          const root = document.querySelector(".manuscript-live");
          const walk = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
          for (let node = walk.nextNode(); node; node = walk.nextNode()) {
            const at = node.data.indexOf(words);
            if (at < 0) continue;
            root.focus();
            const range = document.createRange();
            range.setStart(node, at);
            range.setEnd(node, at + words.length);
            getSelection().removeAllRanges();
            getSelection().addRange(range);
            return true;
          }
          return false;
        }""",
        words,
    )
    assert found, words
    page.wait_for_timeout(100)  # the browser tells the editor of a selection after the script


def _answering(page: Page, after: str, diff: list[tuple[str, str]], **more: object) -> list[dict[str, object]]:
    """Answer for the writing assistant, and note the fates it is told."""
    fates: list[dict[str, object]] = []

    def answer(route: Route) -> None:
        asked = json.loads(route.request.post_data or "{}")
        before = asked["text"][asked["start"] : asked["end"]]
        told = {
            "id": 7,
            "edit": asked["edit"],
            "effect": "replace",
            "language": asked["language"],
            "start": asked["start"],
            "end": asked["end"],
            "before": before,
            "after": after,
            "diff": [{"op": op, "text": text} for op, text in diff],
            "alternatives": [],
            "notes": [],
            **more,
        }
        route.fulfill(json=told)

    def note(route: Route) -> None:
        fates.append(json.loads(route.request.post_data or "{}"))
        route.fulfill(json={})

    page.route("**/api/v1/edits", answer)
    page.route("**/api/v1/edits/7/fate", note)
    return fates


def _streaming(page: Page, events: list[tuple[str, dict[str, object]]], *, ends: str = "yes") -> None:
    """Answer for the writing assistant piece by piece; what does not end is open until the page lets go of it."""
    told = "".join(f"event: {name}\ndata: {json.dumps(data)}\n\n" for name, data in events)
    page.evaluate(
        """([told, ends]) => {
          const real = window.fetch;
          window.fetch = (address, asked) => {
            if (address !== "/api/v1/edits") return real(address, asked);
            const body = new ReadableStream({
              start(stream) {
                stream.enqueue(new TextEncoder().encode(told));
                if (ends === "yes") stream.close();
                asked.signal.addEventListener("abort", () => stream.error(asked.signal.reason));
              },
            });
            return Promise.resolve(new Response(body, { headers: { "content-type": "text/event-stream" } }));
          };
        }""",
        [told, ends],
    )


@pytest.mark.parametrize("language", ["en", "zh"])
def test_an_edit_is_seen_as_it_comes_and_can_be_stopped(reader: Reader, newsroom: Newsroom, language: str) -> None:
    page, editor = _open(reader, _draft(newsroom, language), language=language)
    before = editor.inner_text()
    _streaming(page, [("text", {"text": "The shed"}), ("notice", {"text": "One was left out."})], ends="no")
    editor.locator("p").nth(1).click()
    page.keyboard.press("Control+k")
    page.keyboard.press("s")
    expect(page.locator(".review-raw")).to_have_text("The shed")
    expect(page.locator(".review-note")).to_have_text("One was left out.")
    page.keyboard.press("Escape")
    expect(page.locator(".review")).to_be_hidden()
    assert editor.inner_text() == before
    expect(editor.locator(".is-asked")).to_have_count(0)


def test_an_error_in_the_stream_is_said_in_the_readers_language(reader: Reader, newsroom: Newsroom) -> None:
    page, editor = _open(reader, _draft(newsroom, "zh"), language="zh")
    _streaming(page, [("error", {"code": "model", "message": "the model died"})])
    editor.locator("p").nth(1).click()
    page.keyboard.press("Control+k")
    page.keyboard.press("s")
    expect(page.locator(".studio-status")).to_have_text(strings("zh")["error.text_model"])
    expect(editor).to_be_focused()


SENTENCE = "The warehouse held 340 tonnes of timber."
DIFF = [
    ("same", "The "),
    ("delete", "warehouse"),
    ("insert", "shed"),
    ("same", " held 340 tonnes of "),
    ("delete", "timber"),
    ("insert", "wood"),
    ("same", "."),
]


def test_a_suggestion_is_taken_piece_by_piece_as_one_undoable_step(reader: Reader, newsroom: Newsroom) -> None:
    page, editor = _open(reader, _draft(newsroom))
    fates = _answering(page, "The shed held 340 tonnes of wood.", DIFF)
    _select(page, SENTENCE)
    page.keyboard.press("Control+k")
    page.keyboard.press("s")
    expect(page.locator("[data-piece]")).to_be_focused()
    expect(editor.locator("ins.comes")).to_have_count(2)
    expect(editor).to_contain_text("warehouse")
    page.keyboard.press("Enter")
    page.keyboard.press("Backspace")
    expect(editor).to_contain_text("The shed held 340 tonnes of timber.")
    expect(editor).to_be_focused()
    page.keyboard.press("Control+z")
    expect(editor).to_contain_text(SENTENCE)
    assert fates == [{"fate": "edited", "text": "The shed held 340 tonnes of timber.", "by": ""}]


def test_a_refused_suggestion_leaves_the_text_alone(reader: Reader, newsroom: Newsroom) -> None:
    page, editor = _open(reader, _draft(newsroom))
    before = editor.inner_text()
    fates = _answering(page, "The shed held 340 tonnes of wood.", DIFF)
    _select(page, SENTENCE)
    page.keyboard.press("Control+k")
    page.keyboard.press("s")
    expect(page.locator("[data-piece]")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".review")).to_be_hidden()
    assert editor.inner_text() == before
    assert [f["fate"] for f in fates] == ["refused"]


def test_all_of_a_suggestion_is_accepted_at_once(reader: Reader, newsroom: Newsroom) -> None:
    page, editor = _open(reader, _draft(newsroom))
    fates = _answering(page, "The shed held 340 tonnes of wood.", DIFF)
    _select(page, SENTENCE)
    page.keyboard.press("Control+k")
    page.keyboard.press("s")
    expect(page.locator("[data-piece]")).to_be_focused()
    page.keyboard.press("Shift+Enter")
    expect(editor).to_contain_text("The shed held 340 tonnes of wood.")
    assert [f["fate"] for f in fates] == ["accepted"]


def test_a_suggestion_for_words_that_were_changed_meanwhile_is_only_shown(reader: Reader, newsroom: Newsroom) -> None:
    page, editor = _open(reader, _draft(newsroom))
    _answering(page, "The shed held 340 tonnes of wood.", DIFF)
    _select(page, SENTENCE)
    page.keyboard.press("Control+k")
    page.keyboard.press("s")
    expect(editor.locator("ins.comes")).to_have_count(2)
    _select(page, "held")
    page.keyboard.type("stored")
    expect(editor.locator("ins.comes")).to_have_count(0)
    page.locator(".review button").first.click()
    expect(editor).to_contain_text("The warehouse stored 340 tonnes of timber.")


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_newsrooms_own_edits_answer_without_a_model(reader: Reader, newsroom: Newsroom, language: str) -> None:
    id = _draft(newsroom, language)
    page, editor = _open(reader, id, language=language)
    editor.locator("p").nth(1).click()
    page.keyboard.press("Control+k")
    page.keyboard.press("s")
    expect(page.locator(".review")).to_be_visible()
    expect(page.locator(".review-head")).not_to_be_empty()


def test_a_headline_takes_the_place_of_the_drafts_own(reader: Reader, newsroom: Newsroom) -> None:
    page, editor = _open(reader, _draft(newsroom))
    _answering(page, "Fire on the Old Quay", [("insert", "Fire on the Old Quay")], effect="headline")
    editor.locator("p").nth(1).click()
    page.keyboard.press("Control+k")
    page.keyboard.press("h")
    expect(page.locator("[data-piece]")).to_be_focused()
    page.keyboard.press("Enter")
    expect(editor.locator(".sheet-title")).to_have_text("Fire on the Old Quay")


def test_what_was_typed_and_never_saved_is_offered_back(reader: Reader, newsroom: Newsroom) -> None:
    id = _draft(newsroom)
    page, editor = _open(reader, id)
    _at_the_end(page, editor)
    page.keyboard.type(" Nobody knows why.")
    expect(page.locator(".studio-status")).to_contain_text("Kept at")
    page.reload()
    expect(editor).not_to_contain_text("Nobody knows why.")
    page.get_by_role("button", name="Bring it back").click()
    expect(editor).to_contain_text("Nobody knows why.")
    assert "Nobody" not in _text(newsroom, id)


def test_a_server_that_is_gone_is_said_and_the_browser_holds_the_text(reader: Reader, newsroom: Newsroom) -> None:
    id = _draft(newsroom)
    page, editor = _open(reader, id)
    page.route("**/autosave", lambda route: route.abort())
    _at_the_end(page, editor)
    page.keyboard.type(" Held here.")
    expect(page.locator(".studio-status")).to_contain_text("can't be reached")
    page.goto("/drafts")
    page.goto(f"/drafts/{id}")
    page.get_by_role("button", name="Bring it back").click()
    expect(editor).to_contain_text("Held here.")
    reader.complaints.clear()  # the browser logs each request that was cut


def test_two_editors_changes_meet_and_nothing_is_lost(reader: Reader, newsroom: Newsroom) -> None:
    id = _draft(newsroom)
    page, _ = _open(reader, id)
    theirs = _text(newsroom, id).replace("340 tonnes", "341 tonnes").replace("four hours", "five hours")
    newsroom.edit_draft(id, theirs, by="Bo")
    _select(page, "340 tonnes")
    page.keyboard.type("339 tonnes")
    _select(page, "is not known")
    page.keyboard.type("is unknown")
    _save(page, "Ada")
    reader.complaints.clear()  # the browser logs the 409 itself
    expect(page.locator(".merge-conflict")).to_have_count(1)
    expect(page.locator(".merged ins.merge-theirs")).to_contain_text("five hours")
    expect(page.locator(".merged ins.merge-mine")).to_contain_text("is unknown")
    page.locator(".merge-choice input[value=mine]").check()
    page.locator(".merge-save .primary").click()
    page.wait_for_url(re.compile(rf"/drafts/{id}$"))
    merged = _text(newsroom, id)
    assert all(words in merged for words in ("339 tonnes", "five hours", "is unknown"))
    assert "341 tonnes" not in merged
    page.goto(f"/drafts/{id}/versions")
    expect(page.locator(".version-table tbody tr")).to_have_count(3)


def test_an_editor_is_told_at_once_when_somebody_saves(reader: Reader, newsroom: Newsroom) -> None:
    id = _draft(newsroom)
    page, editor = _open(reader, id)
    newsroom.edit_draft(id, _text(newsroom, id) + " More.", by="Bo")
    _at_the_end(page, editor)
    page.keyboard.type(" Mine.")
    expect(page.locator(".studio-status")).to_contain_text("Bo saved revision 2")


def test_an_earlier_version_is_brought_back_as_the_newest(reader: Reader, newsroom: Newsroom) -> None:
    id = _draft(newsroom)
    first = _text(newsroom, id)
    newsroom.edit_draft(id, first.replace("340", "341"), by="Bo")
    page = reader.open(f"/drafts/{id}/versions")
    expect(page.locator(".versions ins")).to_contain_text("341")
    page.locator("#by").fill("Ada")
    page.get_by_role("button", name="Bring a version back").click()
    page.wait_for_url(re.compile(rf"/drafts/{id}$"))
    assert _text(newsroom, id) == first
    assert [v.number for v in newsroom.versions(id)] == [3, 2, 1]


PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63f8ffff3f0005fe02fe0def46b80000000049454e44ae426082"
)


def test_an_image_is_taken_in_shown_and_published_from_here(reader: Reader, newsroom: Newsroom) -> None:
    id = _draft(newsroom)
    page, editor = _open(reader, id)
    _at_the_end(page, editor)
    page.locator("[data-command=image]").click()
    page.locator("#ask-file").set_input_files({"name": "a.png", "mimeType": "image/png", "buffer": PIXEL})
    page.locator("#ask-alt").fill("A burnt roof")
    page.locator(".studio-dialog .primary").click()
    expect(editor.get_by_role("img", name="A burnt roof")).to_be_visible()
    assert page.evaluate("document.querySelector('.manuscript-live img').naturalWidth") == 1
    _save(page)
    assert re.search(r"\n!\[A burnt roof\]\(/images/[0-9a-f]{32}\.png\)$", _text(newsroom, id))
    for action in ("submit", "approve", "publish"):
        newsroom.decide(id, action, by="Ada")
    piece = newsroom.publication_of(id)
    assert piece
    assert b'<img src="data:image/png;base64,' in newsroom.render(piece.id, "html")


COPIED = """<h1>Head</h1><p onclick="x()" style="color:red">Some <b>bold</b> <a href="https://ok.example/x">link</a> and
<a href="javascript:alert(1)">bad</a><br>next</p><script>alert(2)</script><style>p{display:none}</style>
<img src="https://evil.example/x.png" onerror="alert(3)"><ol start="3"><li>third</li><li>fourth</li></ol>
<blockquote><p>said one</p><p>said two</p></blockquote><table><tr><td>a</td><td>b</td></tr></table>"""


def test_what_is_pasted_from_a_web_page_keeps_its_form_and_nothing_that_runs(
    reader: Reader, newsroom: Newsroom
) -> None:
    id = _draft(newsroom)
    before = _text(newsroom, id)
    page, editor = _open(reader, id)
    _at_the_end(page, editor)
    page.keyboard.press("Enter")
    _paste(page, COPIED)
    _save(page)
    told = _text(newsroom, id).removeprefix(before).strip().split("\n")
    assert [line for line in told if line] == [
        "## Head",
        "Some **bold** [link](https://ok.example/x) and bad",
        "next",
        "3. third",
        "4. fourth",
        "> said one",
        "> said two",
        "a | b",
    ]


def _paste(page: Page, html: str) -> None:
    page.evaluate(
        """html => {
          const clipboardData = new DataTransfer();
          clipboardData.setData("text/html", html);
          const event = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true });
          document.querySelector(".manuscript-live").dispatchEvent(event);
        }""",
        html,
    )


def test_items_are_copied_as_a_list(reader: Reader, newsroom: Newsroom) -> None:
    id = _draft(newsroom)
    newsroom.edit_draft(id, "Head\n\n- a\n- b\n3. c", by="Bo")
    page, _ = _open(reader, id)
    _select(page, "a")
    page.keyboard.press("Control+a")
    page.wait_for_timeout(100)  # the browser tells the editor of a selection after the key
    copied = page.evaluate(
        """() => {
          const clipboardData = new DataTransfer();
          const event = new ClipboardEvent("copy", { clipboardData, bubbles: true, cancelable: true });
          document.querySelector(".manuscript-live").dispatchEvent(event);
          return clipboardData.getData("text/html");
        }"""
    )
    assert '<ul><li>a</li><li>b</li></ul><ol start="3"><li>c</li></ol>' in copied


def test_the_evidence_is_reached_and_left_by_keyboard(reader: Reader, newsroom: Newsroom) -> None:
    page, editor = _open(reader, _draft(newsroom))
    editor.locator("p").nth(1).click()
    page.keyboard.press("F6")
    expect(page.locator(".evidence-card.is-current")).to_be_focused()
    page.keyboard.press("Escape")
    expect(editor).to_be_focused()
    page.keyboard.press("Control+/")
    expect(page.get_by_role("dialog", name="Keys")).to_contain_text("Save and check")
    page.keyboard.press("Escape")
    expect(page.locator("dialog[open]")).to_have_count(0)


def test_keys_of_an_input_method_are_no_commands(reader: Reader, newsroom: Newsroom) -> None:
    page, editor = _open(reader, _draft(newsroom, "zh"), language="zh")
    _answering(page, "换一句。", [("delete", "x"), ("insert", "换一句。")])
    editor.locator("p").nth(1).click()
    page.keyboard.press("Control+k")
    page.keyboard.press("s")
    piece = page.locator("[data-piece]")
    expect(piece).to_be_focused()
    for key in ("Enter", "Backspace", "Escape"):
        piece.dispatch_event("keydown", {"key": key, "isComposing": True, "bubbles": True})
    expect(piece).to_be_visible()


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_studio_fits_a_small_screen(reader: Reader, newsroom: Newsroom, language: str) -> None:
    page, editor = _open(reader, _draft(newsroom, language), language=language, width=375)
    expect(page.locator(".studio-bar")).to_be_in_viewport()
    editor.locator("p").nth(1).click()
    page.locator("[data-command=palette]").click()
    expect(page.locator("dialog.palette")).to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollWidth") <= 375


def test_without_scripts_the_form_still_saves_and_a_conflict_can_be_settled(reader: Reader, newsroom: Newsroom) -> None:
    id = _draft(newsroom)
    page = reader.open(f"/drafts/{id}", scripts="off")
    text = _text(newsroom, id)
    newsroom.edit_draft(id, text.replace("four hours", "five hours"), by="Bo")
    page.locator("#text").fill(text + "\n\n## Next")
    _save(page)
    reader.complaints.clear()  # the browser logs the 409 itself
    page.locator(".merge-save .primary").click()
    assert _text(newsroom, id) == text.replace("four hours", "five hours") + "\n\n## Next"


def test_a_published_text_is_read_sentence_by_sentence_by_keyboard(reader: Reader, newsroom: Newsroom) -> None:
    id = _draft(newsroom)
    for action in ("submit", "approve", "publish"):
        newsroom.decide(id, action, by="Ada")
    page = reader.open(f"/drafts/{id}")
    page.locator("#s1").focus()
    page.keyboard.press("ArrowDown")
    expect(page.locator("#e2")).to_be_visible()
    expect(page.locator("#e1")).to_be_hidden()
    page.keyboard.press("Enter")
    expect(page.locator("#e2")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#s2")).to_be_focused()


READ = [
    "Title\n\n## A *head*\nHe [said **no** today](https://a.example/c?x=1) at 5*3*2, and \\*so\\*.\n> quoted",
    "- one\n* two\n12. three\n1) four\n\n![a dog](/images/ab.png)\n#话题# **重** 😀 [a](javascript:x)",
    "\\## no\n12\\. no\n**a *b* c**[x*y*](https://b.example)",
    "** * [ ]( ![ \\ > -",
]


@pytest.mark.parametrize("text", READ)
def test_the_page_and_the_server_read_a_text_alike(reader: Reader, text: str) -> None:
    page = reader.open("/drafts")
    read = page.evaluate("""async text => (await import("/static/js/studio/reading.js")).blocks(text)""", text)
    told = [
        (
            b["kind"],
            b["marker"],
            b["source"],
            b["alt"],
            [(r["text"], r["strong"], r["emphasis"], r["href"]) for r in b["runs"]],
        )
        for b in read
    ]
    assert told == [
        (b.kind, b.marker, b.source, b.alt, [(r.text, r.strong, r.emphasis, r.href) for r in b.runs])
        for b in manuscript.blocks(text)
    ]


@pytest.mark.parametrize(
    "text", [*READ[:1], "a\nb\n\n\nc", "\\## no\n\n12\\. no", " *a* b", "火😀 [a](https://x.example) z"]
)
def test_a_text_that_was_read_is_written_the_same_but_for_escapes(reader: Reader, text: str) -> None:
    page = reader.open("/drafts")
    script = """async text => {
      const { read, write } = await import("/static/js/studio/manuscript.js");
      return write(read(text)).text;
    }"""
    written = page.evaluate(script, text)
    assert manuscript.plain(written) == manuscript.plain(text)
    assert written.replace("\\", "") == text.replace("\\", "")


def test_every_word_the_studio_asks_for_is_there() -> None:
    folder = Path(broadsheet.serve.web.__file__).parent / "static/js/studio"
    asked = {w for path in folder.glob("*.js") for w in re.findall(r"\bwords\.([a-z_]+)", path.read_text("utf-8"))}
    assert {w for w in asked if f"studio.{w}" not in strings("en") and f"verdict.{w}" not in strings("en")} == set()
    named = set(re.findall(r"^  ([a-z]+): (?:plain|\{ run)", (folder / "commands.js").read_text("utf-8"), re.MULTILINE))
    assert {f"studio.{w}" for w in named} <= set(strings("en"))
    assert len(named) == 11


def test_prosemirror_is_as_its_record_says() -> None:
    folder = Path(broadsheet.serve.web.__file__).parent / "static/vendor/prosemirror"
    record = json.loads((folder / "versions.json").read_text("utf-8"))
    for package, told in record.items():
        source = (folder / f"{package}.js").read_text("utf-8")
        came = re.sub(r"(\bfrom\s+['\"])\./([a-z0-9-]+)\.js(['\"])", r"\1\2\3", source)
        assert hashlib.sha256(came.encode()).hexdigest() == told["sha256"], package
