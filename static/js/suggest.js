// Suggestions under the search field, as a list box that arrow keys walk and a screen reader
// counts. The field and its form work without this file.

const field = document.querySelector("#q");
const address = new URL("/search/suggest/", location.href);
let list = null;
let asked = "";
let waiting = 0;

function close() {
  list?.remove();
  list = null;
  field.setAttribute("aria-expanded", "false");
  field.removeAttribute("aria-activedescendant");
}

function choose(option) {
  field.value = option.dataset.text;
  close();
  field.form.requestSubmit();
}

function move(step) {
  const options = [...list.children];
  const at = options.findIndex((each) => each.getAttribute("aria-selected") === "true");
  const next = options[(at + step + options.length + (at < 0 && step < 0 ? 1 : 0)) % options.length];
  for (const each of options) each.setAttribute("aria-selected", String(each === next));
  field.setAttribute("aria-activedescendant", next.id);
}

async function ask() {
  const typed = field.value.trim();
  if (typed === asked) return;
  asked = typed;
  if (typed.length < 2) return close();
  address.searchParams.set("q", typed);
  const answer = await fetch(address).catch(() => null);
  if (!answer?.ok || field.value.trim() !== typed) return;
  const { suggestions } = await answer.json();
  close();
  if (!suggestions.length || document.activeElement !== field) return;
  list = document.createElement("ul");
  list.id = "suggestions";
  list.className = "suggestions";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Suggestions");
  suggestions.forEach((each, number) => {
    const option = document.createElement("li");
    option.id = `suggestion-${number}`;
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    option.dataset.text = each.text;
    const kind = document.createElement("span");
    kind.className = "kind";
    kind.textContent = each.kind;
    option.append(each.text, " ", kind);
    list.append(option);
  });
  field.after(list);
  field.setAttribute("aria-expanded", "true");
}

if (field) {
  field.setAttribute("role", "combobox");
  field.setAttribute("aria-controls", "suggestions");
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-expanded", "false");
  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, 120);
  });
  field.addEventListener("keydown", (event) => {
    if (!list) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      move(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Escape") {
      close();
    } else if (event.key === "Enter") {
      const option = list.querySelector('[aria-selected="true"]');
      if (option) {
        event.preventDefault();
        choose(option);
      }
    }
  });
  field.addEventListener("blur", () => setTimeout(close, 150));
  document.addEventListener("mousedown", (event) => {
    const option = event.target.closest("#suggestions [role=option]");
    if (option) choose(option);
  });
}
