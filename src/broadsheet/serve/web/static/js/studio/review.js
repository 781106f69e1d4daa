// Where a suggestion is decided on, piece by piece: Tab goes on, Enter accepts, Backspace refuses, Escape leaves the text
// as it is. It stands beside the text and takes the keyboard, so that typing in the text stays typing.
import { applied, pieces, suggestionKey } from "./suggestion.js";
import { composing, element } from "./elements.js";
import { wordDiff } from "./word_diff.js";

const RAW = 400; // letters of what a model is saying, enough to see that it goes on

export class Review {
  constructor(view, { root, words, say, settle, titled }) {
    Object.assign(this, { view, root, words, say, settle, titled });
    root.addEventListener("keydown", (event) => this.key(event));
  }

  get state() {
    return suggestionKey.getState(this.view.state);
  }

  tell(told) {
    this.view.dispatch(this.view.state.tr.setMeta(suggestionKey, told).setMeta("addToHistory", false));
  }

  // An edit is being made: how far it is, and a button that stops it. The keyboard stays in the text.
  wait(label, stop) {
    this.stop = stop;
    this.raw = element("p", { class: "review-raw", "aria-hidden": "true" });
    const notes = (this.notes = element("ul", { class: "review-note plain-list" }));
    const told = this.words.asking.replace("{edit}", label);
    const head = element("p", { class: "review-head row" }, element("b", {}, told), this.button(this.words.stop, stop, { "data-first": "" }, "Esc"));
    this.root.replaceChildren(head, this.raw, notes);
    this.root.hidden = false;
    this.say(told);
  }

  // `text` of a model as it comes (what is shown is its end), or a notice.
  progress(event, text) {
    if (!this.stop) return;
    if (event === "notice") this.notes.append(element("li", {}, text));
    else this.raw.textContent = (this.raw.textContent + text).slice(-RAW);
  }

  // What is under review is left alone, what is being made is stopped.
  leave() {
    if (this.stop) this.stop();
    else if (!this.root.hidden) this.finish("refused");
  }

  clear() {
    this.stop = null;
    this.tell(null);
    this.root.hidden = true;
    this.root.replaceChildren();
  }

  // `made` is the server's suggestion; `places` those of the text it was asked for; `label` the edit's name.
  open(made, { places, label, moved }) {
    this.stop = null;
    this.made = made;
    this.label = label;
    this.all = [made.after, ...(made.alternatives ?? [])].filter((text, i, every) => every.indexOf(text) === i);
    this.pick = (number) => {
      const after = this.all[number];
      this.number = number;
      this.after = after;
      const diff = number === 0 && made.diff?.length ? made.diff : wordDiff(made.before, after);
      const carried = (row) => (made.effect === "headline" ? row : { ...row, from: moved.map(row.from, 1), to: moved.map(row.to, -1) });
      const rows = this.rows(diff, places).map(carried);
      this.tell({ pieces: this.state.stale ? [] : rows, at: 0 });
      this.draw();
    };
    this.pick(0);
    if (this.state.pieces.length) this.reveal(0);
    // Whoever went on writing is not taken out of the text: their Enter is a new line, not a yes.
    const idle = !moved.maps.length;
    if (idle) this.root.querySelector("[data-first]")?.focus();
    this.say([label, this.note(), ...(made.notes ?? []), idle ? "" : this.words.waits].join(" "));
  }

  rows(diff, places) {
    const { made } = this;
    if (made.effect === "note") return [];
    if (made.effect === "insert") {
      const pos = places.position(made.end, -1);
      return this.after ? [{ from: pos, to: pos, insert: spaced(places.text, made, this.after), fate: "open" }] : [];
    }
    if (made.effect === "headline") return this.headline();
    return pieces(diff, made.start, places);
  }

  // A headline takes the place of the draft's own, or stands over the text where there is none yet.
  headline() {
    const { firstChild } = this.view.state.doc;
    if (this.titled) return [{ from: 1, to: firstChild.nodeSize - 1, insert: this.after, fate: "open" }];
    return [{ from: 1, to: 1, insert: `${this.after}\n`, fate: "open" }];
  }

  note() {
    const { stale, pieces: rows } = this.state;
    if (stale) return this.words.stale;
    if (rows.length) return this.words.pieces.replace("{n}", rows.length);
    return this.made.notes?.length || this.made.citations?.length ? "" : this.words.no_change; // what they say is better
  }

  draw() {
    const { made, words } = this;
    const { stale, pieces: rows, at } = this.state;
    const head = element("p", { class: "review-head" }, element("b", {}, this.label), ` ${this.note()}`);
    const parts = [head];
    if (this.all.length > 1) parts.push(this.alternatives());
    if (stale) parts.push(element("p", { class: "review-text" }, this.after));
    else if (rows.length) parts.push(this.piece(rows, at), this.buttons());
    for (const note of made.notes ?? []) parts.push(element("p", { class: "review-note" }, note));
    if (made.citations?.length) parts.push(this.citations());
    if (stale || !rows.length) parts.push(this.button(words.close, () => this.close("refused"), { "data-first": "" }));
    this.root.replaceChildren(...parts);
    this.root.hidden = false;
  }

