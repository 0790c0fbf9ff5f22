// Which row of the timeline shows what: a lane for each process, and in it a row for each thread.
import type { ProcessLane, Span, ThreadRow, TimelineModel } from "./model.ts";

export const AXIS_HEIGHT = 24;
export const ROW_HEIGHT = 26;
const LANE_GAP = 6;

export interface Row {
  lane: ProcessLane;
  /** Undefined in the row that names a process of several threads. */
  thread: ThreadRow | undefined;
  top: number;
}

export interface Rows {
  list: Row[];
  height: number;
}

/** A process with one thread is one row; one with more has a row for its name and a row for each of them. */
export function layOut(model: TimelineModel): Rows {
  const list: Row[] = [];
  let top = AXIS_HEIGHT;
  const add = (lane: ProcessLane, thread: ThreadRow | undefined) => {
    list.push({ lane, thread, top });
    top += ROW_HEIGHT;
  };
  for (const lane of model.lanes.values()) {
    const threads = [...lane.threads.values()];
    if (threads.length > 1) add(lane, undefined);
    for (const thread of threads) add(lane, thread);
    top += LANE_GAP;
  }
  return { list, height: Math.max(top, AXIS_HEIGHT + ROW_HEIGHT) };
}

/** The row at a height, if there is one. */
export function rowAt(rows: Rows, y: number): Row | undefined {
  return rows.list.find((row) => y >= row.top && y < row.top + ROW_HEIGHT);
}

/** The row of a thread, or of its process where the thread is not known. */
export function rowOf(rows: Rows, pid: number, tid: number): Row | undefined {
  const ofProcess = rows.list.filter((row) => row.lane.pid === pid);
  return ofProcess.find((row) => row.thread?.tid === tid) ?? ofProcess[0];
}

/** What a thread did at a time; spans are in order. */
export function spanAt(thread: ThreadRow, time: number): Span | undefined {
  let low = 0;
  let high = thread.spans.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (thread.spans[middle]!.start <= time) low = middle;
    else high = middle - 1;
  }
  const span = thread.spans[low];
  if (span === undefined || time < span.start || (span.end !== undefined && time > span.end)) return undefined;
  return span;
}
