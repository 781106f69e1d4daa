// An edit asked of the newsroom for the selection, and its answer put up for review.
import { write } from "./manuscript.js";
import { marksKey } from "./marks.js";
import { suggestionKey } from "./suggestion.js";
import { Mapping } from "../../vendor/prosemirror/prosemirror-transform.js";

export class Asking {
  constructor(view, { draft, language, words, say, show, review }) {
    Object.assign(this, { view, draft, language, words, say, show, review, since: null });
  }

  // What an edit is of: the selection, else the sentence under the caret, else its block.
  passage(edit) {
    const { selection, doc } = this.view.state;
    if (!selection.empty) return { from: selection.from, to: selection.to };
    if (edit?.effect === "insert") return { from: selection.head, to: selection.head };
    if (edit?.effect === "headline") return { from: 0, to: doc.content.size };
    const { current } = marksKey.getState(this.view.state);
    if (current) return { from: current.from, to: current.to };
    const { $from } = selection;
    return { from: $from.start(), to: $from.end() };
  }

  about() {
    const { from, to } = this.passage();
    const text = this.view.state.doc.textBetween(from, to, " ");
    return text.length > 60 ? `${text.slice(0, 59)}…` : text;
  }

  changed(tr) {
    this.since?.appendMapping(tr.mapping);
  }

  async run(edit, instruction) {
    if (!this.review.root.hidden) this.review.finish("refused");
    const passage = this.passage(edit);
    const { text, places } = write(this.view.state.doc);
    const empty = passage.from === passage.to;
    const start = places.offset(passage.from, empty ? -1 : 1);
    const end = empty ? start : places.offset(passage.to, -1);
    const asked = (this.since = new Mapping());
    this.stop?.abort();
    this.stop = new AbortController();
    this.view.dispatch(this.view.state.tr.setMeta(suggestionKey, { passage, pieces: [], at: 0, stale: false }));
    this.show(this.words.asking.replace("{edit}", edit.label));
    try {
      const made = await this.ask({ edit: edit.name, text, start, end, draft: this.draft, language: this.language, instruction });
      if (this.since === asked) this.review.open(made, { places, label: edit.label, moved: asked });
      this.show("");
    } catch (error) {
      if (error.name === "AbortError") return;
      this.view.dispatch(this.view.state.tr.setMeta(suggestionKey, null));
      this.show(error.message, "wrong");
      this.say(error.message);
    }
  }

  async ask(body) {
    const answer = await fetch("/api/v1/edits", { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body), signal: this.stop.signal }).catch((error) => {
      throw error.name === "AbortError" ? error : new Error(this.words.no_answer);
    });
    const told = await answer.json().catch(() => ({}));
    if (!answer.ok) throw new Error([told.title, told.detail].filter((part) => typeof part === "string").join(" ") || this.words.no_answer);
    return told;
  }

  // What a person made of a suggestion is kept; a newsroom that can't be reached now loses a lesson, not a text.
  async settle(id, fate, text, by) {
    if (id === null || id === undefined) return;
    const body = JSON.stringify({ fate, text, by });
    await fetch(`/api/v1/edits/${id}/fate`, { method: "POST", headers: { "content-type": "application/json" }, body }).catch(() => this.show(this.words.no_answer));
  }
}
