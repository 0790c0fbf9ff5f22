// The console on the page: each line with the colour and the name of the process that wrote it.
import { Log } from "./log.ts";
import type { Line, Piece } from "./log.ts";

/** More lines than this are kept but not shown, so that a program that prints without end leaves the page usable. */
const MOST_LINES = 1500;
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
  #note = document.createElement("p");
  #hint = document.createElement("p");
  #form = document.createElement("form");
  #field = document.createElement("input");
  #shownFrom = 0;
  #changedFrom = Number.POSITIVE_INFINITY;
  #scheduled = false;
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
    this.element.append(head, this.#note, this.#body, this.#hint, this.#form);
  }

  get text(): string {
    return this.#log.text();
  }

  clear(): void {
    this.#log = new Log();
    this.#shownFrom = 0;
    this.#changedFrom = Number.POSITIVE_INFINITY;
    this.#body.replaceChildren();
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
    requestAnimationFrame(() => this.flush());
  }

  /** An error of ours, not of the program: it has no process. */
  fail(message: string): void {
    const box = document.createElement("p");
    box.className = "failure";
    box.setAttribute("role", "alert");
    box.textContent = message;
    this.flush();
    this.#body.append(box);
    this.hint("");
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
    const atBottom = this.#body.scrollHeight - this.#body.scrollTop - this.#body.clientHeight < 30;
    const lines = this.#log.lines;
    const from = Math.max(0, lines.length - MOST_LINES);
    this.#drop(from);
    const first = Math.max(this.#changedFrom, from);
    while (this.#body.childElementCount > first - this.#shownFrom) this.#body.lastElementChild?.remove();
    const fresh = document.createDocumentFragment();
    for (let i = first; i < lines.length; i += 1) fresh.append(this.#render(lines[i]!));
    this.#body.append(fresh);
    this.#changedFrom = Number.POSITIVE_INFINITY;
    if (atBottom) this.#body.scrollTop = this.#body.scrollHeight;
  }

  #drop(from: number): void {
    const surplus = Math.min(from - this.#shownFrom, this.#body.childElementCount);
    for (let i = 0; i < surplus; i += 1) this.#body.firstElementChild?.remove();
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
    const nothingSelected = (getSelection()?.toString() ?? "") === "";
    if (event.key !== "c" || !event.ctrlKey || !nothingSelected) return;
    event.preventDefault();
    this.#hooks.interrupt();
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
