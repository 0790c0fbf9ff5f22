// Which process lives in which worker, and which processes still wait for one.
import type { Image } from "../image.ts";
import type { BootFork, BootProcess, ControlProcess, ToProcessWorker } from "../protocol.ts";

export interface SlotsHooks {
  send(port: MessagePort, message: ToProcessWorker): void;
  assigned(slot: number, pid: number): void;
  want(workers: number): void;
}

/** A worker is told how far the kernel has read it at intervals of so many bytes. */
const REPORTED = 1 << 16;

interface Slot {
  number: number;
  port: MessagePort;
  pid: number | undefined;
  /** Its instance is ready for a process. */
  free: boolean;
  /** That instance began with the complete image. */
  complete: boolean;
  paused: boolean;
  /** Bytes read of its process since it was told. */
  read: number;
}

interface Waiting {
  pid: number;
  /** Undefined while its parent has not sent its memory. */
  boot: BootProcess | BootFork | undefined;
  /** Whose memory a forked child gets. */
  parent: number | undefined;
  /** What it has been sent already. */
  letters: Uint8Array[];
}

export class Slots {
  #slots = new Map<number, Slot>();
  #homes = new Map<number, Slot>();
  #waiting: Waiting[] = [];
  /** The memory of an instance that is ready for a process, for others to copy. */
  #image: Image | undefined;
  /** That instance has also run the modules that most programs import. */
  #complete = false;
  /** Who makes an image, and who waits for it. */
  #maker: Slot | undefined;
  #fresh = new Set<Slot>();
  /** What the library gives every process from the start. */
  #pack: Uint8Array | undefined;
  #hooks: SlotsHooks;

  constructor(hooks: SlotsHooks) {
    this.#hooks = hooks;
  }

  add(number: number, port: MessagePort): void {
    this.#slots.set(number, { number, port, pid: undefined, free: false, complete: false, paused: false, read: 0 });
  }

  pidOf(slot: number): number | undefined {
    return this.#slots.get(slot)?.pid;
  }

  start(pid: number, boot: BootProcess): void {
    this.#admit({ pid, boot, parent: undefined, letters: [] });
  }

  /** Starts a child with the memory of `parent` as it is after what it has been sent so far. */
  fork(pid: number, parent: number): void {
    const home = this.#homes.get(parent);
    if (home !== undefined) this.#hooks.send(home.port, { type: "fork", pid });
    this.#admit({ pid, boot: undefined, parent, letters: [] });
  }

  /** The memory for a forked child has come. */
  forked(pid: number, boot: BootFork): void {
    const child = this.#waiting.find((waiting) => waiting.pid === pid);
    if (child === undefined) return;
    child.boot = boot;
    this.#fill();
  }

  /** The forked children whose memory will never come: `parent` is gone. */
  orphans(parent: number): number[] {
    return this.#waiting.filter((waiting) => waiting.parent === parent && waiting.boot === undefined).map((waiting) => waiting.pid);
  }

  deliver(pid: number, batch: Uint8Array): void {
    const home = this.#homes.get(pid);
    if (home !== undefined) return this.#hooks.send(home.port, batch);
    this.#waiting.find((waiting) => waiting.pid === pid)?.letters.push(batch);
  }

