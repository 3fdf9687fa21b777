// Lists change in place: filters, sorts and pages are fetched and swapped in. The address, the
// back button, the focus and the scroll position stay what a reader expects. Every link and form
// works without this file.

const region = () => document.querySelector("[data-swap]");
const status = document.querySelector("[data-status]");
let running = null;

async function show(address, { push = true, top = false } = {}) {
  running?.abort();
  const own = (running = new AbortController());
  const focused = document.activeElement?.id;
  const opened = [...region().querySelectorAll("details[open]")].map((each) => each.id);
  let page;
  try {
    const answer = await fetch(address, { signal: own.signal, headers: { Accept: "text/html" } });
    page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (!answer.ok || !page.querySelector("[data-swap]")) throw new Error(answer.statusText);
  } catch (fault) {
    if (fault.name !== "AbortError") location.assign(address);
    return;
  }
  region().replaceWith(document.adoptNode(page.querySelector("[data-swap]")));
  document.title = page.title;
  for (const id of opened) document.getElementById(id)?.setAttribute("open", "");
  if (push) history.pushState({ swapped: true }, "", address);
  status.textContent = region().querySelector("h1").textContent;
  if (top) region().querySelector("h1").scrollIntoView();
  const again = focused && document.getElementById(focused);
  if (again) again.focus({ preventScroll: true });
  else if (focused) {
    const heading = region().querySelector("h1");
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
  }
}

const plain = (event) =>
  !event.defaultPrevented && !event.button && !event.metaKey && !event.ctrlKey && !event.shiftKey;

document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-swap] a[href]");
  if (!link || !plain(event)) return;
  const address = new URL(link.href);
  if (address.pathname !== location.pathname || address.hash) return;
  event.preventDefault();
  show(address.href, { top: Boolean(link.closest(".pagination")) });
});

document.addEventListener("submit", (event) => {
  if (!event.target.closest("[data-swap]")) return;
  event.preventDefault();
  submit(event.target);
});

document.addEventListener("change", (event) => {
  if (event.target.matches("[data-swap] select")) submit(event.target.form);
});

function submit(form) {
  const address = new URL(location.pathname, location.href);
  for (const [name, value] of new FormData(form)) {
    if (value) address.searchParams.append(name, value);
  }
  show(address.href);
}

addEventListener("popstate", () => show(location.href, { push: false }));
