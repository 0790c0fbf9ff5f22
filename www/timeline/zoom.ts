// Which part of the time the timeline shows: wheel, drag and keys.

export class Zoom {
  /** The part shown, as fractions of the whole; undefined while everything is shown. */
  #part: { from: number; to: number } | undefined;
  #changed: () => void;

  constructor(area: HTMLElement, changed: () => void) {
    this.#changed = changed;
    area.addEventListener("wheel", (event) => this.#wheel(event, area), { passive: false });
    area.addEventListener("keydown", (event) => this.#key(event));
    area.addEventListener("dblclick", () => this.reset());
    area.addEventListener("pointerdown", (event) => this.#drag(event, area));
  }

  reset(): void {
    this.#part = undefined;
    this.#changed();
  }

  /** The times at the edges when the whole is `all` milliseconds long. */
  window(all: number): { from: number; to: number } {
    const part = this.#part ?? { from: 0, to: 1 };
    return { from: part.from * all, to: part.to * all };
  }

  #zoom(factor: number, around: number): void {
    const { from, to } = this.#part ?? { from: 0, to: 1 };
    const width = Math.min(1, Math.max(1e-4, (to - from) * factor));
    const pivot = from + (to - from) * around;
    this.#show(pivot - width * around, width);
  }

  #move(by: number): void {
    if (this.#part === undefined) return;
    const width = this.#part.to - this.#part.from;
    this.#show(this.#part.from + by * width, width);
  }

  #show(from: number, width: number): void {
    const start = Math.min(Math.max(0, from), 1 - width);
    this.#part = width >= 1 ? undefined : { from: start, to: start + width };
    this.#changed();
  }

  /** Only with Ctrl (which a pinch sets too): a plain wheel scrolls the page. */
  #wheel(event: WheelEvent, area: HTMLElement): void {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    const box = area.querySelector("canvas")?.getBoundingClientRect() ?? area.getBoundingClientRect();
    this.#zoom(Math.exp(event.deltaY / 300), Math.min(1, Math.max(0, (event.clientX - box.left) / box.width)));
  }

  #key(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const actions: Record<string, () => void> = {
      "+": () => this.#zoom(0.5, 0.5),
      "=": () => this.#zoom(0.5, 0.5),
      "-": () => this.#zoom(2, 0.5),
      "0": () => this.reset(),
      ArrowLeft: () => this.#move(-0.2),
      ArrowRight: () => this.#move(0.2),
    };
    const action = actions[event.key];
    if (action === undefined) return;
    event.preventDefault();
    action();
  }

  #drag(down: PointerEvent, area: HTMLElement): void {
    if (this.#part === undefined || down.button !== 0) return;
    const width = area.querySelector("canvas")?.clientWidth ?? area.clientWidth;
    let last = down.clientX;
    const move = (event: PointerEvent) => {
      this.#move((last - event.clientX) / width);
      last = event.clientX;
    };
    const up = () => {
      removeEventListener("pointermove", move);
      removeEventListener("pointerup", up);
    };
    addEventListener("pointermove", move);
    addEventListener("pointerup", up);
  }
}
