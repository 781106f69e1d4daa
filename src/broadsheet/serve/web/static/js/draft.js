// The drafting page: the sentence under the eye, and its evidence beside it. Without a script each sentence is a link
// to its evidence further down, and all of the evidence is there.
const text = document.querySelector("[data-sentences]");
const cards = document.querySelector("[data-evidence]");
const sentences = [...text.querySelectorAll("[data-sentence]")];
const hint = document.querySelector("[data-evidence-hint]");

function show(sentence) {
  for (const other of sentences) other.classList.toggle("is-current", other === sentence);
  for (const card of cards.children) card.classList.toggle("is-current", card.dataset.evidenceOf === sentence.dataset.sentence);
  hint.hidden = true;
}

function step(from, by) {
  const next = sentences[sentences.indexOf(from) + by];
  if (next) next.focus();
}

// The next sentence to look at, behind (1) or before (-1) this one.
function doubtful(from, by) {
  const rest = by > 0 ? sentences.slice(sentences.indexOf(from) + 1) : sentences.slice(0, sentences.indexOf(from)).reverse();
  rest.find((other) => other.matches(".is-contradicted, .is-unsupported"))?.focus();
}

const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

text.addEventListener("focusin", (event) => {
  const sentence = event.target.closest("[data-sentence]");
  if (sentence) show(sentence);
});
text.addEventListener("mouseover", (event) => {
  const sentence = event.target.closest("[data-sentence]");
  if (sentence) show(sentence);
});
text.addEventListener("click", (event) => {
  const sentence = event.target.closest("[data-sentence]");
  if (!sentence) return;
  event.preventDefault();
  sentence.focus();
});
text.addEventListener("keydown", (event) => {
  const sentence = event.target.closest("[data-sentence]");
  if (!sentence) return;
  if (event.key in STEPS) {
    event.preventDefault();
    step(sentence, STEPS[event.key]);
  } else if ((event.key === "j" || event.key === "k") && !event.ctrlKey && !event.metaKey && !event.altKey) {
    doubtful(sentence, event.key === "j" ? 1 : -1);
  } else if (event.key === "Enter") {
    event.preventDefault();
    cards.querySelector(".is-current")?.focus();
  }
});
cards.addEventListener("keydown", (event) => {
  const card = event.target.closest("[data-evidence-of]");
  if (event.key === "Escape" && card) document.getElementById(`s${card.dataset.evidenceOf}`).focus();
});
for (const jump of document.querySelectorAll("[data-jump]")) {
  jump.addEventListener("click", (event) => {
    event.preventDefault();
    document.getElementById(`s${jump.dataset.jump}`).focus();
  });
}

// On a small screen the evidence covers the foot of the page, so it comes when a sentence is touched and can be put away.
const narrow = window.matchMedia("(max-width: 64rem)");

cards.addEventListener("click", (event) => {
  if (!event.target.closest("[data-back]")) return;
  event.preventDefault();
  const card = event.target.closest("[data-evidence-of]");
  document.getElementById(`s${card.dataset.evidenceOf}`).focus();
  if (narrow.matches) card.classList.remove("is-current");
});

cards.dataset.live = "";
const worst = text.querySelector(".is-contradicted, .is-unsupported") ?? sentences[0];
if (worst && !narrow.matches) show(worst);
