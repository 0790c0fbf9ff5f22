// Gathers what the page should hear, and sends it at the pace at which the page can take it.
import type { News } from "../protocol.ts";

/** One batch per frame of the page is enough. */
const INTERVAL = 16;
/** So many batches may be on their way: a page that is busy gets fewer and longer ones. */
const MOST_UNHEARD = 2;

export class NewsDesk {
  #batch: News[] = [];
  #unheard = 0;
  #sentAt = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #gather: () => News[];
  #send: (batch: News[]) => void;

  /** `gather` is asked for more just before a batch is sent. */
  constructor(gather: () => News[], send: (batch: News[]) => void) {
    this.#gather = gather;
    this.#send = send;
  }

  add(news: News): void {
    const last = this.#batch.at(-1);
    const continues = last?.type === "output" && news.type === "output"
      && last.pid === news.pid && last.tid === news.tid && last.stream === news.stream;
    if (continues) last.text += news.text;
    else this.#batch.push(news);
  }

  /** The page has taken a batch. */
  acknowledge(): void {
    this.#unheard -= 1;
    if (this.#batch.length > 0) this.flushSoon();
  }

  flushSoon(): void {
    if (this.#unheard >= MOST_UNHEARD || this.#timer !== undefined) return;
    const wait = this.#sentAt + INTERVAL - performance.now();
    if (wait <= 0) return this.flush();
    this.#timer = setTimeout(() => this.flush(), wait);
  }

  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const batch = [...this.#batch, ...this.#gather()];
    this.#batch = [];
    if (batch.length === 0) return;
    this.#unheard += 1;
    this.#sentAt = performance.now();
    this.#send(batch);
  }
}
