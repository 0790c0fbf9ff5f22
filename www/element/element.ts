// `<spawn-point>`: shows the code at once, and fetches the editor, the results pane and the engine when they are needed.
import { highlighted } from "../editor/highlight.ts";
import type { Editor } from "../editor/editor.ts";
import { siteUrl } from "../machine/site.ts";
import type { RunResult, Trace } from "../machine/types.ts";
import { NAMES, readOptions, warnOfUnknown } from "./options.ts";
import type { Options } from "./options.ts";
import type { Playground } from "./playground.ts";
import css from "./shell.css";
import { codeAt, codeInside } from "./source.ts";
import { themeOf, watchTheme } from "./theme.ts";

export type Status = "idle" | "loading" | "running" | "ok" | "error" | "stopped" | "timeout";

const sheet = new CSSStyleSheet();
sheet.replaceSync(css);

export class SpawnPoint extends HTMLElement {
  static observedAttributes = NAMES;

  status: Status = "idle";
  readonly root = this.attachShadow({ mode: "open" });
  readonly frame = make("div", "frame");
  readonly results = make("div", "results");
  options: Options = readOptions((name) => this.getAttribute(name));
  /** Output to show before the first run. */
  preview: string | null = null;
  #ready: Promise<void>;
  #resolveReady!: () => void;
  #built = false;
  #code = "";
  #original = "";
  #given: string | undefined;
  #editor: Editor | undefined;
  #editorLoading: Promise<Editor> | undefined;
  #playground: Promise<Playground> | undefined;
  #editorPane = make("div", "", "editor");
  #codeBox = make("div", "code");
  #keys = make("p", "keys");
  #title = make("span", "title");
  #file = make("span", "file");
  #run = button("Run", "run");
  #reset = button("Reset", "reset");
  #share = button("Share", "share");
  #download = button("Download", "download");
  #fullscreen = button("Full screen", "fullscreen");
  /** The code that was asked for last, which a run waits for. */
  #loaded: Promise<void> = Promise.resolve();
  #loads = 0;
  #status = make("span", "", "status");
  #early = make("p", "early");
  #unwatch: (() => void) | undefined;

  constructor() {
    super();
    this.#ready = new Promise((resolve) => (this.#resolveReady = resolve));
  }

