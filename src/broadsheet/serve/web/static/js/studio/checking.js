// The check, run again as one types, and its evidence beside the text.
import { TextSelection } from "../../vendor/prosemirror/prosemirror-state.js";
import { write } from "./manuscript.js";
import { doubtful, marksKey } from "./marks.js";

const PAUSE = 900; // ms of quiet before the text is checked: a check of a page takes a few hundred

function card(html, digest) {
  const template = document.createElement("template");
  template.innerHTML = html.trim();
  const made = template.content.firstElementChild;
  made.dataset.digest = digest;
  return made;
}

export class Checking {
  constructor(view, { address, words, say, panel, findings, hint }) {
    Object.assign(this, { view, address, words, say, panel, findings, hint, shown: null });
  }

  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.now(), PAUSE);
  }

  async now() {
    clearTimeout(this.timer);
    this.asked?.abort();
    this.asked = new AbortController();
    const doc = this.view.state.doc;
    const { text, places } = write(doc);
    try {
      const answer = await fetch(`${this.address}/marks`, { method: "POST", body: new URLSearchParams({ text, known: this.known() }), signal: this.asked.signal });
      if (!answer.ok) throw new Error(answer.statusText);
      const told = await answer.json();
      if (doc !== this.view.state.doc) return this.later();
      this.draw(told, places);
    } catch (error) {
      if (error.name !== "AbortError") this.say(this.words.check_failed);
    }
    return undefined;
  }

  // `told` may come with the page: marks alone, with the cards in it already.
  draw(told, places) {
    this.places = places;
    this.doc = this.view.state.doc;
    this.view.dispatch(this.view.state.tr.setMeta(marksKey, { found: told.marks, places, words: this.words }).setMeta("addToHistory", false));
    if (told.cards !== undefined) {
      this.lay(told.cards);
      this.findings.innerHTML = told.findings;
      this.shown = null;
    }
    this.follow();
  }

  // The cards the page has, by their digests; of a page of text one or two change with a sentence.
  known() {
    return [...this.panel.children].map((card) => card.dataset.digest ?? "").join(" ");
  }

  lay(cards) {
    const had = new Map([...this.panel.children].map((card) => [card.dataset.digest, card]));
    const laid = cards.map(({ digest, html }) => (html ? card(html, digest) : had.get(digest)));
    this.panel.replaceChildren(...laid.filter(Boolean));
  }

  // The panel shows what the sentence under the caret stands on.
  follow() {
    const number = marksKey.getState(this.view.state).current?.spec.number ?? null;
    if (number === this.shown) return;
    this.shown = number;
    for (const card of this.panel.children) card.classList.toggle("is-current", Number(card.dataset.evidenceOf) === number);
    this.hint.hidden = number !== null;
  }

  jump(step) {
    const row = doubtful(this.view.state, step);
    if (!row) return this.say(this.words.nothing_doubtful);
    this.select(row.from, row.from);
    return this.say(this.words[row.spec.verdict]);
  }

  // A finding's replacement put in its place, in the text as it is being typed.
  fix(start, end, text) {
    const { state } = this.view;
    if (state.doc !== this.doc) return this.now(); // the places are those of another text: they are looked up anew
    const [from, to] = [this.places.position(start, 1), this.places.position(end, -1)];
    this.view.dispatch(state.tr.insertText(text, from, to).scrollIntoView());
    this.view.focus();
    return this.now();
  }

  go(number) {
    const [row] = marksKey.getState(this.view.state).set.find(undefined, undefined, (spec) => spec.number === number);
    if (row) this.select(row.from, row.from);
  }

  select(from, to) {
    const { state } = this.view;
    this.view.dispatch(state.tr.setSelection(TextSelection.create(state.doc, from, to)).scrollIntoView());
    this.view.focus();
  }
}
