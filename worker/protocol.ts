// What the page, the kernel worker and the process workers say to each other. Types only.
//
// `Uint8Array`s are batches of messages between a process and the kernel; only the engine reads them.

import type { Image } from "./shared/memory-image.ts";

/** The first thing any worker says: its script has been loaded. */
export type Ready = "ready";

/** Page to process worker, once. The port leads to the kernel worker. */
export interface AdoptProcess {
  type: "adopt";
  module: WebAssembly.Module;
  port: MessagePort;
}

/** Process worker to page: another file than expected, a browser that refuses. */
export interface ProcessWorkerFailed {
  type: "failed";
  message: string;
}

/** Kernel worker to process worker, on their port; beside it, `Uint8Array`s to deliver. */
export interface BootProcess {
  type: "boot";
  boot: Uint8Array;
  names: string | null;
  /** `performance.timeOrigin + performance.now()` when the run began. */
  origin: number;
}

/** Kernel worker to process worker: become the forked child whose memory this is. */
export interface BootFork {
  type: "bootFork";
  image: ArrayBuffer;
  origin: number;
}

/** Kernel worker to process worker. */
export type ControlProcess =
  /** Get ready for a process: copy the memory of an instance that is ready. */
  | { type: "standBy"; image: Image }
  /** Get ready for a process, with these modules of the library at hand, and send a copy of the memory. */
  | { type: "prepare"; pack: Uint8Array }
  /** As `standBy`, then run the modules that most programs import, and send a copy of the memory. */
  | { type: "runModules"; image: Image }
  /** The same with more modules, which are in these packs. */
  | { type: "runLaterModules"; image: Image; packs: Uint8Array[] }
  /** Replace the instance, which has no process yet, by a fresh one. */
  | { type: "renew" }
  /** Send a copy of the memory as it is now, for the forked child `pid`. */
  | { type: "fork"; pid: number }
  /** It has printed more than the page can take in: no further slice until `resume`. */
  | { type: "pause" }
  | { type: "resume" }
  /** The kernel has read so many more bytes of what its process has sent. */
  | { type: "read"; bytes: number }
  /** Only with test hooks. */
  | { type: "trap" };

export type ToProcessWorker = BootProcess | BootFork | ControlProcess | Uint8Array;

/** Process worker to kernel worker, on their port; beside it, `Uint8Array`s for the kernel. */
export type FromProcessWorker =
  /** There is a fresh instance, or the process is over and its instance was replaced: an order to get ready comes next. */
  | { type: "fresh" }
  /** The memory of an instance that is ready, and what it has done in advance: nothing but to get ready, modules, later modules. */
  | { type: "image"; image: Image; stage: 0 | 1 | 2 }
  /** The memory of its process, for a forked child. */
  | { type: "forked"; pid: number; image: ArrayBuffer }
  /** The instance is ready for a process. */
  | { type: "idle" }
  /** The instance trapped; this worker is of no more use. */
  | { type: "crashed"; message: string }
  | Uint8Array;

export interface RunSpec {
  name: string;
  source: string;
  argv: string[];
  /** Null where input comes by and by. */
  stdin: string | null;
  startMethod: string;
  cpus: number;
  processes: number;
  /** Bytes. */
  memory: number;
}

/** Page to kernel worker. */
export type ToKernelWorker =
  /** `pack` holds the modules of the library that every process has from the start; the others are at `site`. */
  | { type: "adopt"; module: WebAssembly.Module; pack: Uint8Array; site: string }
  | { type: "slot"; slot: number; port: MessagePort }
  /** That process worker is gone, whether the page ended it or it fell. */
  | { type: "gone"; slot: number }
  /** No more process workers can be started. */
  | { type: "unavailable"; message: string }
  /** `names` is the table of Unicode names, where the program may need it. */
  | { type: "run"; run: RunSpec; names: string | null; origin: number }
  /** The page has taken a batch of news. */
  | { type: "heard" }
  | { type: "stop" }
  | { type: "interrupt" }
  | { type: "input"; text: string }
  | { type: "trap"; pid: number };

/** Kernel worker to page. */
export type FromKernelWorker =
  /** A process has moved into that slot. */
  | { type: "assigned"; slot: number; pid: number }
  /** Its process is over, and it awaits another. */
  | { type: "idle"; slot: number }
  /** End that worker at once. */
  | { type: "kill"; slot: number }
  /** So many more process workers are needed. */
  | { type: "want"; workers: number }
  | { type: "news"; news: News[] }
  | { type: "finished"; outcome: Outcome }
  | { type: "failed"; message: string };

/** What the page hears of a run while it goes on, in order. */
export type News =
  | { type: "output"; pid: number; tid: number; process: string; stream: "stdout" | "stderr"; text: string; time: number }
  | {
      type: "process";
      pid: number;
      ppid: number;
      name: string;
      state: "start" | "running" | "waiting" | "exit";
      waitingOn?: string;
      exitCode?: number;
      time: number;
    }
  /** Records of the trace; `labels` continues the list of texts that they name by number. */
  | { type: "trace"; records: Float64Array; labels: string[] }
  | { type: "inputWanted"; pid: number; prompt: string }
  | { type: "deadlock"; text: string; time: number }
  /** A mistake that a process has made, and how to mend it. */
  | { type: "hint"; pid: number; process: string; text: string; time: number };

/** What is left of a run. */
export interface Outcome {
  exitCode: number;
  /** Milliseconds since the run began. */
  time: number;
  processes: { pid: number; ppid: number; name: string; exitCode?: number | null; started: number; ended?: number | null }[];
  maxParallel: number;
  /** Chrome Trace Event JSON. */
  trace: string;
}
