// Rows in the order in which they are dragged or moved; without this, their number is typed.

function arrange(group) {
  const rows = () => [...group.querySelectorAll("tr.form-row:not(.empty-form)")];
  const field = (row) => row.querySelector(".field-position input");
  const value = (row) => Number(field(row).value) || 0;
  const said = document.createElement("p");
  said.className = "visually-hidden";
  said.setAttribute("role", "status");
  group.append(said);
  let dragged = null;

  const nameOf = (row) => row.querySelector(".field-printed input")?.value
    || [...row.querySelectorAll("td:not(.field-role) select")].find((each) => each.value)?.selectedOptions[0].text
    || "row";

  // The same numbers, ascending; equal ones are told apart.
  const number = (row) => {
    const order = rows();
    const values = order.map(value).sort((a, b) => a - b);
    let last = -1;
    order.forEach((each, at) => { field(each).value = last = Math.max(values[at], last + 1); });
    said.textContent = `${nameOf(row)} is now ${order.indexOf(row) + 1} of ${order.length}`;
  };

  const move = (row, step, button) => {
    const order = rows();
    const other = order[order.indexOf(row) + step];
    if (!other) return;
    other[step < 0 ? "before" : "after"](row);
    number(row);
    button.focus();
  };

  const control = (row) => {
    const box = document.createElement("span");
    box.className = "desk-order";
    for (const [step, sign, word] of [[-1, "↑", "up"], [1, "↓", "down"]]) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = sign;
      const name = () => button.setAttribute("aria-label", `Move ${nameOf(row)} ${word}`);
      name();
      button.addEventListener("focus", name);
      button.addEventListener("click", () => move(row, step, button));
      box.append(button);
    }
    const handle = document.createElement("span");
    handle.textContent = "⠿";
    handle.ariaHidden = "true";
    handle.draggable = true;
    handle.addEventListener("dragstart", () => { dragged = row; });
    handle.addEventListener("dragend", () => { dragged = null; number(row); });
    box.append(handle);
    field(row).after(box);
  };

  group.addEventListener("dragover", (event) => {
    const over = event.target.closest("tr.form-row:not(.empty-form)");
    if (!dragged || !over) return;
    event.preventDefault();
    const { top, height } = over.getBoundingClientRect();
    if (over !== dragged) over[event.clientY < top + height / 2 ? "before" : "after"](dragged);
  });
  group.addEventListener("drop", (event) => { if (dragged) event.preventDefault(); });
  group.addEventListener("formset:added", ({ target }) => {
    control(target);
    field(target).value = Math.max(0, ...rows().filter((each) => each !== target).map(value)) + 1;
  });
  rows().forEach(control);
}

addEventListener("DOMContentLoaded", () => {
  for (const group of document.querySelectorAll(".inline-group")) {
    if (group.querySelector(".field-position input")) arrange(group);
  }
});
