// What happened in a run, as the timeline and its table tell it: processes, their threads, and what passed between them.

export type Activity = "starting" | "running" | "waiting";

/** A stretch of time in which a thread did one thing; times are milliseconds since the run began. */
export interface Span {
  activity: Activity;
  start: number;
  /** Undefined while it lasts. */
  end: number | undefined;
  /** What it waited for. */
  label: string;
}

export interface ThreadRow {
  tid: number;
  name: string;
  started: number;
  ended: number | undefined;
  spans: Span[];
}

export interface ProcessLane {
  pid: number;
  ppid: number;
  name: string;
  /** In order of appearance; chooses the colour. */
  index: number;
  started: number;
  ended: number | undefined;
  exitCode: number | null;
  threads: Map<number, ThreadRow>;
}

export interface Point {
  pid: number;
  tid: number;
  time: number;
}

/** A start of a child or a message that was put and got. */
export interface Arrow {
  kind: "start" | "message";
  from: Point;
  to: Point;
  label: string;
}

export interface ThreadChange {
  pid: number;
  tid: number;
  name: string;
  state: "started" | "running" | "waiting" | "ended";
  label: string;
  time: number;
}

/** Beyond these, a thread's oldest neighbours are merged: a picture has no room for more. */
const MOST_SPANS = 4000;
const MOST_ARROWS = 2000;

export class TimelineModel {
  readonly lanes = new Map<number, ProcessLane>();
  readonly arrows: Arrow[] = [];
  /** The latest time heard of. */
  now = 0;
  /** Whether anything changed since the view last looked. */
  dirty = true;
  maxParallel = 0;
  /** Whether nothing can ever run again. */
  stuck = false;
  #running = new Map<number, number>();

  processStarted(pid: number, ppid: number, name: string, time: number): void {
    this.#touch(time);
    const lane: ProcessLane = { pid, ppid, name, index: this.lanes.size, started: time, ended: undefined, exitCode: null, threads: new Map() };
    this.lanes.set(pid, lane);
    lane.threads.set(0, { tid: 0, name: "MainThread", started: time, ended: undefined, spans: [{ activity: "starting", start: time, end: undefined, label: "" }] });
    if (this.lanes.has(ppid)) this.arrow({ kind: "start", from: { pid: ppid, tid: 0, time }, to: { pid, tid: 0, time }, label: `start of ${name}` });
  }

  processRenamed(pid: number, name: string): void {
    const lane = this.lanes.get(pid);
    if (lane === undefined || lane.name === name) return;
    lane.name = name;
    this.dirty = true;
  }

  processEnded(pid: number, exitCode: number | null, time: number): void {
    this.#touch(time);
    const lane = this.lanes.get(pid);
    if (lane === undefined || lane.ended !== undefined) return;
    lane.ended = time;
    lane.exitCode = exitCode;
    for (const row of lane.threads.values()) if (row.ended === undefined) endRow(row, time);
    this.#running.delete(pid);
  }

  thread(change: ThreadChange): void {
    const lane = this.lanes.get(change.pid);
    if (lane === undefined) return;
    this.#touch(change.time);
    const row = this.#row(lane, change);
    if (change.name !== "") row.name = change.name;
    if (change.state === "ended") endRow(row, change.time);
    else if (change.state !== "started") enter(row, change, lane.ended);
    if (lane.ended === undefined) this.#countRunning(lane);
  }

  arrow(arrow: Arrow): void {
    this.dirty = true;
    if (this.arrows.length < MOST_ARROWS) this.arrows.push(arrow);
  }

  /** The run is over: whatever still lasts ends now, and the clock that followed it went on for too long. */
  finish(time: number): void {
    this.now = time;
    this.dirty = true;
    for (const lane of this.lanes.values()) {
      for (const row of lane.threads.values()) if (row.ended === undefined) endRow(row, lane.ended ?? time);
    }
  }

