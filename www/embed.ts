// `embed.js`: defines `<spawn-point>`, and turns the code blocks that the script tag's `data-selector` names into it.
import { SpawnPoint } from "./element/element.ts";

if (!customElements.get("spawn-point")) customElements.define("spawn-point", SpawnPoint);

const selector = [...document.querySelectorAll<HTMLScriptElement>("script[data-selector]")]
  .find((script) => script.src === import.meta.url || /\/embed\.js([?#]|$)/.test(script.src))?.dataset["selector"];
if (selector !== undefined) {
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", () => adopt(selector));
  else adopt(selector);
}

function adopt(wanted: string): void {
  for (const found of document.querySelectorAll(wanted)) {
    const block = found.closest("pre") ?? found;
    if (block.closest("spawn-point") !== null) continue;
    const element = document.createElement("spawn-point");
    for (const { name, value } of found.attributes) {
      if (name.startsWith("data-sp-")) element.setAttribute(name.slice(8), value);
    }
    // The element reads its code when it enters the document.
    const place = document.createComment("");
    block.replaceWith(place);
    element.append(block);
    place.replaceWith(element);
  }
}
