// The assets of the library: each is fetched once, at the first import that needs it, and kept for all later processes and runs.
import { unpacked } from "./unpacked.ts";

export class Library {
  #assets = new Map<string, Promise<Uint8Array>>();

  /** The pack of an asset; `part` is `code` or `sources`. A failed fetch is tried again by the next call. */
  read(asset: string, part: string): Promise<Uint8Array> {
    const file = `library/${asset}.${part}`;
    const known = this.#assets.get(file);
    if (known !== undefined) return known;
    const pack = unpacked(new URL(`../${file}`, import.meta.url).href);
    this.#assets.set(file, pack);
    pack.catch(() => this.#assets.delete(file));
    return pack;
  }
}
