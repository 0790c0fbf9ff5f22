// Gathers what the page should hear, and sends it at the pace at which the page can take it.
import type { News } from "../protocol.ts";

/** One batch per frame of the page is enough. */
const INTERVAL = 16;
/** So many batches may be on their way: a page that is busy gets fewer. */
const MOST_UNHEARD = 2;
/** So much output goes into one batch: a page can show it within a frame. */
const BATCH = 1 << 16;
/** Who prints while more than this waits has to wait, too, as at a terminal's end of a pipe. */
const FULL = 1 << 20;
const DRAINED = 1 << 18;

export interface NewsHooks {
  /** Asked for more just before a batch is sent. */
  gather(): News[];
  send(batch: News[]): void;
  pause(pid: number): void;
  resume(): void;
}

export class NewsDesk {
  #waiting: News[] = [];
  /** How many characters of output are among what waits. */
  #backlog = 0;
  #paused = false;
  #unheard = 0;
  #sentAt = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #hooks: NewsHooks;

  constructor(hooks: NewsHooks) {
    this.#hooks = hooks;
  }

  /** A new run: what waited for the page belongs to the old one. */
  restart(): void {
    this.#waiting = [];
    this.#backlog = 0;
    this.#paused = false;
  }

  add(news: News): void {
    if (news.type !== "output") return void this.#waiting.push(news);
    this.#backlog += news.text.length;
    const last = this.#waiting.at(-1);
    if (last?.type === "output" && last.pid === news.pid && last.tid === news.tid && last.stream === news.stream && last.text.length < BATCH) last.text += news.text;
    else this.#waiting.push(news);
    if (this.#backlog <= FULL) return;
    this.#paused = true;
    this.#hooks.pause(news.pid);
  }

  /** The page has taken a batch. */
  acknowledge(): void {
    this.#unheard -= 1;
    if (this.#waiting.length > 0) this.flushSoon();
  }

  flushSoon(): void {
    if (this.#unheard >= MOST_UNHEARD || this.#timer !== undefined) return;
    const wait = this.#sentAt + INTERVAL - performance.now();
    if (wait <= 0) return this.#flush(BATCH);
    this.#timer = setTimeout(() => this.#flush(BATCH), wait);
  }

  /** Sends all that there is. */
  flush(): void {
    this.#flush(Infinity);
  }

  #flush(room: number): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#waiting.push(...this.#hooks.gather());
    if (this.#waiting.length === 0) return;
    this.#unheard += 1;
    this.#sentAt = performance.now();
    this.#hooks.send(this.#take(room));
    if (!this.#paused || this.#backlog > DRAINED) return;
    this.#paused = false;
    this.#hooks.resume();
  }

  /** The first news, up to so many characters of output. */
  #take(room: number): News[] {
    let taken = 0;
    let count = 0;
    while (count < this.#waiting.length && taken < room) {
      const news = this.#waiting[count]!;
      if (news.type === "output") taken += news.text.length;
      count += 1;
    }
    this.#backlog -= taken;
    return this.#waiting.splice(0, count);
  }
}
