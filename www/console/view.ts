// The console on the page: each line with the colour and the name of the process that wrote it.
import { Log, MOST_LINES } from "./log.ts";
import type { Line, Piece } from "./log.ts";

/** While much is printed, showing it may take this share of the time. */
const SHARE = 4;
const LONGEST_LINE = 5000;

export interface Named {
  name: string;
  /** Chooses the colour. */
  index: number;
}

export interface ConsoleHooks {
  who(pid: number): Named;
  sendInput(text: string): void;
  interrupt(): void;
}

export class ConsoleView {
  readonly element = document.createElement("section");
  #log = new Log();
  #body = document.createElement("div");
  #failures = document.createElement("div");
  #note = document.createElement("p");
  #hint = document.createElement("p");
  #form = document.createElement("form");
  #field = document.createElement("input");
  #shownFrom = 0;
  #changedFrom = Number.POSITIVE_INFINITY;
  #scheduled = false;
  /** When it was last brought up to date, and how many milliseconds that took. */
  #shownAt = 0;
  #cost = 0;
  #hooks: ConsoleHooks;

  constructor(hooks: ConsoleHooks, actions: HTMLElement[]) {
    this.#hooks = hooks;
    this.element.className = "console";
    this.element.setAttribute("part", "console");
    this.element.setAttribute("aria-label", "Console");
    const head = document.createElement("header");
    head.className = "pane-head";
    const title = document.createElement("h3");
    title.className = "pane-title";
    title.textContent = "Output";
    head.append(title, ...actions);
    this.#body.className = "log";
    this.#body.tabIndex = 0;
    this.#body.setAttribute("role", "log");
    this.#body.setAttribute("aria-label", "Output of the program");
    this.#body.addEventListener("keydown", (event) => this.#key(event));
    this.#note.className = "note";
    this.#note.hidden = true;
    this.#hint.className = "hint";
    this.#buildForm();
    this.element.append(head, this.#note, this.#body, this.#failures, this.#hint, this.#form);
  }

  get text(): string {
    return this.#log.text();
  }

  clear(): void {
    this.#log = new Log();
    this.#shownFrom = 0;
    this.#changedFrom = Number.POSITIVE_INFINITY;
    this.#body.replaceChildren();
    this.#failures.replaceChildren();
    this.#note.hidden = true;
    this.hint("");
    this.askForInput(null);
  }

  /** What is shown where there is no output. */
  hint(text: string): void {
    this.#hint.textContent = text;
    this.#hint.hidden = text === "";
  }

  /** Output that the author of the page supplied for before the first run. */
  preview(text: string): void {
    this.add(-1, "stdout", text);
  }

  add(pid: number, stream: "stdout" | "stderr", text: string): void {
    this.#changedFrom = Math.min(this.#changedFrom, this.#log.add(pid, stream, text));
    if (this.#scheduled) return;
    this.#scheduled = true;
    const show = () => requestAnimationFrame(() => this.flush());
    const wait = this.#shownAt + SHARE * this.#cost - performance.now();
    if (wait > 0) setTimeout(show, wait);
    else show();
  }

  /** An error of ours, not of the program: it has no process. */
  fail(message: string): void {
    const box = document.createElement("p");
    box.className = "failure";
    box.setAttribute("role", "alert");
    box.textContent = message;
    this.#failures.append(box);
    this.hint("");
  }

  /** What a mistake of the program is, and how to mend it. */
  advise(text: string): void {
    const box = document.createElement("p");
    box.className = "advice";
    const label = document.createElement("strong");
    label.textContent = "Hint: ";
    box.append(label, text);
    this.#failures.append(box);
  }

  /** Shows the prompt's field, or takes it away. */
  askForInput(who: string | null): void {
    this.#form.hidden = who === null;
    if (who === null) return;
    this.#field.setAttribute("aria-label", `Input for ${who}`);
    this.#field.placeholder = `${who} waits for a line of input`;
    this.#field.focus();
  }

  /** Brings what is shown up to date. */
  flush(): void {
    this.#scheduled = false;
    if (this.#changedFrom === Number.POSITIVE_INFINITY) return;
    const began = performance.now();
    const atBottom = this.#body.scrollHeight - this.#body.scrollTop - this.#body.clientHeight < 30;
    const from = Math.max(0, this.#log.end - MOST_LINES);
    const changed = Math.max(this.#changedFrom, from);
    this.#drop(from, changed);
    const fresh = document.createDocumentFragment();
    for (const line of this.#log.lines.slice(changed - this.#log.first)) fresh.append(this.#render(line));
    this.#body.append(fresh);
    this.#changedFrom = Number.POSITIVE_INFINITY;
    if (atBottom) this.#body.scrollTop = this.#body.scrollHeight;
    this.#shownAt = performance.now();
    this.#cost = this.#shownAt - began;
  }

  /** Takes away the lines before number `from`, and those that are shown again from number `changed` on. */
  #drop(from: number, changed: number): void {
    const shown = [...this.#body.children];
    if (changed === from) this.#body.replaceChildren();
    else {
      for (const line of shown.slice(0, from - this.#shownFrom)) line.remove();
      for (const line of shown.slice(changed - this.#shownFrom)) line.remove();
    }
    this.#shownFrom = from;
    this.#note.hidden = from === 0;
    if (from > 0) this.#note.textContent = `The first ${from.toLocaleString("en")} lines are not shown; they are in the copied output and in the result.`;
  }

  #render(line: Line): HTMLElement {
    const element = document.createElement("div");
    const writer = line.pieces[0];
    element.className = "line";
    if (writer !== undefined) this.#mark(element, writer);
    const text = document.createElement("span");
    line.pieces.forEach((piece, i) => {
      const span = document.createElement("span");
      if (i > 0) this.#mark(span, piece);
      span.textContent = shorten(piece.text);
      text.append(span);
    });
    if (line.done) text.append("\n");
    element.append(text);
    return element;
  }

  #mark(element: HTMLElement, piece: Piece): void {
    if (piece.pid < 0) return;
    const { name, index } = this.#hooks.who(piece.pid);
    element.dataset["process"] = name;
    element.dataset["stream"] = piece.stream;
    element.classList.add(`p${index % 8}`, piece.stream);
  }

  #key(event: KeyboardEvent): void {
    if (event.key !== "c" || !event.ctrlKey || this.#somethingSelected()) return;
    event.preventDefault();
    this.#hooks.interrupt();
  }

  /** Chromium tells of a selection in a shadow tree through its root only. */
  #somethingSelected(): boolean {
    const root = this.element.getRootNode() as ShadowRoot & { getSelection?(): Selection | null };
    return ((root.getSelection?.() ?? document.getSelection())?.toString() ?? "") !== "";
  }

  #buildForm(): void {
    this.#form.className = "input";
    this.#form.hidden = true;
    this.#field.autocomplete = "off";
    this.#field.spellcheck = false;
    const send = document.createElement("button");
    send.textContent = "Enter";
    this.#form.append(this.#field, send);
    this.#form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#hooks.sendInput(`${this.#field.value}\n`);
      this.#field.value = "";
    });
  }
}

function shorten(text: string): string {
  if (text.length <= LONGEST_LINE) return text;
  return `${text.slice(0, LONGEST_LINE)} … (${(text.length - LONGEST_LINE).toLocaleString("en")} more characters)`;
}
