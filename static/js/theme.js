// The reader's choice of light or dark, set before the page is drawn so that nothing flashes;
// and what a printer needs to be told.
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

  const print = (name, words) => root.style.setProperty(name, JSON.stringify(words));
  const shortened = (words) => (words.length > 90 ? `${words.slice(0, 90).replace(/\s+\S*$/, "")} …` : words);
  const shown = () => root.dataset.theme || (dark.matches ? "dark" : "light");

  document.addEventListener("DOMContentLoaded", () => {
    // What stands on each printed page: no browser takes it from the page by itself.
    const title = document.querySelector("body:not(.home) h1")?.firstChild?.textContent;
    if (title) print("--running", shortened(title.replace(/\s+/g, " ").trim().replace(/:$/, "")));
    print("--address", document.querySelector("link[rel=canonical]")?.href ?? location.href.split("#")[0]);
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
