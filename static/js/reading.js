// Reading with more comfort: where you are, where you were, notes beside their marks, and a link
// or a citation for any passage. The text, its notes and its addresses work without this file.

const reader = document.querySelector("[data-reader]");
const text = reader.querySelector(".text");
const key = `reading:${reader.dataset.reader}`;
const wide = matchMedia("(min-width: 72rem)");

// Where you are

const here = document.querySelector("[data-here]");
const links = new Map();
for (const link of reader.querySelectorAll(".contents a[data-anchor]")) {
  links.set(link.dataset.anchor, link);
}
const parts = [...text.querySelectorAll(".part[id]")];

function follow() {
  let current = null;
  for (const part of parts) {
    if (part.getBoundingClientRect().top > 120) break;
    current = part;
  }
  const link = current && links.get(current.id);
  const before = reader.querySelector(".contents a[aria-current]");
  if (before !== link) {
    before?.removeAttribute("aria-current");
    if (link) {
      link.setAttribute("aria-current", "true");
      here.textContent = link.textContent;
      keepInView(link);
    }
  }
  if (!current && !here.dataset.fixed) here.textContent = here.dataset.first || "";
}
here.dataset.first = here.textContent;

function keepInView(link) {
  const list = reader.querySelector(".contents nav");
  if (!wide.matches) return;
  const box = list.getBoundingClientRect();
  const at = link.getBoundingClientRect();
  if (at.top < box.top || at.bottom > box.bottom) list.scrollTop += at.top - box.top - box.height / 3;
}

// The contents are a long way up on a phone, and closed
document.querySelector(".to-contents")?.addEventListener("click", () => {
  reader.querySelector(".contents").open = true;
});

// Where you were: kept on this device only

const paragraphs = [...text.querySelectorAll("[id^=p]")].filter((each) => /^p\d+$/.test(each.id));

function topmost() {
  return paragraphs.find((each) => each.getBoundingClientRect().bottom > 80);
}

function remember() {
  const at = topmost();
  try {
    if (scrollY < innerHeight) localStorage.removeItem(key);
    else if (at) localStorage.setItem(key, JSON.stringify({ id: at.id, path: location.pathname }));
  } catch {
    // A browser that keeps nothing has no place to return to.
  }
}

function offerReturn() {
  const line = document.querySelector("[data-continue]");
  let kept = null;
  try {
    kept = JSON.parse(localStorage.getItem(key));
  } catch {
    return;
  }
  if (!line || !kept || location.hash || !/^p\d+$/.test(kept.id)) return;
  if (kept.path === location.pathname && !document.getElementById(kept.id)) return;
  const link = document.createElement("a");
  link.href = `${kept.path === location.pathname ? "" : kept.path}#${kept.id}`;
  link.textContent = "Continue where you were";
  line.append(link, " – kept on this device only.");
  line.hidden = false;
}

let waiting = 0;
addEventListener(
  "scroll",
  () => {
    if (waiting) return;
    waiting = setTimeout(() => {
      waiting = 0;
      follow();
      remember();
    }, 150);
  },
  { passive: true },
);

// Notes stand beside their marks: lifted from the end of the paragraph, never over one another

function placeNotes() {
  let free = -Infinity;
  for (const note of text.querySelectorAll(".note")) {
    note.style.marginTop = "";
    if (!wide.matches) continue;
    const mark = document.getElementById(`r${note.id.slice(1)}`);
    if (!mark) continue;
    const top = note.getBoundingClientRect().top;
    const wanted = Math.max(mark.getBoundingClientRect().top - 4, free);
    if (wanted < top) note.style.marginTop = `${wanted - top + parseFloat(getComputedStyle(note).marginTop)}px`;
    free = note.getBoundingClientRect().bottom + 10;
  }
}

// Passages

const tools = document.createElement("div");
tools.className = "passage";
tools.setAttribute("role", "group");
tools.setAttribute("aria-label", "This passage");
const said = document.createElement("output");
const buttons = [
  ["Copy link", () => copy(passage.address, "Link copied: ")],
  ["Cite this passage", () => copy(passage.citation, "Citation copied: ")],
  ["Close", close],
].map(([label, act]) => {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "quiet";
  button.textContent = label;
  button.addEventListener("click", act);
  return button;
});
tools.append(...buttons, said);
let passage = null;
let opener = null;

async function copy(words, done) {
  try {
    await navigator.clipboard.writeText(words);
    said.textContent = done + words;
  } catch {
    said.textContent = words;
  }
}

function close() {
  tools.remove();
  opener?.setAttribute("aria-expanded", "false");
  opener?.focus({ preventScroll: true });
  opener = null;
}

function describe(mark) {
  // The words of a search that led here are not part of the address.
  const address = new URL(mark.hash, location.origin + location.pathname).href;
  const section = mark.closest(".part")?.querySelector("h2, h3, h4, h5, h6");
  const page = mark.dataset.page;
  const title = section && [...section.childNodes]
    .filter((each) => each.nodeType === Node.TEXT_NODE || each.matches?.(".number, mark"))
    .map((each) => each.textContent)
    .join("")
    .trim();
  const place = page ? `p. ${page}` : [title && `‘${title}’`, /^#p\d+$/.test(mark.hash) && `para. ${mark.hash.slice(2)}`].filter(Boolean).join(", ");
  return { address, citation: `${[reader.dataset.citation, place].filter(Boolean).join(", ")}. ${address}` };
}

function open(mark, selected) {
  if (opener && opener !== mark) opener.setAttribute("aria-expanded", "false");
  passage = describe(mark);
  said.textContent = "";
  tools.classList.toggle("selected", Boolean(selected));
  if (selected) {
    opener = null;
    document.body.append(tools);
    return;
  }
  opener = mark;
  mark.setAttribute("aria-expanded", "true");
  mark.closest("p, li, h2, h3, h4, h5, h6, blockquote").append(tools);
  buttons[0].focus({ preventScroll: true });
}

text.addEventListener("click", (event) => {
  const mark = event.target.closest(".address");
  if (!mark || event.metaKey || event.ctrlKey || event.shiftKey) return;
  event.preventDefault();
  history.replaceState(history.state, "", mark.hash);
  if (opener === mark) close();
  else open(mark);
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && tools.isConnected) close();
});

document.addEventListener("selectionchange", () => {
  const selection = getSelection();
  if (tools.contains(document.activeElement) && opener) return;
  if (selection.isCollapsed || selection.toString().trim().length < 12) {
    if (tools.classList.contains("selected") && !tools.contains(document.activeElement)) tools.remove();
    return;
  }
  const start = selection.getRangeAt(0).startContainer;
  const block = (start.nodeType === Node.TEXT_NODE ? start.parentElement : start).closest("[id^=p]");
  const mark = text.contains(block) && block.querySelector(".address");
  if (mark) open(mark, true);
});

offerReturn();
follow();
placeNotes();
addEventListener("resize", placeNotes);
wide.addEventListener("change", placeNotes);
document.fonts?.ready.then(placeNotes);
