// Autosave: what is typed goes to the server every few seconds, and into the browser while the server can't be reached.
// It never makes a revision: that is done by name.
const PAUSE = 2000; // ms of quiet before a save; at most this long may be lost with the machine
const RETRY = 5000;
const PREFIX = "broadsheet.draft.";

export class Keeping {
  constructor({ address, draft, base, seat, text, by, words, show, beaten }) {
    Object.assign(this, { address, base, seat, text, by, words, show, beaten });
    this.place = `${PREFIX}${draft}.${seat}`;
    this.saved = text();
    addEventListener("pagehide", () => this.leave());
  }

  later(wait = PAUSE) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.now(), wait);
    this.show(this.words.typing);
  }

  form() {
    return new URLSearchParams({ text: this.text(), base: this.base, seat: this.seat, by: this.by() });
  }

  async now() {
    clearTimeout(this.timer);
    const text = this.text();
    if (text === this.saved || this.closed) return;
    try {
      const answer = await fetch(`${this.address}/autosave`, { method: "POST", body: this.form() });
      if (!answer.ok) throw new Error(answer.statusText);
      const told = await answer.json();
      this.saved = text;
      localStorage.removeItem(this.place);
      this.show(this.words.autosaved.replace("{time}", clock(new Date())));
      if (told.by !== undefined) this.beaten(told);
      if (this.text() !== text) this.later();
    } catch {
      hold(this.place, { text, base: this.base, at: new Date().toISOString() });
      this.show(this.words.unreachable, "wrong");
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.now(), RETRY);
    }
  }

  // The page is left: what is typed goes along with it.
  leave() {
    if (!this.closed && this.text() !== this.saved) navigator.sendBeacon(`${this.address}/autosave`, this.form());
  }

  // The text is being saved by name.
  close() {
    this.closed = true;
    clearTimeout(this.timer);
    localStorage.removeItem(this.place);
  }
}

const clock = (time) => time.toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" });

function hold(place, value) {
  try {
    localStorage.setItem(place, JSON.stringify(value));
  } catch {
    // No room left in the browser: the page still has the text, and says that it is not saved.
  }
}

// What this browser holds of a draft from a time when the server could not be reached: the newest, or null.
export function held(draft) {
  const rows = Object.keys(localStorage).filter((key) => key.startsWith(`${PREFIX}${draft}.`));
  const found = rows.map((key) => ({ key, ...JSON.parse(localStorage.getItem(key)) }));
  return found.sort((a, b) => (a.at < b.at ? 1 : -1))[0] ?? null;
}

export const forget = (key) => localStorage.removeItem(key);
