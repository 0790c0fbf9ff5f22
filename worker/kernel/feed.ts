// Reads the kernel's trace as it grows.
import type { News } from "../protocol.ts";

/** More records are sent in the next batches. */
const MOST_RECORDS = 20_000;

export class Feed {
  #next = 0;
  #labels = 0;
  #read: (from: number, most: number) => Float64Array;
  #label: (id: number) => string | undefined;

  constructor(read: (from: number, most: number) => Float64Array, label: (id: number) => string | undefined) {
    this.#read = read;
    this.#label = label;
  }

  restart(): void {
    this.#next = 0;
    this.#labels = 0;
  }

  /** What was recorded since the last call, as one piece of news or none. */
  fresh(): News[] {
    const numbers = this.#read(this.#next, MOST_RECORDS);
    const count = numbers[0] ?? 0;
    if (count === 0) return [];
    this.#next += count;
    return [{ type: "trace", records: numbers.subarray(1), labels: this.#freshLabels() }];
  }

  #freshLabels(): string[] {
    const labels: string[] = [];
    for (let text = this.#label(this.#labels); text !== undefined; text = this.#label(this.#labels)) {
      labels.push(text);
      this.#labels += 1;
    }
    return labels;
  }
}
