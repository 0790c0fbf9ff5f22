// The assets of the library: each is fetched once, at the first import that needs it, and kept for all later processes and runs.
import { unpacked } from "../shared/unpacked.ts";

export class Library {
  /** The address of the built site, with a slash at its end. */
  readonly #site: string;
  #assets = new Map<string, Promise<Uint8Array>>();

  constructor(site: string) {
    this.#site = site;
  }

  /** The pack of an asset; `part` is `code` or `sources`. A failed fetch is tried again by the next call. */
  read(asset: string, part: string): Promise<Uint8Array> {
    const file = `library/${asset}.${part}`;
    const known = this.#assets.get(file);
    if (known !== undefined) return known;
    const pack = unpacked(this.#site + file);
    this.#assets.set(file, pack);
    pack.catch(() => this.#assets.delete(file));
    return pack;
  }
}
