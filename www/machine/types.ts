// What a program is run with and what comes of it: the plain data of the public interface.

export interface MachineOptions {
  /** What `multiprocessing.get_start_method()` says. */
  startMethod?: "spawn" | "fork" | "forkserver";
  /** What `os.cpu_count()` says. */
  cpus?: number | "auto";
  /** Most processes alive at once. */
  processes?: number;
  /** MiB that a process may use. */
  memory?: number;
  /** Opens the entrances that only tests need. */
  testHooks?: boolean;
}

export interface RunOptions {
  /** The file name in tracebacks. */
  name?: string;
  /** `sys.argv[1:]`. */
  argv?: readonly string[];
  /** What `input()` reads; without it `input()` waits for `sendInput`. */
  stdin?: string;
  /** Seconds; 0 for none. */
  timelimit?: number;
  signal?: AbortSignal;
}

export type RunStatus = "ok" | "error" | "stopped" | "timeout";

/** Times are milliseconds since the run began. */
export interface OutputDetail {
  stream: "stdout" | "stderr";
  text: string;
  pid: number;
  /** The name of the process. */
  process: string;
  tid: number;
  time: number;
}

export interface ProcessDetail {
  pid: number;
  ppid: number;
  name: string;
  state: "start" | "running" | "waiting" | "exit";
  waitingOn: string | null;
  exitCode: number | null;
  time: number;
}

export interface InputDetail {
  pid: number;
  prompt: string;
}

/** What a classic mistake of the program is, and how to mend it: one line for a person. */
export interface HintDetail {
  pid: number;
  /** The name of the process in which it showed. */
  process: string;
  text: string;
  time: number;
}

export interface ProcessRecord {
  pid: number;
  ppid: number;
  name: string;
  exitCode: number | null;
  started: number;
  ended: number | null;
}

/** One event of Chrome's Trace Event format; times are microseconds. */
export interface TraceEvent {
  ph: string;
  name: string;
  cat?: string;
  pid: number;
  tid: number;
  ts: number;
  dur?: number;
  id?: number | string;
  bp?: string;
  s?: string;
  args?: Record<string, unknown>;
}

export interface Trace {
  traceEvents: TraceEvent[];
  displayTimeUnit?: string;
}

export interface RunResult {
  status: RunStatus;
  exitCode: number;
  stdout: string;
  stderr: string;
  processes: ProcessRecord[];
  wallMs: number;
  maxParallel: number;
  hints: HintDetail[];
  /** Who waits for whom, if nothing could ever run again; else null. */
  deadlock: string | null;
  trace: Trace;
}

export interface LoadProgress {
  phase: "engine" | "workers" | "ready";
  loaded: number;
  /** 0 where the server does not say. */
  total: number;
}
