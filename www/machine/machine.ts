// `Machine`: runs Python programs headless, one at a time, on workers that it keeps warm.
import type { FromKernelWorker, Outcome, RunSpec } from "../../worker/protocol.ts";
import { Crew } from "./crew.ts";
import { loadEngine } from "./engine.ts";
import { whatIsMissing } from "./floor.ts";
import { namesFor } from "./names.ts";
import { Run } from "./run.ts";
import type { LoadProgress, MachineOptions, RunOptions } from "./types.ts";

const MIB = 2 ** 20;
/** What a computer with so many processors as to be suspicious is said to have. */
const MOST_CPUS = 1024;

/** Fires `load` (`{ phase, loaded, total }`) while the engine is loaded. */
export class Machine extends EventTarget {
  #options: MachineOptions;
  #crew: Promise<Crew> | undefined;
  #opened: Crew | undefined;
  #run: Run | undefined;
  #disposed = false;

  constructor(options: MachineOptions = {}) {
    super();
    this.#options = checked(options);
  }

  /** Whether a program is running. */
  get busy(): boolean {
    return this.#run !== undefined;
  }

  /** How many workers the machine has at the moment. */
  get workers(): number {
    return this.#opened?.size ?? 0;
  }

  /** Loads the engine and starts workers, so that the first run need not wait for them. */
  async warmUp(): Promise<void> {
    await this.#open();
  }

  run(source: string, options: RunOptions = {}): Run {
    const run = new Run({
      stop: () => this.#stop(run),
      interrupt: () => this.#opened?.tell({ type: "interrupt" }),
      sendInput: (text) => this.#opened?.tell({ type: "input", text }),
      trap: (pid) => this.#trap(pid),
    });
    this.#start(run, source, options).catch((error: unknown) => this.#fail(run, error));
    return run;
  }

  /** Ends all of its workers; a run in progress ends as stopped. */
  dispose(): void {
    if (this.#disposed) return;
    this.#disposed = true;
    const run = this.#run;
    this.#closeCrew();
    run?.stop();
  }

  async #start(run: Run, source: string, options: RunOptions): Promise<void> {
    this.#check(source, options);
    this.#run = run;
    const { signal, timelimit = 0 } = options;
    const abort = () => run.stop();
    signal?.addEventListener("abort", abort);
    if (signal?.aborted) run.stop();
    const [crew, names] = await Promise.all([this.#open(), namesFor(source)]);
    if (run.ending) return;
    run.begin();
    crew.tell({ type: "run", run: this.#spec(source, options), names, origin: performance.timeOrigin + performance.now() });
    const timer = timelimit > 0 ? setTimeout(() => run.stop("timeout"), timelimit * 1000) : undefined;
    await run.result.finally(() => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", abort);
    });
  }

  #check(source: string, options: RunOptions): void {
    if (this.#disposed) throw new Error("This machine was disposed of. Make another one: new Machine().");
    if (this.#run !== undefined) throw new Error("This machine is running a program already. Wait for its result, stop it, or make another Machine.");
    if (typeof source !== "string") throw new TypeError("Machine.run needs the program's text as its first argument.");
    const { stdin, argv, timelimit } = options;
    if (stdin !== undefined && typeof stdin !== "string") throw new TypeError("The option stdin has to be a string.");
    if (argv !== undefined && !Array.isArray(argv)) throw new TypeError("The option argv has to be an array of strings.");
    if (timelimit !== undefined && !(timelimit >= 0)) throw new TypeError("The option timelimit has to be a number of seconds, or 0 for none.");
  }

  #spec(source: string, options: RunOptions): RunSpec {
    const { startMethod = "spawn", cpus = "auto", processes = 64, memory = 256 } = this.#options;
    return {
      name: options.name ?? "main.py",
      source,
      argv: (options.argv ?? []).map(String),
      stdin: options.stdin ?? null,
      startMethod,
      cpus: cpus === "auto" ? Math.min(navigator.hardwareConcurrency || 1, MOST_CPUS) : cpus,
      processes,
      memory: memory * MIB,
    };
  }

  /** Stopped before it began, or when its kernel is gone. */
  #finishEarly(run: Run): void {
    this.#run = undefined;
    run.finish(nothing(run.elapsed));
  }

  /** The workers go at once, without asking; the kernel says how the run stood. */
  #stop(run: Run): void {
    if (this.#run !== run) return;
    if (run.elapsed === 0 || this.#opened === undefined) return this.#finishEarly(run);
    this.#opened.tell({ type: "stop" });
    this.#opened.endProcesses();
  }

  #trap(pid: number): void {
    if (!this.#options.testHooks) throw new Error("trap() is for tests: make the machine with { testHooks: true }.");
    this.#opened?.tell({ type: "trap", pid });
  }

  #open(): Promise<Crew> {
    this.#crew ??= this.#openCrew();
    this.#crew.catch(() => (this.#crew = undefined));
    return this.#crew;
  }

  async #openCrew(): Promise<Crew> {
    const missing = whatIsMissing();
    if (missing !== null) throw new Error(missing);
    const engine = await loadEngine((progress) => this.#progress(progress));
    this.#progress({ phase: "workers", loaded: 0, total: 0 });
    const crew = new Crew(engine, (message) => this.#hear(message));
    this.#opened = crew;
    try {
      await crew.open();
    } catch (error) {
      this.#closeCrew();
      throw error;
    }
    if (this.#disposed) crew.close();
    this.#progress({ phase: "ready", loaded: 0, total: 0 });
    return crew;
  }

  #closeCrew(): void {
    this.#opened?.close();
    this.#opened = undefined;
    this.#crew = undefined;
  }

  #hear(message: FromKernelWorker): void {
    const run = this.#run;
    switch (message.type) {
      case "news":
        this.#opened?.tell({ type: "heard" });
        for (const news of message.news) run?.hear(news);
        return;
      case "finished":
        this.#opened?.settle();
        this.#run = undefined;
        return run?.finish(message.outcome);
      case "failed":
        this.#closeCrew();
        if (run !== undefined) this.#fail(run, new Error(`The run ended because a part of Spawnpoint failed: ${message.message}`));
    }
  }

  #fail(run: Run, error: unknown): void {
    if (this.#run === run) this.#run = undefined;
    run.fail(error instanceof Error ? error : new Error(String(error)));
  }

  #progress(progress: LoadProgress): void {
    this.dispatchEvent(new CustomEvent("load", { detail: progress }));
  }
}

/** The outcome of a run of which the kernel cannot be asked any more. */
function nothing(time: number): Outcome {
  return { exitCode: -9, time, processes: [], maxParallel: 0, trace: '{"traceEvents":[]}' };
}

function checked(options: MachineOptions): MachineOptions {
  const { startMethod, cpus, processes, memory } = options;
  if (startMethod !== undefined && !["spawn", "fork", "forkserver"].includes(startMethod)) {
    throw new TypeError(`startMethod is "spawn", "fork" or "forkserver", not ${JSON.stringify(startMethod)}.`);
  }
  const positive = { cpus: cpus === "auto" ? undefined : cpus, processes, memory };
  for (const [name, value] of Object.entries(positive)) {
    if (value !== undefined && !(value >= 1)) throw new TypeError(`${name} has to be a number of at least 1.`);
  }
  return { ...options };
}
