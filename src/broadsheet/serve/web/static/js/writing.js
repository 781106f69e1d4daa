// A draft as it is written: server-sent events into the page, with a button that stops it.
const page = document.querySelector("[data-writing]");
const part = (name) => page.querySelector(`[data-${name}]`);

// The server has put what was there so far into the page; the stream tells it all again from the start.
function begin() {
  part("written").replaceChildren();
  part("notes").replaceChildren();
  part("plan").replaceChildren();
  const stream = new EventSource(`${page.dataset.writing}/events`);
  const on = (name, act) => stream.addEventListener(name, (event) => act(JSON.parse(event.data)));
  on("plan", (piece) => line(part("plan"), piece.text));
  on("notice", (piece) => line(part("notes"), piece.text));
  on("text", (piece) => { part("raw").textContent += piece.text; });
  on("sentence", sentence);
  on("variant", () => { part("raw").textContent = ""; });
  on("end", (ending) => { stream.close(); end(ending); });
}

function line(list, text) {
  const item = document.createElement("li");
  item.textContent = text;
  list.append(item);
  return item;
}

function sentence(piece) {
  part("raw").textContent = "";
  const item = line(part("written"), ` ${piece.text}`);
  item.dataset.variant = piece.variant;
  const mark = document.createElement("span");
  mark.className = `writer writer-${piece.writtenBy}`;
  mark.textContent = piece.mark;
  item.prepend(mark);
}

function end(ending) {
  page.dataset.state = ending.state;
  part("status").textContent = ending.said;
  part("raw").textContent = "";
  part("stop")?.remove();
  for (const name of ["error", "detail"]) {
    part(name).textContent = ending[name];
    part(name).hidden = !ending[name];
  }
  if (ending.open) {
    part("open").href = ending.open;
    part("open").hidden = false;
    window.location.replace(ending.open);
  }
}

part("stop")?.addEventListener("click", (event) => {
  event.preventDefault();
  fetch(`${page.dataset.writing}/stop`, { method: "POST" });
});
// Also when it has ended: a short draft may be done between the answer being decided on and being read.
begin();
