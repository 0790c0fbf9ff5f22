// Which process lives in which worker, and which processes still wait for one.
import type { Image } from "../shared/memory-image.ts";
import type { BootFork, BootProcess, ToProcessWorker } from "../protocol.ts";
import { ImagePlan, type Stage } from "./image-plan.ts";

export interface SlotsHooks {
  send(port: MessagePort, message: ToProcessWorker): void;
  assigned(slot: number, pid: number): void;
  want(workers: number): void;
}

/** While no process runs, the next stage of the image is begun after so many milliseconds. */
const PATIENCE = 300;
/** A worker is told how far the kernel has read it at intervals of so many bytes. */
const REPORTED = 1 << 16;

interface Slot {
  number: number;
  port: MessagePort;
  pid: number | undefined;
  /** Its instance is ready for a process. */
  free: boolean;
  /** The stage of the image that this instance began with. */
  stage: Stage;
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
  /** The memory that instances begin with. */
  #plan = new ImagePlan();
  /** Who makes a stage of it, and who has nothing to do yet. */
  #maker: Slot | undefined;
  #fresh = new Set<Slot>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #hooks: SlotsHooks;

  constructor(hooks: SlotsHooks) {
    this.#hooks = hooks;
  }

  add(number: number, port: MessagePort): void {
    this.#slots.set(number, { number, port, pid: undefined, free: false, stage: 0, paused: false, read: 0 });
  }

  pidOf(slot: number): number | undefined {
    return this.#slots.get(slot)?.pid;
  }

  /** A new run: the processes of the last one are over, though their workers may not have said so yet. */
  restart(): void {
    for (const slot of this.#slots.values()) this.#empty(slot);
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
    this.#plan.stock(pack);
    this.#prepare();
  }

  /** Whether the last stage of the image waits for `stockLater`. */
  get wantsPacks(): boolean {
    return this.#plan.wantsPacks;
  }

  stockLater(packs: Uint8Array[]): void {
    this.#plan.stockLater(packs);
    this.#advanceSoon();
  }

  /** A stage of the image is made; its worker may have more to do, or is idle next. */
  image(number: number, image: Image, stage: Stage): void {
    this.#plan.reached(image, stage);
    const slot = this.#slots.get(number);
    if (slot !== undefined) slot.stage = stage;
    if (stage !== 1) this.#maker = undefined;
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
    this.#advanceSoon();
  }

  /** The worker only does what can be done without: a further stage of the image. */
  isDispensable(number: number): boolean {
    return this.#plan.hasImage && this.#maker === this.#slots.get(number);
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
    if (slot.pid !== undefined && this.#homes.get(slot.pid) === slot) this.#homes.delete(slot.pid);
    slot.pid = undefined;
  }

  /** One worker makes a stage of the image, while no process waits for a worker; the others copy what there is. */
  #prepare(): void {
    for (const slot of this.#fresh) {
      const order = this.#plan.next(this.#waiting.length > 0, this.#maker !== undefined);
      if (order === undefined) return;
      this.#fresh.delete(slot);
      if (order.type !== "standBy") this.#maker = slot;
      slot.stage = this.#plan.stage;
      this.#hooks.send(slot.port, order);
    }
  }

  /** If all workers wait for a process, one of them begins again to make the next stage of the image. */
  #advanceSoon(): void {
    clearTimeout(this.#timer);
    if (!this.#plan.canAdvance) return;
    this.#timer = setTimeout(() => {
      const slots = [...this.#slots.values()];
      const rest = this.#plan.canAdvance && this.#maker === undefined && slots.length > 1 && slots.every((slot) => slot.free);
      if (rest) this.#begin(slots[0]!);
    }, PATIENCE);
  }

  /** An instance that got ready with less than there is now begins again, if no process waits. */
  #renew(slot: Slot): void {
    if (slot.free && slot.stage < this.#plan.stage && this.#waiting.length === 0) this.#begin(slot);
  }

  #begin(slot: Slot): void {
    slot.free = false;
    this.#hooks.send(slot.port, { type: "renew" });
  }

  #admit(process: Waiting): void {
    this.#waiting.push(process);
    this.#fill();
    this.#prepare();
    this.#recruit();
  }

  /** Asks for as many workers as are missing; some that have no process are still getting ready, and one may be busy for long. */
  #recruit(): void {
    const spare = [...this.#slots.values()].filter((slot) => slot.pid === undefined && !this.isDispensable(slot.number)).length;
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
