// The timeline on the page: summary, lanes, picture and table.
import { duration, howItEnded, TimelineModel } from "./model.ts";
import type { Span } from "./model.ts";
import { paint } from "./paint.ts";
import type { Palette } from "./paint.ts";
import { layOut, rowAt, spanAt } from "./rows.ts";
import type { Row, Rows } from "./rows.ts";
import { timeAt } from "./scale.ts";
import type { Scale } from "./scale.ts";
import { timelineTable } from "./table.ts";
import { Zoom } from "./zoom.ts";

/** A picture needs some width of time, or the first millisecond would fill it. */
const LEAST_SPAN = 20;
const CALM_INTERVAL = 250;
export const COLOURS = 8;

export class TimelineView {
  readonly element: HTMLElement;
  model = new TimelineModel();
  #summary = make("p", "summary");
  #toggle = document.createElement("button");
  #labels = make("div", "lanes");
  #canvas = document.createElement("canvas");
  #plot = make("div", "plot");
  #table = make("div", "table");
  #tip = make("div", "tip");
  #zoom: Zoom;
  #rows: Rows = { list: [], height: 0 };
  #palette: Palette | undefined;
  #clock: (() => number) | undefined;
  #frame = 0;
  #painted = 0;
  #calm = matchMedia("(prefers-reduced-motion: reduce)");

