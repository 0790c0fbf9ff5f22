// Paints the timeline's lanes, spans and arrows on a canvas.
import { howItEnded } from "./model.ts";
import type { Arrow, Ending, Span, TimelineModel } from "./model.ts";
import { AXIS_HEIGHT, ROW_HEIGHT, rowOf } from "./rows.ts";
import type { Row, Rows } from "./rows.ts";
import { tickLabel, ticks, x } from "./scale.ts";
import type { Scale } from "./scale.ts";

export interface Palette {
  ink: string;
  muted: string;
  rule: string;
  error: string;
  paper: string;
  font: string;
  /** The colour of the process of that index. */
  process(index: number): string;
}

const BAR = 14;
const LEAST_BAR = 2;

export function paint(ctx: CanvasRenderingContext2D, model: TimelineModel, rows: Rows, scale: Scale, palette: Palette): void {
  ctx.clearRect(0, 0, scale.width, rows.height);
  ctx.font = palette.font;
  ctx.textBaseline = "middle";
  paintAxis(ctx, rows, scale, palette);
  for (const row of rows.list) paintRow(ctx, model, row, scale, palette);
  for (const arrow of model.arrows) paintArrow(ctx, rows, arrow, model, scale, palette);
}

function paintAxis(ctx: CanvasRenderingContext2D, rows: Rows, scale: Scale, palette: Palette): void {
  ctx.strokeStyle = palette.rule;
  ctx.fillStyle = palette.muted;
  ctx.lineWidth = 1;
  ctx.textAlign = "left";
  for (const mark of ticks(scale, 76)) {
    const at = Math.round(x(scale, mark)) + 0.5;
    line(ctx, at, 4, at, rows.height);
    const label = tickLabel(mark, scale.to - scale.from);
    if (at + ctx.measureText(label).width + 6 < scale.width) ctx.fillText(label, at + 4, AXIS_HEIGHT / 2 - 1);
  }
}

function paintRow(ctx: CanvasRenderingContext2D, model: TimelineModel, row: Row, scale: Scale, palette: Palette): void {
  const colour = palette.process(row.lane.index);
  const middle = row.top + ROW_HEIGHT / 2;
  if (row.thread === undefined) return paintLifetime(ctx, model, row, scale, colour);
  let drawnTo = Number.NEGATIVE_INFINITY;
  for (const span of row.thread.spans) {
    const left = x(scale, span.start);
    const right = x(scale, span.end ?? model.now);
    if (right < 0 || left > scale.width || right < drawnTo) continue;
    drawnTo = paintSpan(ctx, span, left, right, middle, colour, palette);
  }
  paintEnd(ctx, row, scale, middle, colour, palette);
}

/** Draws a span and says how far it reaches: what lies wholly within that would not be seen. */
function paintSpan(ctx: CanvasRenderingContext2D, span: Span, left: number, right: number, middle: number, colour: string, palette: Palette): number {
  const width = Math.max(right - left, LEAST_BAR);
  if (span.activity === "running") {
    ctx.fillStyle = colour;
    bar(ctx, left, middle - BAR / 2, width, BAR);
    ctx.fill();
    return left + width;
  }
  if (span.activity === "starting") {
    paintStarting(ctx, left, right, middle, colour);
    return right;
  }
  paintWaiting(ctx, left, width, middle, colour);
  paintLabel(ctx, span.label, left, width, middle, palette);
  return right;
}

function paintStarting(ctx: CanvasRenderingContext2D, left: number, right: number, middle: number, colour: string): void {
  ctx.strokeStyle = colour;
  ctx.lineWidth = 2;
  ctx.setLineDash([2, 4]);
  line(ctx, left, middle, right, middle);
  ctx.setLineDash([]);
}

/** Hatched and open, so that it differs from running by more than colour. */
function paintWaiting(ctx: CanvasRenderingContext2D, left: number, width: number, middle: number, colour: string): void {
  const top = middle - BAR / 2;
  ctx.save();
  bar(ctx, left, top, width, BAR);
  ctx.clip();
  ctx.globalAlpha = 0.1;
  ctx.fillStyle = colour;
  ctx.fill();
  ctx.globalAlpha = 0.4;
  ctx.strokeStyle = colour;
  ctx.lineWidth = 1;
  ctx.beginPath();
  for (let at = Math.floor(left / 7) * 7 - BAR; at < left + width; at += 7) {
    ctx.moveTo(at, top + BAR);
    ctx.lineTo(at + BAR, top);
  }
  ctx.stroke();
  ctx.restore();
}

function paintLabel(ctx: CanvasRenderingContext2D, label: string, left: number, width: number, middle: number, palette: Palette): void {
  if (label === "") return;
  const start = Math.max(left, 0);
  const needed = ctx.measureText(label).width + 10;
  if (needed > left + width - start - 4) return;
  ctx.fillStyle = palette.paper;
  bar(ctx, start + 4, middle - BAR / 2, needed, BAR);
  ctx.fill();
  ctx.fillStyle = palette.ink;
  ctx.textAlign = "left";
  ctx.fillText(label, start + 9, middle + 0.5);
}

