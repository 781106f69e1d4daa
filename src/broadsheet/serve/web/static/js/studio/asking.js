// An edit asked of the newsroom for the selection; what comes is shown as it comes, and put up for review when it is whole.
import { events } from "./events.js";
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
    this.review.leave();
    const passage = this.passage(edit);
    const { text, places } = write(this.view.state.doc);
    const empty = passage.from === passage.to;
    const start = places.offset(passage.from, empty ? -1 : 1);
    const end = empty ? start : places.offset(passage.to, -1);
    const asked = (this.since = new Mapping());
    const stop = (this.stop = new AbortController());
    this.view.dispatch(this.view.state.tr.setMeta(suggestionKey, { passage, pieces: [], at: 0, stale: false }));
    this.show("");
    this.review.wait(edit.label, () => stop.abort());
    try {
      const made = await this.ask({ edit: edit.name, text, start, end, draft: this.draft, language: this.language, instruction }, stop.signal);
      if (this.since === asked) this.review.open(made, { places, label: edit.label, moved: asked });
    } catch (error) {
      if (this.since !== asked) return; // another edit has been asked for
      this.review.clear();
      if (error.name === "AbortError") this.say(this.words.stopped);
      else this.failed(error.message);
    }
  }

  failed(message) {
    this.show(message, "wrong");
    this.say(message);
    this.view.focus();
  }

  async ask(body, signal) {
    try {
      const headers = { "content-type": "application/json", accept: "text/event-stream, application/problem+json" };
      const answer = await fetch("/api/v1/edits", { method: "POST", headers, body: JSON.stringify(body), signal });
      const streams = answer.headers.get("content-type")?.startsWith("text/event-stream");
      if (!answer.ok) throw this.refusal(await answer.json().catch(() => ({})));
      return streams ? await this.listen(answer.body) : await answer.json();
    } catch (error) {
      throw error.name === "AbortError" || error.said ? error : new Error(this.words.no_answer);
    }
  }

  async listen(body) {
    for await (const { event, data } of events(body)) {
      if (event === "suggestion") return data;
      if (event === "error") throw this.refusal({ ...data, title: data.message });
      this.review.progress(event, data.text);
    }
    throw new Error("the stream broke off");
  }

  // An error in the reader's language where it is one of those that have a wording.
  refusal({ code, title, do: way }) {
    const told = this.words[`error_${code}`] ?? [title, way].filter((part) => typeof part === "string").join(". ");
    return Object.assign(new Error(told || this.words.no_answer), { said: true });
  }

  // What a person made of a suggestion is kept; a newsroom that can't be reached now loses a lesson, not a text.
  async settle(id, fate, text, by) {
    if (id === null || id === undefined) return;
    const body = JSON.stringify({ fate, text, by });
    await fetch(`/api/v1/edits/${id}/fate`, { method: "POST", headers: { "content-type": "application/json" }, body }).catch(() => this.show(this.words.no_answer));
  }
}
