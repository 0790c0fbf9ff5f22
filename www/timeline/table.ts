// The timeline's facts as a table, for those who cannot or would not read the picture.
import { duration } from "./model.ts";
import type { ProcessLane, ThreadRow, TimelineModel } from "./model.ts";

const HEADINGS = ["Process", "PID", "Thread", "Started at", "Ended at", "Ran for", "Waited for", "Exit code"];

export function timelineTable(model: TimelineModel): HTMLTableElement {
  const table = document.createElement("table");
  const caption = table.createCaption();
  caption.textContent = model.summary();
  const head = table.createTHead().insertRow();
  for (const heading of HEADINGS) {
    const cell = document.createElement("th");
    cell.scope = "col";
    cell.textContent = heading;
    head.append(cell);
  }
  const body = table.createTBody();
  for (const lane of model.lanes.values()) {
    for (const thread of lane.threads.values()) addRow(body, lane, thread, model.now);
  }
  return table;
}

function addRow(body: HTMLTableSectionElement, lane: ProcessLane, thread: ThreadRow, now: number): void {
  const row = body.insertRow();
  const name = document.createElement("th");
  name.scope = "row";
  name.textContent = lane.name;
  row.append(name);
  const main = thread.tid === 0;
  const cells = [
    String(lane.pid),
    thread.name,
    duration(thread.started),
    thread.ended === undefined ? "still there" : duration(thread.ended),
    duration(total(thread, now, (span) => span.activity === "running")),
    waits(thread, now),
    main && lane.exitCode !== null ? String(lane.exitCode) : "",
  ];
  for (const text of cells) row.insertCell().textContent = text;
}

function total(thread: ThreadRow, now: number, wanted: (span: ThreadRow["spans"][number]) => boolean): number {
  return thread.spans.filter(wanted).reduce((sum, span) => sum + (span.end ?? now) - span.start, 0);
}

function waits(thread: ThreadRow, now: number): string {
  const labels = new Set(thread.spans.filter((span) => span.activity === "waiting").map((span) => span.label));
  if (labels.size === 0) return "nothing";
  return [...labels]
    .map((label) => `${label} ${duration(total(thread, now, (span) => span.activity === "waiting" && span.label === label))}`)
    .join(", ");
}