  piece(rows, at) {
    const { from, to, insert, fate } = rows[at];
    const gone = this.view.state.doc.textBetween(from, to, "\n");
    const shown = [];
    if (gone) shown.push(element("del", {}, gone));
    if (gone && insert) shown.push(" → ");
    if (insert) shown.push(element("ins", {}, insert));
    const count = element("span", { class: "quiet" }, `${at + 1} / ${rows.length}${fate === "open" ? "" : ` · ${this.words[fate]}`}`);
    const label = [this.words.piece.replace("{n}", at + 1).replace("{of}", rows.length), gone && `${this.words.goes} ${gone}`, insert && `${this.words.comes} ${insert}`];
    return element("div", { class: "review-piece", tabindex: "0", role: "group", "data-first": "", "data-piece": "", "aria-label": label.filter(Boolean).join(", ") }, count, element("p", { lang: this.made.language }, ...shown));
  }

  buttons() {
    const { words } = this;
    const several = this.state.pieces.length > 1;
    return element(
      "p",
      { class: "row" },
      this.button(words.accept, () => this.decide("accepted"), { class: "small primary" }, "Enter"),
      several ? this.button(words.refuse, () => this.decide("refused"), { class: "small" }, "⌫") : "",
      several ? this.button(words.accept_all, () => this.finish("accepted"), { class: "small" }, "Shift+Enter") : "",
      this.button(words.refuse_all, () => this.finish("refused"), { class: "small" }, "Esc"),
    );
  }

  button(text, act, attributes = {}, key = "") {
    const made = element("button", { type: "button", class: "small", ...attributes }, text, key ? element("kbd", {}, key) : "");
    made.addEventListener("click", act);
    return made;
  }

  alternatives() {
    const options = this.all.map((text, i) => element("option", { value: i }, `${i + 1}. ${text.slice(0, 60)}`));
    const select = element("select", { "aria-label": this.words.alternatives, lang: this.made.language }, ...options);
    select.value = this.number;
    select.addEventListener("change", () => {
      this.pick(Number(select.value));
      this.root.querySelector("select").focus();
    });
    return element("p", {}, select);
  }

  citations() {
    const rows = this.made.citations.map((found) => element("figure", { class: "excerpt" }, element("blockquote", {}, found.text), element("figcaption", {}, [found.outlet, found.title || found.source].filter(Boolean).join(" · "))));
    return element("div", { class: "review-citations" }, ...rows);
  }

  key(event) {
    if (composing(event) || this.root.hidden || event.target.closest("select")) return;
    const on = event.target.closest("[data-piece]");
    const act = this.action(event, on);
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  }

  action(event, on) {
    if (event.key === "Escape") return () => this.leave();
    if (!on) return null;
    if (event.key === "Enter") return () => (event.shiftKey ? this.finish("accepted") : this.decide("accepted"));
    if (event.key === "Backspace" || event.key === "Delete") return () => this.decide("refused");
    const step = { Tab: event.shiftKey ? -1 : 1, ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    const next = this.state.at + (step ?? 0);
    return step && next >= 0 && next < this.state.pieces.length ? () => this.go(next) : null;
  }

  go(at) {
    this.tell({ at });
    this.draw();
    this.root.querySelector("[data-piece]").focus();
    this.reveal(at);
  }

  reveal(at) {
    const dom = this.view.domAtPos(this.state.pieces[at].from).node;
    (dom.nodeType === Node.ELEMENT_NODE ? dom : dom.parentElement)?.closest(".manuscript-live > *")?.scrollIntoView({ block: "nearest" });
  }

  decide(fate) {
    const { at } = this.state;
    const rows = this.state.pieces.map((row, i) => (i === at ? { ...row, fate } : row));
    this.tell({ pieces: rows });
    const next = rows.findIndex((row) => row.fate === "open");
    if (next < 0) this.finish("refused");
    else this.go(next);
  }

  // What is still open takes `fate`; then the accepted pieces become one step.
  finish(fate) {
    const rows = this.state.pieces.map((row) => (row.fate === "open" ? { ...row, fate } : row));
    const taken = rows.filter((row) => row.fate === "accepted");
    if (taken.length && !this.state.stale) this.view.dispatch(applied(this.view.state, taken));
    const whole = taken.length === rows.length && this.number === 0;
    this.close(!taken.length ? "refused" : whole ? "accepted" : "edited", taken, rows);
  }

  close(fate, taken = [], rows = []) {
    const said = fate === "edited" ? partly(this.made, this.after, taken, rows) : "";
    if (this.made.effect !== "note") this.settle(this.made.id, fate, said);
    this.clear();
    this.view.focus();
    this.say(fate === "refused" ? this.words.left_alone : this.words.was_applied);
  }
}

// What stands where the selection was: all of another candidate, or the accepted pieces of this one.
function partly(made, after, taken, rows) {
  if (taken.length === rows.length) return after;
  let index = -1;
  let changing = false;
  const diff = after === made.after && made.diff?.length ? made.diff : wordDiff(made.before, after);
  const parts = diff.map(({ op, text }) => {
    if (op === "same") {
      changing = false;
      return text;
    }
    if (!changing) index += 1;
    changing = true;
    const accepted = rows[index]?.fate === "accepted";
    return (op === "insert") === accepted ? text : "";
  });
  return parts.join("");
}

function spaced(text, made, after) {
  const before = [...text].slice(0, made.end).join("");
  const needs = /[A-Za-z0-9.!?”")]$/u.test(before) && /^[A-Za-z0-9“"(]/u.test(after);
  return needs ? ` ${after}` : after;
}