  /** The facts in one sentence. */
  summary(): string {
    if (this.lanes.size === 0) return "Nothing has run yet.";
    const threads = [...this.lanes.values()].reduce((sum, lane) => sum + lane.threads.size, 0);
    const extra = threads > this.lanes.size ? ` with ${threads} threads` : "";
    const all = `${count(this.lanes.size, "process", "processes")}${extra}`;
    return this.stuck ? `${this.#parallel(all)}; deadlocked: all of them wait, and none can wake another` : this.#parallel(all);
  }

  #parallel(all: string): string {
    if (this.maxParallel > 1) return `${all}, at most ${this.maxParallel} ran at the same time`;
    return this.lanes.size > 1 ? `${all}, never two at the same time` : all;
  }

  #row(lane: ProcessLane, change: ThreadChange): ThreadRow {
    let row = lane.threads.get(change.tid);
    if (row === undefined) {
      row = { tid: change.tid, name: change.name || `Thread-${change.tid}`, started: change.time, ended: undefined, spans: [] };
      lane.threads.set(change.tid, row);
    }
    return row;
  }

  #countRunning(lane: ProcessLane): void {
    let active = 0;
    for (const row of lane.threads.values()) {
      if (row.spans.at(-1)?.activity === "running" && row.ended === undefined) active += 1;
    }
    if (active === 0) this.#running.delete(lane.pid);
    else this.#running.set(lane.pid, active);
    this.maxParallel = Math.max(this.maxParallel, this.#running.size);
  }

  #touch(time: number): void {
    this.now = Math.max(this.now, time);
    this.dirty = true;
  }
}

/** What a thread did last may be heard of after its process's end, at `over`. */
function enter(row: ThreadRow, change: ThreadChange, over: number | undefined): void {
  const activity: Activity = change.state === "running" ? "running" : "waiting";
  const last = row.spans.at(-1);
  if (last !== undefined && (last.end === undefined || last.end > change.time)) {
    if (last.activity === activity && last.label === change.label) return;
    last.end = Math.max(last.start, change.time);
  }
  row.spans.push({ activity, start: change.time, end: over, label: change.label });
  if (row.spans.length > MOST_SPANS) row.spans = mergeNeighbours(row.spans);
}

function endRow(row: ThreadRow, time: number): void {
  row.ended = Math.max(row.started, time);
  const last = row.spans.at(-1);
  if (last !== undefined && (last.end === undefined || last.end > row.ended)) last.end = Math.max(last.start, row.ended);
}

/** Half as many spans: of two neighbours the longer one gives its name to both. */
function mergeNeighbours(spans: Span[]): Span[] {
  const merged: Span[] = [];
  for (let i = 0; i < spans.length; i += 2) {
    const first = spans[i]!;
    const second = spans[i + 1];
    if (second === undefined || second.end === undefined || first.activity === "starting") {
      merged.push(first);
      if (second !== undefined) merged.push(second);
      continue;
    }
    const longer = length(second) > length(first) ? second : first;
    merged.push({ activity: longer.activity, label: longer.label, start: first.start, end: second.end });
  }
  return merged;
}

function length(span: Span): number {
  return (span.end ?? span.start) - span.start;
}

export interface Ending {
  text: string;
  /** Whether something went wrong; a process that another one ended has done nothing wrong. */
  bad: boolean;
}

/** How a process ended, unless as one expects. */
export function howItEnded(exitCode: number | null): Ending | null {
  if (exitCode === null || exitCode === 0) return null;
  if (exitCode === -15) return { text: "terminated", bad: false };
  if (exitCode === -9) return { text: "killed", bad: false };
  if (exitCode === -2) return { text: "interrupted", bad: false };
  return { text: exitCode === -11 ? "crashed" : `exit code ${exitCode}`, bad: true };
}

export function count(number: number, one: string, many: string): string {
  return `${number} ${number === 1 ? one : many}`;
}

/** Milliseconds as a person says them. */
export function duration(ms: number): string {
  if (ms < 10) return `${ms.toFixed(1)} ms`;
  if (ms < 1000) return `${ms.toFixed(0)} ms`;
  return `${(ms / 1000).toFixed(ms < 10_000 ? 2 : 1)} s`;
}