  constructor() {
    this.element = make("section", "timeline");
    this.element.setAttribute("part", "timeline");
    this.element.setAttribute("aria-label", "Timeline");
    this.#buildPlot();
    this.#zoom = new Zoom(this.#plot, () => this.#redraw());
    const head = make("header", "pane-head");
    const title = make("h3", "pane-title");
    title.textContent = "Timeline";
    this.#toggle.type = "button";
    this.#toggle.className = "quiet";
    this.#toggle.setAttribute("aria-pressed", "false");
    this.#toggle.textContent = "As a table";
    this.#toggle.addEventListener("click", () => this.showTable(this.#table.hidden));
    head.append(title, this.#summary, this.#toggle);
    this.#table.hidden = true;
    this.#table.tabIndex = 0;
    this.#table.setAttribute("role", "region");
    this.#table.setAttribute("aria-label", "Timeline as a table");
    this.element.append(head, this.#plot, this.#table);
    new ResizeObserver(() => this.#redraw()).observe(this.#plot);
    this.clear();
  }

  clear(): void {
    this.model = new TimelineModel();
    this.#labels.replaceChildren();
    this.#zoom.reset();
    this.#table.replaceChildren();
    this.#redraw();
  }

  /** Follows a run; `clock` says how far it has come. */
  start(clock: () => number): void {
    this.#clock = clock;
    this.#nextFrame();
  }

  finish(time: number): void {
    this.#clock = undefined;
    cancelAnimationFrame(this.#frame);
    this.model.finish(time);
    this.#redraw();
    if (!this.#table.hidden) this.#fillTable();
  }

  showTable(show: boolean): void {
    this.#table.hidden = !show;
    this.#plot.hidden = show;
    this.#toggle.setAttribute("aria-pressed", String(show));
    if (show) this.#fillTable();
    else this.#redraw();
  }

  /** Colours are read again: the theme has changed. */
  themeChanged(): void {
    this.#palette = undefined;
    this.#redraw();
  }

  #buildPlot(): void {
    this.#canvas.setAttribute("role", "img");
    this.#canvas.setAttribute("part", "plot");
    this.#plot.tabIndex = 0;
    this.#plot.setAttribute("role", "group");
    this.#plot.setAttribute("aria-label", "Picture of the run. Press T for a table; plus, minus and the arrow keys zoom and move, 0 shows everything.");
    this.#tip.hidden = true;
    this.#labels.setAttribute("aria-hidden", "true");
    const stage = make("div", "stage");
    stage.append(this.#canvas);
    this.#plot.append(this.#labels, stage, this.#tip);
    this.#canvas.addEventListener("pointermove", (event) => this.#point(event));
    this.#canvas.addEventListener("pointerleave", () => (this.#tip.hidden = true));
    this.#plot.addEventListener("keydown", (event) => {
      if (event.key.toLowerCase() !== "t" || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      this.showTable(true);
      this.#table.focus();
    });
    this.#table.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" && event.key.toLowerCase() !== "t") return;
      this.showTable(false);
      this.#plot.focus();
    });
  }

  #nextFrame(): void {
    this.#frame = requestAnimationFrame((time) => {
      const clock = this.#clock;
      if (clock === undefined) return;
      const calm = this.#calm.matches && time - this.#painted < CALM_INTERVAL;
      if (!calm && this.model.lanes.size > 0) {
        this.#painted = time;
        this.model.now = Math.max(this.model.now, clock());
        this.#redraw();
      }
      this.#nextFrame();
    });
  }

  #redraw(): void {
    const empty = this.model.lanes.size === 0;
    this.#toggle.hidden = empty;
    this.#summary.textContent = empty ? "Each process gets a lane here when it starts." : `${this.model.summary()}.`;
    if (this.#plot.hidden || !this.element.isConnected) return;
    this.#rows = layOut(this.model);
    this.#plot.classList.toggle("empty", empty);
    if (this.model.dirty) this.#drawLabels();
    const scale = this.#scale();
    const ctx = this.#sizeCanvas(scale.width);
    if (ctx === null || scale.width === 0) return;
    paint(ctx, this.model, this.#rows, scale, (this.#palette ??= readPalette(this.element)));
    this.#canvas.setAttribute("aria-label", `Timeline: ${this.model.summary()}`);
    this.model.dirty = false;
  }

  #scale(): Scale {
    const width = this.#canvas.parentElement?.clientWidth ?? 0;
    const all = Math.max(this.model.now * this.#room(width), LEAST_SPAN);
    return { ...this.#zoom.window(all), width };
  }

  /** How much longer than the run the picture is: how a process ended stands behind its end. */
  #room(width: number): number {
    const odd = [...this.model.lanes.values()].some((lane) => howItEnded(lane.exitCode) !== null);
    return odd && width > 300 ? 1 + 90 / width : 1.02;
  }

  #sizeCanvas(width: number): CanvasRenderingContext2D | null {
    const ratio = globalThis.devicePixelRatio || 1;
    const [wide, high] = [Math.round(width * ratio), Math.round(this.#rows.height * ratio)];
    if (this.#canvas.width !== wide) this.#canvas.width = wide;
    if (this.#canvas.height !== high) this.#canvas.height = high;
    this.#canvas.style.width = `${width}px`;
    this.#canvas.style.height = `${this.#rows.height}px`;
    const ctx = this.#canvas.getContext("2d");
    ctx?.setTransform(ratio, 0, 0, ratio, 0, 0);
    return ctx;
  }

  #drawLabels(): void {
    const rows = this.#rows.list;
    this.#labels.style.height = `${this.#rows.height}px`;
    while (this.#labels.childElementCount > rows.length) this.#labels.lastElementChild?.remove();
    rows.forEach((row, i) => {
      let label = this.#labels.children[i] as HTMLElement | undefined;
      if (label === undefined) this.#labels.append((label = make("div", "")));
      const first = rows[i - 1]?.lane !== row.lane;
      label.className = `label p${row.lane.index % COLOURS} ${first ? "process" : "thread"}`;
      label.style.top = `${row.top}px`;
      const text = first ? row.lane.name : row.thread?.name ?? "";
      if (label.textContent !== text) label.textContent = text;
      label.title = first ? `${row.lane.name}, pid ${row.lane.pid}` : text;
    });
  }

  #point(event: PointerEvent): void {
    const row = rowAt(this.#rows, event.offsetY);
    const scale = this.#scale();
    const time = timeAt(scale, event.offsetX);
    const reach = (3 / scale.width) * (scale.to - scale.from);
    const thread = row?.thread;
    const span = thread && (spanAt(thread, time) ?? spanAt(thread, time - reach) ?? spanAt(thread, time + reach));
    this.#tip.hidden = row === undefined || span === undefined;
    if (row === undefined || span === undefined) return;
    this.#tip.textContent = describe(row, span, this.model.now);
    const left = event.offsetX + this.#canvas.offsetLeft + (this.#canvas.parentElement?.offsetLeft ?? 0);
    this.#tip.style.left = `${Math.max(0, Math.min(left + 12, this.#plot.clientWidth - 230))}px`;
    this.#tip.style.top = `${row.top + 28}px`;
  }

  #fillTable(): void {
    this.#table.replaceChildren(timelineTable(this.model));
  }
}

function describe(row: Row, span: Span, now: number): string {
  const who = row.lane.threads.size > 1 ? `${row.lane.name}, ${row.thread?.name}` : row.lane.name;
  const what = span.activity === "waiting" ? `waiting for ${span.label || "something"}` : span.activity;
  const end = span.end ?? now;
  return `${who}: ${what} for ${duration(end - span.start)} (${duration(span.start)} to ${span.end === undefined ? "now" : duration(end)})`;
}

function readPalette(element: HTMLElement): Palette {
  const style = getComputedStyle(element);
  const value = (name: string) => style.getPropertyValue(name).trim() || style.color;
  const colours = Array.from({ length: COLOURS }, (_, i) => value(`--p${i}`));
  return {
    ink: value("--ink"),
    muted: value("--muted"),
    rule: value("--rule"),
    error: value("--error"),
    paper: value("--paper"),
    font: `11.5px ${style.fontFamily}`,
    process: (index) => colours[index % COLOURS] ?? style.color,
  };
}

function make(tag: string, className: string): HTMLElement {
  const element = document.createElement(tag);
  element.className = className;
  return element;
}