  /** The worker has a fresh instance: its process, if it had one, is over. */
  fresh(number: number): void {
    const slot = this.#slots.get(number);
    if (slot === undefined) return;
    this.#empty(slot);
    if (this.#maker === slot) this.#maker = undefined;
    this.#fresh.add(slot);
    this.#prepare();
  }

  /** Processes can get ready from now on. */
  stock(pack: Uint8Array): void {
    this.#pack = pack;
    this.#prepare();
  }

  /** The first instance that is ready is the model of the others, until there is one that has done more. */
  image(image: Image, complete: boolean): void {
    this.#image = image;
    this.#complete = complete;
    if (!complete) this.#maker = undefined;
    for (const slot of this.#slots.values()) this.#renew(slot);
    this.#prepare();
  }

  /** The worker is ready for a process. */
  idle(number: number): void {
    const slot = this.#slots.get(number);
    if (slot === undefined) return;
    slot.free = true;
    this.#fill();
    this.#renew(slot);
  }

  /** The worker only does what can be done without: completes the image, warms the engine up. */
  isDispensable(number: number): boolean {
    return this.#image !== undefined && this.#maker === this.#slots.get(number);
  }

  /** The process is to be ended from outside; says which worker has to go for that. */
  release(pid: number): number | undefined {
    this.#waiting = this.#waiting.filter((waiting) => waiting.pid !== pid);
    const slot = this.#homes.get(pid);
    if (slot === undefined) return undefined;
    this.remove(slot.number);
    return slot.number;
  }

  /** The worker is gone; says which process went with it. */
  remove(number: number): number | undefined {
    const slot = this.#slots.get(number);
    if (slot === undefined) return undefined;
    const pid = slot.pid;
    this.#empty(slot);
    this.#slots.delete(number);
    this.#fresh.delete(slot);
    if (this.#maker === slot) {
      this.#maker = undefined;
      // Whoever completes the image and falls is not followed by another.
      this.#complete = this.#image !== undefined;
      this.#prepare();
    }
    slot.port.onmessage = null;
    slot.port.close();
    this.#recruit();
    return pid;
  }

  /** The processes that wait for a worker. */
  homeless(): number[] {
    return this.#waiting.map((waiting) => waiting.pid);
  }

  /** Its process is not to run until `resume`. */
  pause(pid: number): void {
    const slot = this.#homes.get(pid);
    if (slot === undefined || slot.paused) return;
    slot.paused = true;
    this.#hooks.send(slot.port, { type: "pause" });
  }

  /** The kernel has read so many bytes from the worker. */
  read(number: number, bytes: number): void {
    const slot = this.#slots.get(number);
    if (slot === undefined) return;
    slot.read += bytes;
    if (slot.read < REPORTED) return;
    this.#hooks.send(slot.port, { type: "read", bytes: slot.read });
    slot.read = 0;
  }

  /** All go on that were paused. */
  resume(): void {
    for (const slot of this.#slots.values()) {
      if (slot.paused) this.#hooks.send(slot.port, { type: "resume" });
      slot.paused = false;
    }
  }

  trap(pid: number): void {
    const home = this.#homes.get(pid);
    if (home !== undefined) this.#hooks.send(home.port, { type: "trap" });
  }

  #empty(slot: Slot): void {
    if (slot.pid !== undefined) this.#homes.delete(slot.pid);
    slot.pid = undefined;
  }

  /**
   * One worker makes the image, as that takes a while; the others copy it. Then another completes it, while no process
   * waits for a worker.
   */
  #prepare(): void {
    for (const slot of this.#fresh) {
      const order = this.#nextOrder();
      if (order === undefined) return;
      this.#fresh.delete(slot);
      if (order.type !== "standBy") this.#maker = slot;
      slot.complete = order.type === "standBy" && this.#complete;
      this.#hooks.send(slot.port, order);
    }
  }

  #nextOrder(): ControlProcess | undefined {
    const [pack, image] = [this.#pack, this.#image];
    const making = this.#maker !== undefined;
    if (pack === undefined) return undefined;
    if (image === undefined) return making ? undefined : { type: "prepare", pack };
    if (this.#complete || this.#waiting.length > 0) return { type: "standBy", image };
    return making ? undefined : { type: "runModules", image };
  }

  /** An instance that got ready with less than there is now begins again, if no process waits. */
  #renew(slot: Slot): void {
    if (!this.#complete || slot.complete || !slot.free || this.#waiting.length > 0) return;
    slot.free = false;
    this.#hooks.send(slot.port, { type: "renew" });
  }

  #admit(process: Waiting): void {
    this.#waiting.push(process);
    this.#fill();
    this.#prepare();
    this.#recruit();
  }

  /** Asks for as many workers as are missing; some that have no process are still getting ready. */
  #recruit(): void {
    const spare = [...this.#slots.values()].filter((slot) => slot.pid === undefined).length;
    if (this.#waiting.length > spare) this.#hooks.want(this.#waiting.length - spare);
  }

  #fill(): void {
    for (const slot of this.#slots.values()) {
      if (!slot.free) continue;
      const next = this.#waiting.find((waiting) => waiting.boot !== undefined);
      if (next?.boot === undefined) return;
      this.#waiting = this.#waiting.filter((waiting) => waiting !== next);
      this.#moveIn(slot, next, next.boot);
    }
  }

  #moveIn(slot: Slot, { pid, letters }: Waiting, boot: BootProcess | BootFork): void {
    slot.free = false;
    slot.read = 0;
    slot.pid = pid;
    this.#homes.set(pid, slot);
    this.#hooks.send(slot.port, boot);
    for (const letter of letters) this.#hooks.send(slot.port, letter);
    this.#hooks.assigned(slot.number, pid);
  }
}
