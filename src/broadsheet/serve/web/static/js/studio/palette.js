// The palette (Ctrl or Cmd and K): every edit and every command by one letter, with room for an instruction.
import { commands, readable } from "./commands.js";
import { composing, element } from "./elements.js";

const LETTERS = { rewrite: "r", shorten: "s", expand: "e", tone: "t", continue: "c", fix: "f", simplify: "i", headline: "h", evidence: "v", explain: "x", translate: "l" };

// Each edit with its letter; one that has none of its own takes the first free of its name.
export function lettered(edits) {
  const taken = new Set(edits.map((edit) => LETTERS[edit.name]).filter(Boolean));
  return edits.map((edit) => {
    const letter = LETTERS[edit.name] ?? [...edit.name, ..."0123456789"].find((one) => !taken.has(one));
    taken.add(letter);
    return { ...edit, letter };
  });
}

export class Palette {
  constructor({ edits, words, run, act }) {
    Object.assign(this, { words, run, act, rows: lettered(edits) });
    this.dialog = element("dialog", { class: "studio-dialog palette", "aria-label": words.palette });
    this.field = element("input", { id: "palette-instruction", maxlength: "500", placeholder: words.instruction_hint });
    const list = element("ul", { class: "palette-list", role: "menu", "aria-label": words.palette }, ...this.rows.map((row) => this.row(row)));
    const more = element("ul", { class: "palette-list palette-commands", role: "menu", "aria-label": words.commands }, ...Object.entries(commands).map(([name, { key }]) => this.command(name, key)));
    this.dialog.append(
      element("h2", { class: "rubric" }, words.palette),
      element("p", { class: "hint palette-on" }),
      list,
      element("label", { for: "palette-instruction" }, words.instruction),
      this.field,
      element("h2", { class: "rubric" }, words.commands),
      more,
    );
    document.body.append(this.dialog);
    this.dialog.addEventListener("keydown", (event) => this.key(event));
    this.dialog.addEventListener("click", (event) => event.target === this.dialog && this.dialog.close());
  }

  item(name, key, act) {
    const button = element("button", { type: "button", role: "menuitem" }, element("span", {}, name), element("kbd", {}, key));
    button.addEventListener("click", () => {
      this.dialog.close();
      act();
    });
    return element("li", { role: "none" }, button);
  }

  row(edit) {
    return this.item(edit.label, edit.letter.toUpperCase(), () => this.run(edit, this.field.value.trim()));
  }

  command(name, key) {
    return this.item(this.words[name], readable(key), () => this.act(name));
  }

  // `about` says what the edit would be of.
  open(about) {
    this.dialog.querySelector(".palette-on").textContent = about;
    this.dialog.showModal();
    this.dialog.querySelector("button").focus();
  }

  key(event) {
    if (composing(event) || event.ctrlKey || event.metaKey || event.altKey) return;
    const buttons = [...this.dialog.querySelectorAll("[role=menuitem]")];
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.target === this.field) {
      if (event.key === "Enter" && this.rows.length) buttons[0].focus();
      else return;
    } else if (step) buttons.at((buttons.indexOf(event.target) + step) % buttons.length).focus();
    else {
      const edit = this.rows.findIndex((row) => row.letter === event.key.toLowerCase());
      if (edit < 0) return;
      buttons[edit].click();
    }
    event.preventDefault();
  }
}