  connectedCallback(): void {
    this.#unwatch = watchTheme(() => this.#applyTheme());
    addEventListener("pagehide", this.#leave);
    if (this.#built) return this.#applyOptions();
    this.#built = true;
    if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", () => void this.#build(), { once: true });
    else void this.#build();
  }

  disconnectedCallback(): void {
    this.#unwatch?.();
    removeEventListener("pagehide", this.#leave);
    // Moving an element takes it out and puts it in again; only what stays out is over.
    queueMicrotask(() => {
      if (!this.isConnected) this.#leave();
    });
  }

  attributeChangedCallback(name: string, before: string | null, after: string | null): void {
    if (!this.#built || before === after) return;
    this.#applyOptions();
    if (name === "example" || name === "src") void this.#load();
  }

  get ready(): Promise<void> {
    return this.#ready;
  }

  get code(): string {
    return this.#editor?.code ?? this.#code;
  }

  set code(code: string) {
    this.#code = code;
    if (this.#editor === undefined) this.#showPlain();
    else this.#editor.code = code;
  }

  /** The code that Reset puts back, given instead of the element's children. */
  set original(code: string) {
    this.#given = code;
    if (this.#built) void this.#load();
  }

  get trace(): Trace | null {
    return this.result?.trace ?? null;
  }

  /** The result of the latest run. */
  result: RunResult | null = null;

  async run(): Promise<RunResult> {
    await this.#ready;
    await this.#loaded;
    return (await this.#playgroundNow()).run();
  }

  stop(): void {
    void this.#playground?.then((playground) => playground.stop());
  }

  /** Puts the original code back. */
  reset(): void {
    this.stop();
    this.code = this.#original;
    this.#changed();
  }

  sendInput(text: string): void {
    void this.#playground?.then((playground) => playground.sendInput(text));
  }

  /** The address of the embed page with this code and these options. */
  async getShareUrl(): Promise<string> {
    const { encodeShare } = await import("./share.ts");
    const options: Record<string, string> = {};
    for (const name of NAMES) {
      const value = this.getAttribute(name);
      if (value !== null && !["example", "src", "persist", "autorun"].includes(name)) options[name] = value;
    }
    return `${siteUrl("embed.html")}#${await encodeShare({ code: this.code, options })}`;
  }

  async download(what: "py" | "ipynb" | "trace" = "py"): Promise<void> {
    const { download } = await import("./download.ts");
    download(what, this);
  }

  emit(type: string, detail: unknown, cancelable = false): boolean {
    return this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true, cancelable }));
  }

  /** Says what is going on, to eyes and ears. */
  announce(status: Status, text: string): void {
    this.status = status;
    this.#status.textContent = text;
    this.#status.classList.toggle("bad", status === "error" || status === "timeout");
    const active = status === "running" || status === "loading";
    if ((this.#run.textContent === "Stop") === active) return;
    this.#run.textContent = active ? "Stop" : "Run";
    this.#run.setAttribute("part", active ? "run stop" : "run");
  }

  /** An error that needs no results pane. */
  complain(text: string): void {
    this.#early.textContent = text;
  }

  /** Marks the line of the code that an error came from; null takes the mark away. */
  markLine(line: number | null, message = ""): void {
    if (line === null) this.#editor?.mark(null, "");
    else void this.#editorNow().then((editor) => editor.mark(line, message));
  }

  async #build(): Promise<void> {
    this.root.adoptedStyleSheets = [sheet];
    const bar = make("div", "", "toolbar");
    bar.append(this.#title, this.#file, this.#run, this.#reset, this.#share, this.#download, this.#fullscreen, this.#status);
    this.#status.setAttribute("role", "status");
    this.#early.setAttribute("role", "alert");
    this.#editorPane.append(this.#codeBox, this.#keys);
    const panes = make("div", "panes");
    panes.append(this.#editorPane, this.results);
    this.frame.append(bar, this.#early, panes);
    this.root.append(this.frame);
    this.#listen();
    warnOfUnknown(this.getAttributeNames());
    this.#applyOptions();
    await this.#load();
    this.#resolveReady();
    this.emit("sp-ready", {});
    this.#startLoading();
  }

  #listen(): void {
    this.#run.addEventListener("click", () => this.#toggle());
    this.#reset.addEventListener("click", () => this.reset());
    this.#share.addEventListener("click", () => void this.#copyShareUrl());
    this.#download.addEventListener("click", () => void this.download());
    this.#fullscreen.addEventListener("click", () => void (document.fullscreenElement ? document.exitFullscreen() : this.requestFullscreen()));
    this.#codeBox.addEventListener("focusin", () => void this.#editorNow());
    this.#codeBox.addEventListener("pointerenter", () => void this.#editorNow());
    this.root.addEventListener("keydown", (event) => this.#key(event as KeyboardEvent), { capture: true });
  }

  #toggle(): void {
    if (this.status === "running" || this.status === "loading") this.stop();
    else this.run().catch(() => undefined);
  }

  #key(event: KeyboardEvent): void {
    const command = event.ctrlKey || event.metaKey;
    const runs = event.key === "Enter" && (command || event.shiftKey);
    const stops = event.key === "." && command;
    if (!runs && !stops) return;
    event.preventDefault();
    event.stopPropagation();
    if (stops) this.stop();
    else if (this.status !== "running" && this.status !== "loading") this.#toggle();
  }

  #load(): Promise<void> {
    this.#loaded = this.#loadCode((this.#loads += 1));
    return this.#loaded;
  }

  /** Of several loads under way, only the last one shows what it found. */
  async #loadCode(load: number): Promise<void> {
    void this.#playground?.then((playground) => playground.clear());
    let [code, problem] = [this.#original, ""];
    try {
      code = await this.#findCode();
    } catch (error) {
      problem = error instanceof Error ? error.message : String(error);
    }
    if (load !== this.#loads) return this.#loaded;
    this.#original = code;
    this.complain(problem);
    this.code = this.#remembered() ?? this.#original;
    this.#run.disabled = false;
  }

  async #findCode(): Promise<string> {
    const { example, src } = this.options;
    if (this.#given !== undefined) return this.#given;
    if (src !== null) return codeAt(src);
    if (example === null) {
      const found = codeInside(this);
      this.preview = found.output;
      if (found.output !== null) void this.#playgroundNow();
      return found.code;
    }
    const { examples, findExample } = await import("../examples/index.ts");
    const found = findExample(example);
    if (found !== undefined) return found.code;
    throw new Error(`There is no example "${example}". There are: ${examples.map((one) => one.id).join(", ")}.`);
  }

  #applyOptions(): void {
    const options = (this.options = readOptions((name) => this.getAttribute(name)));
    const offers = (name: string, otherwise: boolean) => (options.controls === null ? otherwise : options.controls.includes(name));
    this.#title.textContent = options.title ?? "";
    this.#title.hidden = options.title === null;
    this.#file.textContent = options.name;
    this.#run.hidden = !offers("run", true);
    this.#reset.hidden = !offers("reset", !options.readonly);
    this.#share.hidden = !offers("share", false);
    this.#download.hidden = !offers("download", false);
    this.#fullscreen.hidden = !offers("fullscreen", false);
    this.frame.setAttribute("role", "group");
    this.frame.setAttribute("aria-label", options.title ?? `Python program ${options.name}`);
    this.frame.dataset["layout"] = options.layout;
    this.frame.style.setProperty("--min-lines", String(options.minLines));
    this.frame.style.setProperty("--max-lines", String(options.maxLines));
    this.#applyTheme();
    void this.#playground?.then((playground) => playground.optionsChanged());
  }

  #applyTheme(): void {
    const theme = themeOf(this, this.options.theme);
    if (this.frame.dataset["theme"] === theme) return;
    this.frame.dataset["theme"] = theme;
    void this.#playground?.then((playground) => playground.themeChanged());
  }

  #startLoading(): void {
    const { loading, autorun } = this.options;
    whenSeen(this, () => void this.#playgroundNow().catch(() => undefined));
    if (autorun) return void this.run().catch(() => undefined);
    if (loading === "eager") return this.#warmUp();
    if (loading === "lazy") whenSeen(this, () => this.#warmUp());
  }

  /** The editor cannot measure its lines while it is out of sight, so it waits. */
  #warmUp(): void {
    whenSeen(this.#codeBox, () => void this.#editorNow());
    void this.#playgroundNow().then((playground) => playground.warmUp());
  }

  #playgroundNow(): Promise<Playground> {
    this.#playground ??= import("./playground.ts").then(({ Playground }) => new Playground(this));
    this.#playground.catch(() => {
      this.#playground = undefined;
      this.complain("A part of Spawnpoint could not be fetched. Check the connection and try again.");
    });
    return this.#playground;
  }

  #showPlain(): void {
    const pre = make("pre", "plain");
    pre.tabIndex = 0;
    pre.setAttribute("role", "textbox");
    pre.setAttribute("aria-multiline", "true");
    pre.setAttribute("aria-readonly", "true");
    pre.setAttribute("aria-label", this.#editorLabel());
    pre.append(highlighted(this.#code));
    this.#codeBox.replaceChildren(pre);
  }

  /** The editor takes the place of the plain code, and its focus. */
  #editorNow(): Promise<Editor> {
    this.#editorLoading ??= this.#ready.then(() => import("../editor/editor.ts")).then(({ createEditor }) => this.#mount(createEditor));
    this.#editorLoading.catch(() => (this.#editorLoading = undefined));
    return this.#editorLoading;
  }

  #mount(createEditor: typeof import("../editor/editor.ts").createEditor): Editor {
    const focused = this.root.activeElement !== null && this.#codeBox.contains(this.root.activeElement);
    this.#codeBox.replaceChildren();
    this.#codeBox.classList.add("editing");
    this.#editor = createEditor({
      root: this.root,
      parent: this.#codeBox,
      code: this.#code,
      readOnly: this.options.readonly,
      label: this.#editorLabel(),
      onChange: () => this.#changed(),
    });
    if (!this.options.readonly) this.#explainKeys();
    if (focused) this.#editor.focus();
    return this.#editor;
  }

