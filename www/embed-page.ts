// The embed page: an element made from the address, and a line to the page that embeds it.
import type { SpawnPoint } from "./element/element.ts";
import { NAMES, warnOfUnknown } from "./element/options.ts";
import { decodeShare } from "./element/share.ts";
import { HostLine } from "./page/host-line.ts";

async function build(): Promise<void> {
  await customElements.whenDefined("spawn-point");
  const element = document.createElement("spawn-point") as SpawnPoint;
  const parameters = new URLSearchParams(location.search);
  warnOfUnknown([...parameters.keys()]);
  setAttributes(element, Object.fromEntries(parameters));
  const failure = await applyFragment(element);
  // The code of a link is someone else's: it runs when the reader says so.
  if (location.hash !== "" || parameters.has("src")) element.removeAttribute("autorun");
  if (!element.hasAttribute("title")) element.setAttribute("aria-label", "Python program");
  document.getElementById("main")!.append(element);
  if (failure !== null) void element.ready.then(() => element.complain(failure));
  new HostLine(element);
  addEventListener("hashchange", () => location.reload());
}

function setAttributes(element: HTMLElement, options: Record<string, unknown>): void {
  for (const [name, value] of Object.entries(options)) {
    if (NAMES.includes(name)) element.setAttribute(name, String(value));
  }
}

/** Gives the element the code of the fragment; says what is wrong with it, if anything is. */
async function applyFragment(element: SpawnPoint): Promise<string | null> {
  try {
    const shared = await decodeShare(location.hash);
    if (shared === null) return null;
    setAttributes(element, shared.options);
    for (const name of ["example", "src"]) element.removeAttribute(name);
    element.original = shared.code;
    return null;
  } catch {
    return "The code in this link cannot be read: the link is incomplete or was changed. Ask for it again, or copy it once more as a whole.";
  }
}

void build();