/** In the row that names a process: from its start to its end. */
function paintLifetime(ctx: CanvasRenderingContext2D, model: TimelineModel, row: Row, scale: Scale, colour: string): void {
  const middle = row.top + ROW_HEIGHT / 2;
  const left = x(scale, row.lane.started);
  const right = x(scale, row.lane.ended ?? model.now);
  ctx.strokeStyle = colour;
  ctx.lineWidth = 1.5;
  line(ctx, left, middle, right, middle);
  line(ctx, left, middle - 4, left, middle + 4);
  if (row.lane.ended !== undefined) line(ctx, right, middle - 4, right, middle + 4);
}

function paintEnd(ctx: CanvasRenderingContext2D, row: Row, scale: Scale, middle: number, colour: string, palette: Palette): void {
  const ended = row.thread?.ended;
  if (ended === undefined) return;
  const at = x(scale, ended);
  const ending = row.thread?.tid === 0 ? howItEnded(row.lane.exitCode) : null;
  ctx.lineWidth = 2;
  ctx.strokeStyle = ending?.bad ? palette.error : colour;
  if (ending?.bad) {
    line(ctx, at - 4, middle - 4, at + 4, middle + 4);
    line(ctx, at - 4, middle + 4, at + 4, middle - 4);
  } else line(ctx, at, middle - 9, at, middle + 9);
  if (ending !== null) paintEnding(ctx, ending, at, middle, scale, palette);
}

function paintEnding(ctx: CanvasRenderingContext2D, ending: Ending, at: number, middle: number, scale: Scale, palette: Palette): void {
  const width = ctx.measureText(ending.text).width;
  const left = at + 8;
  if (left + width + 4 > scale.width) return;
  ctx.fillStyle = palette.paper;
  bar(ctx, left - 2, middle - BAR / 2, width + 6, BAR);
  ctx.fill();
  ctx.fillStyle = ending.bad ? palette.error : palette.muted;
  ctx.textAlign = "left";
  ctx.fillText(ending.text, left + 1, middle + 0.5);
}

function paintArrow(ctx: CanvasRenderingContext2D, rows: Rows, arrow: Arrow, model: TimelineModel, scale: Scale, palette: Palette): void {
  const from = rowOf(rows, arrow.from.pid, arrow.from.tid);
  const to = rowOf(rows, arrow.to.pid, arrow.to.tid);
  if (from === undefined || to === undefined || from === to) return;
  const start = { x: x(scale, arrow.from.time), y: from.top + ROW_HEIGHT / 2 };
  const down = to.top > from.top;
  const end = { x: x(scale, arrow.to.time), y: to.top + ROW_HEIGHT / 2 + (down ? -BAR / 2 : BAR / 2) };
  if (Math.max(start.x, end.x) < 0 || Math.min(start.x, end.x) > scale.width) return;
  const sender = model.lanes.get(arrow.from.pid);
  ctx.strokeStyle = arrow.kind === "start" || sender === undefined ? palette.muted : palette.process(sender.index);
  ctx.fillStyle = ctx.strokeStyle;
  ctx.lineWidth = 1.25;
  ctx.beginPath();
  ctx.moveTo(start.x, start.y + (down ? BAR / 2 : -BAR / 2));
  const bend = (end.y - start.y) / 2;
  ctx.bezierCurveTo(start.x, start.y + bend, end.x, end.y - bend, end.x, end.y);
  ctx.stroke();
  arrowHead(ctx, end.x, end.y, down);
}

function arrowHead(ctx: CanvasRenderingContext2D, at: number, y: number, down: boolean): void {
  const back = down ? -6 : 6;
  ctx.beginPath();
  ctx.moveTo(at, y);
  ctx.lineTo(at - 3.5, y + back);
  ctx.lineTo(at + 3.5, y + back);
  ctx.closePath();
  ctx.fill();
}

/** A path for a rectangle with slightly round corners; `roundRect` is younger than the browsers we support. */
function bar(ctx: CanvasRenderingContext2D, left: number, top: number, width: number, height: number): void {
  const r = Math.min(3, width / 2);
  ctx.beginPath();
  ctx.moveTo(left + r, top);
  ctx.arcTo(left + width, top, left + width, top + height, r);
  ctx.arcTo(left + width, top + height, left, top + height, r);
  ctx.arcTo(left, top + height, left, top, r);
  ctx.arcTo(left, top, left + width, top, r);
  ctx.closePath();
}

function line(ctx: CanvasRenderingContext2D, x1: number, y1: number, x2: number, y2: number): void {
  ctx.beginPath();
  ctx.moveTo(x1, y1);
  ctx.lineTo(x2, y2);
  ctx.stroke();
}
