// The page: chooses an example by the address's fragment, and shows it in the one element.
import { examples, findExample } from "./examples/index.ts";
import type { Example } from "./examples/index.ts";
import { prose } from "./page/prose.ts";

const LAST = "spawnpoint:example";

function byId<T extends HTMLElement>(id: string): T {
  return document.getElementById(id) as T;
}

function buildList(): void {
  const list = byId("examples");
  for (const example of examples) {
    const number = document.createElement("span");
    number.className = "number";
    number.textContent = example.question;
    const name = document.createElement("span");
    name.className = "name";
    name.textContent = example.title;
    const link = document.createElement("a");
    link.href = `#${example.id}`;
    link.append(number, " ", name);
    const item = document.createElement("li");
    item.append(link);
    list.append(item);
  }
}

function show(example: Example): void {
  byId("asks").textContent = `Question ${example.question}. ${example.asks}`;
  byId("title").textContent = example.title;
  byId("explanation").replaceChildren(...example.explanation.map((text) => prose("p", text)));
  byId("try-list").replaceChildren(...example.tryThis.map((text) => prose("li", text)));
  document.title = `${example.title} · Spawnpoint`;
  for (const link of document.querySelectorAll("#examples a")) {
    const here = link.getAttribute("href") === `#${example.id}`;
    if (here) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
    if (here) link.scrollIntoView({ block: "nearest", inline: "nearest" });
  }
  const program = byId("program");
  program.setAttribute("name", `${example.id}.py`);
  program.setAttribute("example", example.id);
  remember(example.id);
}

function chosen(): Example {
  return findExample(decodeURIComponent(location.hash.slice(1))) ?? findExample(remembered()) ?? examples[0]!;
}

/** Storage may be forbidden; then the page starts with the first example. */
function remember(id: string): void {
  try {
    localStorage.setItem(LAST, id);
  } catch {
    // Nothing is lost but a convenience.
  }
}

function remembered(): string {
  try {
    return localStorage.getItem(LAST) ?? "";
  } catch {
    return "";
  }
}

buildList();
show(chosen());
addEventListener("hashchange", () => {
  if (location.hash !== "#main") show(chosen());
});
