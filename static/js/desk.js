// The desk: progress of readings, words shown in place, marked words into values.
// Every page works without it.

const progress = document.querySelector("[data-progress]");

async function refresh() {
  const answer = await fetch(progress.dataset.progress, { headers: { Accept: "text/html" } });
  if (!answer.ok) return;
  progress.innerHTML = await answer.text();
  if (progress.querySelector("[data-at-work]")) setTimeout(refresh, 1500);
}

if (progress?.querySelector("[data-at-work]")) setTimeout(refresh, 1000);

const review = document.querySelector("[data-review]");
const text = review?.querySelector("[data-text]");

if (text) {
  let current = null; // the value that marked words go into
  const picture = review.querySelector(".desk-picture");

  // Scrolls the picture, and nothing else, to the words that are chosen.
  const showOnPage = () => {
    const box = picture?.querySelector(".chosen rect")?.getBoundingClientRect();
    if (box) picture.scrollTop += box.top - picture.getBoundingClientRect().top - picture.clientHeight / 3;
  };

  const choose = (form) => {
    current = form;
    for (const each of review.querySelectorAll(".desk-value.chosen")) each.classList.remove("chosen");
    form.classList.add("chosen");
    let first = null;
    for (const piece of text.querySelectorAll("[data-keys]")) {
      const own = piece.dataset.keys.split(" ").includes(form.dataset.key);
      piece.querySelector("mark").classList.toggle("chosen", own);
      first ??= own ? piece : null;
    }
    for (const mark of review.querySelectorAll("[data-sheet] [data-keys]")) {
      mark.classList.toggle("chosen", mark.dataset.keys === form.dataset.key);
    }
    first?.scrollIntoView({ block: "center" });
    showOnPage();
    return first;
  };

  for (const form of review.querySelectorAll("[data-value]")) {
    form.addEventListener("focusin", () => { if (current !== form) choose(form); });
    form.querySelector("[data-show]")?.addEventListener("click", (event) => {
      // Words on another page of the source need the page.
      if (choose(form)) event.preventDefault();
    });
  }

  text.addEventListener("click", (event) => {
    const piece = event.target.closest("[data-keys]");
    if (!piece || !getSelection().isCollapsed) return;
    const key = piece.dataset.keys.split(" ")[0];
    const form = review.querySelector(`[data-value][data-key="${CSS.escape(key)}"]`);
    form?.scrollIntoView({ block: "center" });
    if (form) choose(form);
  });

  picture?.addEventListener("click", (event) => {
    const key = event.target.closest("[data-keys]")?.dataset.keys;
    const form = key && review.querySelector(`[data-value][data-key="${CSS.escape(key)}"]`);
    if (!form) return;
    form.scrollIntoView({ block: "center" });
    choose(form);
  });
  picture?.querySelector("img").addEventListener("load", showOnPage);

  // Offsets count characters, where the browser counts UTF-16 units.
  const offsetOf = (node, units) => {
    const piece = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest("[data-start]");
    if (!piece) return null;
    const range = document.createRange();
    range.selectNodeContents(piece);
    range.setEnd(node, units);
    return Number(piece.dataset.start) + Array.from(range.toString()).length;
  };

  const take = () => {
    const selection = getSelection();
    if (!current || selection.isCollapsed || !text.contains(selection.anchorNode)) return;
    const range = selection.getRangeAt(0);
    const start = offsetOf(range.startContainer, range.startOffset);
    const end = offsetOf(range.endContainer, range.endOffset);
    const field = current.querySelector("input[type=text][name=value], textarea[name=value]");
    if (!field || start === null || end === null || start >= end) return;
    field.value = range.toString().replace(/\s+/g, " ").trim();
    current.elements.start.value = start;
    current.elements.end.value = end;
    current.classList.add("filled");
  };
  text.addEventListener("mouseup", take);
  text.addEventListener("keyup", take);

  review.addEventListener("input", (event) => {
    // What is typed has no place in the source.
    const form = event.target.closest("[data-value]");
    if (form && event.target.name === "value") form.elements.start.value = form.elements.end.value = "";
  });
  review.querySelector("[data-hint]").hidden = false;
  const chosen = review.querySelector("[data-value].chosen");
  if (chosen) current = chosen;
}
