// The toolbar over the text (at the foot of a small screen): one stop for Tab, arrows inside (ARIA toolbar pattern).
import { commands, readable } from "./commands.js";
import { element } from "./elements.js";

const SIGNS = { heading: "H2", subheading: "H3", quote: "❝", list: "•", numbers: "1.", strong: "B", emphasis: "I", link: "↗", image: "▣", undo: "↶", redo: "↷" };

export class Toolbar {
  // `more` are further buttons: {name, sign, key, run}.
  constructor(view, { words, say, more }) {
    this.view = view;
    this.buttons = Object.entries(commands).map(([name, command]) => this.button(name, SIGNS[name], command.key, () => command.run(view, words, say), words));
    const others = more.map(({ name, sign, key, run }) => this.button(name, sign, key, run, words));
    this.root = element("div", { class: "studio-bar", role: "toolbar", "aria-label": words.toolbar }, ...this.buttons, ...others);
    this.all = [...this.buttons, ...others];
    this.all.forEach((button, i) => (button.tabIndex = i ? -1 : 0));
    this.root.addEventListener("keydown", (event) => this.key(event));
    this.root.addEventListener("mousedown", (event) => event.preventDefault());
  }

  button(name, sign, key, run, words) {
    const told = key ? `${words[name]} (${readable(key)})` : words[name];
    const made = element("button", { type: "button", "data-command": name, title: told, "aria-label": told }, sign);
    made.addEventListener("click", run);
    return made;
  }

  key(event) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const next = this.all.at((this.all.indexOf(event.target) + step) % this.all.length);
    this.all.forEach((button) => (button.tabIndex = button === next ? 0 : -1));
    next.focus();
  }

  follow() {
    Object.values(commands).forEach(({ active }, i) => {
      if (active) this.buttons[i].setAttribute("aria-pressed", String(active(this.view.state)));
    });
  }
}
