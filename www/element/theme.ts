// Light or dark: what the host page says by its own means, or else the system.

const dark = matchMedia("(prefers-color-scheme: dark)");

export function themeOf(element: HTMLElement, wanted: string): "light" | "dark" {
  if (wanted === "light" || wanted === "dark") return wanted;
  for (let at: Element | null = element; at !== null; at = at.parentElement ?? hostOf(at)) {
    const said = at.getAttribute("data-theme") ?? at.getAttribute("data-md-color-scheme") ?? at.getAttribute("data-bs-theme");
    if (said !== null && said !== "" && said !== "auto") return /dark|slate|night/.test(said) ? "dark" : "light";
  }
  const schemes = getComputedStyle(element).colorScheme;
  const [light, darkToo] = [/\blight\b/.test(schemes), /\bdark\b/.test(schemes)];
  if (darkToo) return light && !dark.matches ? "light" : "dark";
  return "light";
}

/** Calls back whenever the answer may have changed; returns how to stop that. */
export function watchTheme(changed: () => void): () => void {
  const observer = new MutationObserver(changed);
  const attributeFilter = ["data-theme", "data-md-color-scheme", "data-bs-theme", "class", "style"];
  for (const target of [document.documentElement, document.body]) {
    if (target !== null) observer.observe(target, { attributes: true, attributeFilter });
  }
  dark.addEventListener("change", changed);
  return () => {
    observer.disconnect();
    dark.removeEventListener("change", changed);
  };
}

function hostOf(element: Element): Element | null {
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? root.host : null;
}
