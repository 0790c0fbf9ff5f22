// The trace as it grows: what the numbers in a run's `trace` events mean.

export interface TraceDetail {
  /** `kind, pid, tid, at, label` for a step of a thread; kind 4 is followed by the two ends of a message. */
  records: Float64Array;
  /** All labels so far. */
  labels: readonly string[];
}

export interface Step {
  pid: number;
  tid: number;
  /** Of a thread that starts. */
  name: string;
  state: "started" | "running" | "waiting" | "ended";
  /** What is waited for. */
  label: string;
  time: number;
}

export interface End {
  pid: number;
  tid: number;
  time: number;
}

const STATES = ["started", "running", "waiting", "ended"] as const;
const FLOW = STATES.length;

export function readFeed({ records, labels }: TraceDetail, step: (step: Step) => void, flow: (from: End, to: End) => void): void {
  const end = (at: number): End => ({ pid: records[at]!, tid: records[at + 1]!, time: records[at + 2]! });
  for (let at = 0; at < records.length; ) {
    const kind = records[at]!;
    if (kind === FLOW) {
      flow(end(at + 1), end(at + 4));
      at += 7;
      continue;
    }
    const state = STATES[kind] ?? "ended";
    const text = labels[records[at + 4]!] ?? "";
    step({ ...end(at + 1), state, name: state === "started" ? text : "", label: state === "waiting" ? text : "" });
    at += 5;
  }
}
