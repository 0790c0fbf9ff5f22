// What workers without a process are to do: make the memory that processes begin with, or copy it.
//
// The memory is made in stages, each from the one before: ready for a process; with the modules run that programs with
// processes import; with more modules run. A stage takes a worker a while, and copying a few milliseconds.
import type { Image } from "../shared/memory-image.ts";
import type { ControlProcess } from "../protocol.ts";

/** So often is a stage tried, as the worker may be ended in the middle of it. */
const MOST_ATTEMPTS = 3;

export type Stage = 0 | 1 | 2;

export class ImagePlan {
  #image: Image | undefined;
  #stage: Stage = 0;
  #attempts = 0;
  /** What the library gives every process from the start, and what the last stage needs besides. */
  #pack: Uint8Array | undefined;
  #laterPacks: Uint8Array[] | undefined;

  /** How far the image has got. */
  get stage(): Stage {
    return this.#stage;
  }

  /** Whether there is an image to begin with. */
  get hasImage(): boolean {
    return this.#image !== undefined;
  }

  /** Whether the packs of the last stage are not here yet. */
  get wantsPacks(): boolean {
    return this.#laterPacks === undefined;
  }

  /** Whether there is a stage to be made, beyond what processes cannot do without. */
  get canAdvance(): boolean {
    const isNext = this.#stage === 0 || (this.#stage === 1 && this.#laterPacks !== undefined);
    return this.hasImage && isNext && this.#attempts < MOST_ATTEMPTS;
  }

  stock(pack: Uint8Array): void {
    this.#pack = pack;
  }

  stockLater(packs: Uint8Array[]): void {
    this.#laterPacks = packs;
  }

  /** A stage is made. */
  reached(image: Image, stage: Stage): void {
    this.#image = image;
    this.#stage = stage;
    this.#attempts = 0;
  }

  /** What a fresh instance does next; undefined: nothing yet. `hurried`: processes wait; `making`: a stage is being made. */
  next(hurried: boolean, making: boolean): ControlProcess | undefined {
    const image = this.#image;
    if (this.#pack === undefined) return undefined;
    if (image === undefined) return making ? undefined : { type: "prepare", pack: this.#pack };
    if (hurried || making || !this.canAdvance) return { type: "standBy", image };
    this.#attempts += 1;
    return this.#stage === 0 ? { type: "runModules", image } : { type: "runLaterModules", image, packs: this.#laterPacks ?? [] };
  }
}
