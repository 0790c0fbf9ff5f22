// The workers of a machine: one kernel and as many processes as are needed, kept warm between runs.
import type { FromKernelWorker, ToKernelWorker } from "../../worker/protocol.ts";
import type { Engine } from "./engine.ts";
import { siteUrl } from "./site.ts";
import { startWorker } from "./start-worker.ts";

/** Kept warm for the next run. */
const MOST_WARM = 8;
/** Ready before the first run asks: a main process and four children. */
const FIRST_WARM = 5;

interface Member {
  worker: Worker;
  busy: boolean;
}

export class Crew {
  /** How many workers exist now, the kernel's included. */
  get size(): number {
    return this.#members.size + this.#starting + (this.#kernel === undefined ? 0 : 1);
  }

  #engine: Engine;
  #hear: (message: FromKernelWorker) => void;
  #kernel: Worker | undefined;
  #members = new Map<number, Member>();
  #starting = 0;
  #count = 0;
  #over = false;
  #opened: Promise<void> | undefined;

  constructor(engine: Engine, hear: (message: FromKernelWorker) => void) {
    this.#engine = engine;
    this.#hear = hear;
  }

  /** Resolves when a program can start; more workers come in the meantime. */
  open(): Promise<void> {
    this.#opened ??= this.#open();
    return this.#opened;
  }

  tell(message: ToKernelWorker, transfer: Transferable[] = []): void {
    this.#kernel?.postMessage(message, transfer);
  }

  /** Ends every worker that has a process as far as is known here. */
  endProcesses(): void {
    for (const [slot, member] of this.#members) {
      if (member.busy) this.#fell(slot);
    }
  }

  /** After a run: so many warm workers as it needed, within reason. */
  settle(): void {
    for (const slot of [...this.#members.keys()].slice(MOST_WARM)) this.#fell(slot);
    this.#refill(FIRST_WARM);
  }

  close(): void {
    this.#over = true;
    for (const member of this.#members.values()) member.worker.terminate();
    this.#members.clear();
    this.#kernel?.terminate();
    this.#kernel = undefined;
  }

  async #open(): Promise<void> {
    const [kernel] = await Promise.all([startWorker("worker/kernel.js", "Spawnpoint kernel"), this.#startMember()]);
    if (this.#over) return kernel.terminate();
    this.#kernel = kernel;
    kernel.addEventListener("message", (event: MessageEvent<FromKernelWorker>) => this.#receive(event.data));
    kernel.addEventListener("error", (event) => this.#hear({ type: "failed", message: event.message }));
    this.tell({ type: "adopt", ...this.#engine, site: siteUrl("./") });
    for (const [slot, member] of this.#members) this.#introduce(slot, member);
    this.#refill(FIRST_WARM);
  }

  #receive(message: FromKernelWorker): void {
    if (message.type === "assigned" || message.type === "idle") {
      const member = this.#members.get(message.slot);
      if (member !== undefined) member.busy = message.type === "assigned";
    } else if (message.type === "kill") this.#end(message.slot);
    else if (message.type === "want") this.#hire(message.workers - this.#starting);
    else this.#hear(message);
  }

  #refill(warm: number): void {
    this.#hire(warm - this.#members.size - this.#starting);
  }

  #hire(workers: number): void {
    for (let i = 0; i < workers; i += 1) {
      this.#startMember().catch((error: unknown) => this.tell({ type: "unavailable", message: error instanceof Error ? error.message : String(error) }));
    }
  }

  async #startMember(): Promise<void> {
    this.#starting += 1;
    let worker: Worker;
    try {
      worker = await startWorker("worker/process.js", "Spawnpoint process");
    } finally {
      this.#starting -= 1;
    }
    if (this.#over) return worker.terminate();
    const slot = (this.#count += 1);
    const member = { worker, busy: false };
    this.#members.set(slot, member);
    // A process worker speaks to the page only to say that it is of no use.
    worker.addEventListener("error", () => this.#fell(slot));
    worker.addEventListener("message", () => this.#fell(slot));
    if (this.#kernel !== undefined) this.#introduce(slot, member);
  }

  /** Gives the two workers a channel of their own. */
  #introduce(slot: number, member: Member): void {
    const channel = new MessageChannel();
    this.tell({ type: "slot", slot, port: channel.port1 }, [channel.port1]);
    member.worker.postMessage({ type: "adopt", module: this.#engine.module, port: channel.port2 }, [channel.port2]);
  }

  #fell(slot: number): void {
    this.#end(slot);
    this.tell({ type: "gone", slot });
  }

  #end(slot: number): void {
    this.#members.get(slot)?.worker.terminate();
    this.#members.delete(slot);
  }
}