  #explainKeys(): void {
    const mac = /Mac|iPhone|iPad/.test(navigator.platform);
    this.#keys.replaceChildren(key(mac ? "⌘" : "Ctrl"), "+", key("Enter"), " runs. ", key("Tab"), " indents; ", key(mac ? "Shift-Alt-M" : "Ctrl-M"), " lets it move on.");
  }

  #editorLabel(): string {
    return `Code of ${this.options.title ?? this.options.name}`;
  }

  #changed(): void {
    this.#code = this.code;
    this.emit("sp-change", { code: this.#code });
    const store = this.#store();
    if (store === null) return;
    if (this.#code === this.#original) store.removeItem(this.#storeKey());
    else store.setItem(this.#storeKey(), this.#code);
  }

  #remembered(): string | null {
    return this.#store()?.getItem(this.#storeKey()) ?? null;
  }

  #storeKey(): string {
    const { example, src, name } = this.options;
    return `spawn-point:${location.pathname}:${this.id}:${example ?? src ?? name}`;
  }

  /** Storage throws where the page has no origin. */
  #store(): Storage | null {
    try {
      return this.options.persist ? localStorage : null;
    } catch {
      return null;
    }
  }

  async #copyShareUrl(): Promise<void> {
    const url = await this.getShareUrl();
    try {
      await navigator.clipboard.writeText(url);
      this.#status.textContent = "Link copied";
    } catch {
      prompt("Copy this link:", url);
    }
  }

  #leave = (): void => {
    void this.#playground?.then((playground) => playground.dispose());
  };
}

function whenSeen(element: Element, act: () => void): void {
  const observer = new IntersectionObserver((entries) => {
    if (!entries.some((entry) => entry.isIntersecting)) return;
    observer.disconnect();
    act();
  });
  observer.observe(element);
}

function make<K extends keyof HTMLElementTagNameMap>(tag: K, className: string, part = ""): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  if (className !== "") element.className = className;
  if (part !== "") element.setAttribute("part", part);
  return element;
}

function button(text: string, part: string): HTMLButtonElement {
  const element = make("button", "", part);
  element.type = "button";
  element.textContent = text;
  return element;
}

function key(text: string): HTMLElement {
  const element = document.createElement("kbd");
  element.textContent = text;
  return element;
}
