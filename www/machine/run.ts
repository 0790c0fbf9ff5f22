// One run of a program: its events, its result, and the ways to end it.
import type { News, Outcome } from "../../worker/protocol.ts";
import type { TraceDetail } from "./feed.ts";
import type { HintDetail, InputDetail, OutputDetail, ProcessDetail, ProcessRecord, RunResult, RunStatus, Trace } from "./types.ts";

export interface RunControls {
  stop(status: "stopped" | "timeout"): void;
  interrupt(): void;
  sendInput(text: string): void;
  trap(pid: number): void;
}

/** Fires `output`, `process`, `input`, `hint`, `deadlock` and `done`; and `trace`, for the timeline. */
export class Run extends EventTarget {
  /** Settles when no process is left; a Python program that fails is a result, too. */
  readonly result: Promise<RunResult>;
  #resolve!: (result: RunResult) => void;
  #reject!: (error: Error) => void;
  #controls: RunControls;
  #stdout: string[] = [];
  #stderr: string[] = [];
  #labels: string[] = [];
  #hints: HintDetail[] = [];
  #deadlock: string | null = null;
  #ending: "stopped" | "timeout" | undefined;
  #over = false;
  /** When the run began, by `performance.now()`; undefined while the engine is loading. */
  #began: number | undefined;

  constructor(controls: RunControls) {
    super();
    this.#controls = controls;
    this.result = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    // Whoever listens to events only need not handle the rejection as well.
    this.result.catch(() => undefined);
  }

  /** Ends every process, whatever it does. */
  stop(status: "stopped" | "timeout" = "stopped"): void {
    if (this.#over || this.#ending !== undefined) return;
    this.#ending = status;
    this.#controls.stop(status);
  }

  /** `KeyboardInterrupt` in every process, as Ctrl-C in a terminal. */
  interrupt(): void {
    if (!this.#over) this.#controls.interrupt();
  }

  /** Text for `input()`. */
  sendInput(text: string): void {
    if (!this.#over) this.#controls.sendInput(String(text));
  }

  /** Makes the engine of a process trap; only with the machine's `testHooks`. */
  trap(pid: number): void {
    this.#controls.trap(pid);
  }

  /** Milliseconds since the run began, on the clock of the events; 0 before. */
  get elapsed(): number {
    return this.#began === undefined ? 0 : Math.max(performance.now() - this.#began, Number.MIN_VALUE);
  }

  /** Whether it has ended or been told to. */
  get ending(): boolean {
    return this.#over || this.#ending !== undefined;
  }

  /** @internal */
  begin(): void {
    this.#began = performance.now();
  }

  /** @internal */
  hear(news: News): void {
    if (this.#over) return;
    switch (news.type) {
      case "output":
        return this.#output(news);
      case "process":
        return this.#process(news);
      case "trace":
        this.#labels.push(...news.labels);
        return this.#fire("trace", { records: news.records, labels: this.#labels } satisfies TraceDetail);
      case "inputWanted":
        return this.#fire("input", { pid: news.pid, prompt: news.prompt } satisfies InputDetail);
      case "hint":
        return this.#hint(news);
      case "deadlock":
        this.#deadlock = news.text;
        return this.#fire("deadlock", { text: news.text, time: news.time });
    }
  }

  /** @internal */
  finish(outcome: Outcome): void {
    if (this.#over) return;
    this.#over = true;
    const status: RunStatus = this.#ending ?? (outcome.exitCode === 0 ? "ok" : "error");
    const result: RunResult = {
      status,
      exitCode: outcome.exitCode,
      stdout: this.#stdout.join(""),
      stderr: this.#stderr.join(""),
      processes: outcome.processes.map((record): ProcessRecord => ({ ...record, exitCode: record.exitCode ?? null, ended: record.ended ?? null })),
      wallMs: outcome.time,
      maxParallel: outcome.maxParallel,
      hints: this.#hints,
      deadlock: this.#deadlock,
      trace: EMPTY,
    };
    readLazily(result, outcome.trace);
    this.#fire("done", result);
    this.#resolve(result);
  }

  /** @internal */
  fail(error: Error): void {
    if (this.#over) return;
    this.#over = true;
    this.#reject(error);
  }

  #output({ stream, text, pid, process, tid, time }: News & { type: "output" }): void {
    (stream === "stdout" ? this.#stdout : this.#stderr).push(text);
    this.#fire("output", { stream, text, pid, process, tid, time } satisfies OutputDetail);
  }

  #hint({ pid, process, text, time }: News & { type: "hint" }): void {
    const detail: HintDetail = { pid, process, text, time };
    this.#hints.push(detail);
    this.#fire("hint", detail);
  }

  #process(news: News & { type: "process" }): void {
    const { pid, ppid, name, state, time } = news;
    const exitCode = news.exitCode ?? null;
    this.#fire("process", { pid, ppid, name, state, waitingOn: news.waitingOn ?? null, exitCode, time } satisfies ProcessDetail);
  }

  #fire(type: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}

const EMPTY: Trace = { traceEvents: [] };

/** A long run's trace is megabytes of text, which most who get the result never look at. */
function readLazily(result: RunResult, text: string): void {
  let trace: Trace | undefined;
  Object.defineProperty(result, "trace", { enumerable: true, get: () => (trace ??= JSON.parse(text) as Trace) });
}
