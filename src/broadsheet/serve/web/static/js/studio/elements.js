// Elements made by name, without a string of HTML ever being put together.
export function element(tag, attributes = {}, ...inside) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...inside.filter((part) => part !== "" && part !== null && part !== undefined));
  return made;
}

// Whether a key belongs to an input method at work (Safari tells it by the code alone): then it is no command.
export const composing = (event) => event.isComposing || event.keyCode === 229;

// A dialog with `fields` ({name, label, type, ...}); the values when it was agreed to, null when it was left.
export function ask(title, fields, words) {
  const dialog = element("dialog", { class: "studio-dialog", "aria-labelledby": "studio-asks" });
  const form = element("form", { method: "dialog", class: "stack" }, element("h2", { id: "studio-asks", class: "rubric" }, title));
  for (const { label, ...attributes } of fields) {
    form.append(element("label", { for: `ask-${attributes.name}` }, label), element("input", { id: `ask-${attributes.name}`, ...attributes }));
  }
  const cancel = element("button", { type: "button" }, words.cancel);
  form.append(element("p", { class: "row" }, element("button", { class: "primary", value: "ok" }, words.ok), cancel));
  dialog.append(form);
  document.body.append(dialog);
  cancel.addEventListener("click", () => dialog.close());
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      const inputs = Object.fromEntries(fields.map(({ name, type }) => [name, type === "file" ? form.elements[name].files[0] : form.elements[name].value]));
      dialog.remove();
      resolve(dialog.returnValue === "ok" ? inputs : null);
    });
    dialog.showModal();
  });
}
