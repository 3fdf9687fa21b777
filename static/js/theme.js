// The reader's choice of light or dark, set before the page is drawn so that nothing flashes.
(() => {
  const root = document.documentElement;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  let kept = null;
  try {
    kept = localStorage.getItem("theme");
  } catch {
    // A browser that keeps nothing follows the device.
  }
  if (kept === "light" || kept === "dark") root.dataset.theme = kept;

  const shown = () => root.dataset.theme || (dark.matches ? "dark" : "light");

  document.addEventListener("DOMContentLoaded", () => {
    // The running title of a printed page: no browser takes one from the text by itself.
    const title = document.querySelector("h1")?.firstChild?.textContent.trim();
    if (title) root.style.setProperty("--running", JSON.stringify(title.replace(/\s+/g, " ")));
    const button = document.querySelector("[data-theme-switch]");
    if (!button) return;
    const label = () => {
      button.textContent = shown() === "dark" ? "Light" : "Dark";
      button.setAttribute("aria-label", `Switch to ${button.textContent.toLowerCase()} colours`);
    };
    button.addEventListener("click", () => {
      const next = shown() === "dark" ? "light" : "dark";
      const own = dark.matches ? "dark" : "light";
      try {
        if (next === own) localStorage.removeItem("theme");
        else localStorage.setItem("theme", next);
      } catch {
        // The choice then holds for this page only.
      }
      root.dataset.theme = next;
      label();
    });
    dark.addEventListener("change", label);
    label();
    button.hidden = false;
  });
})();
