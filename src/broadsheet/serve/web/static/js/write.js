// The drafting form: as many rows of facts as there are facts. The rows come and go with the kind.
document.querySelector(".write-form").addEventListener("click", (event) => {
  if (!event.target.closest("[data-add-row]")) return;
  const rows = document.querySelector("[data-rows]");
  const row = rows.lastElementChild.cloneNode(true);
  for (const field of row.querySelectorAll("input")) field.value = "";
  rows.append(row);
  row.querySelector("input").focus();
});
