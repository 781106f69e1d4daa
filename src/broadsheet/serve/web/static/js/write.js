// The drafting form: as many rows of facts as there are facts.
const rows = document.querySelector("[data-rows]");
const add = document.querySelector("[data-add-row]");

add.hidden = false;
add.addEventListener("click", () => {
  const row = rows.lastElementChild.cloneNode(true);
  for (const field of row.querySelectorAll("input")) field.value = "";
  rows.append(row);
  row.querySelector("input").focus();
});
