// Buttons that copy the text of another element; without this file they stay hidden.

for (const button of document.querySelectorAll("button[data-copy]")) {
  const words = document.querySelector(button.dataset.copy);
  if (!words || !navigator.clipboard) continue;
  const label = [...button.childNodes];
  button.hidden = false;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(words.textContent.trim());
      button.textContent = "Copied";
    } catch {
      getSelection().selectAllChildren(words);
      button.textContent = "Selected: copy it with your keyboard";
    }
    setTimeout(() => button.replaceChildren(...label), 2500);
  });
}
