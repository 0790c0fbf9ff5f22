// From time to place: the timeline's horizontal scale and its ticks.

export interface Scale {
  /** Milliseconds at the left edge. */
  from: number;
  /** Milliseconds at the right edge. */
  to: number;
  /** Width in CSS pixels. */
  width: number;
}

export function x(scale: Scale, time: number): number {
  return ((time - scale.from) / (scale.to - scale.from)) * scale.width;
}

export function timeAt(scale: Scale, position: number): number {
  return scale.from + (position / scale.width) * (scale.to - scale.from);
}

/** Round times to mark, not closer together than `gap` pixels. */
export function ticks(scale: Scale, gap: number): number[] {
  const rough = ((scale.to - scale.from) / scale.width) * gap;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((candidate) => candidate >= rough) ?? rough;
  const marks: number[] = [];
  for (let mark = Math.ceil(scale.from / step) * step; mark <= scale.to; mark += step) marks.push(mark);
  return marks;
}

export function tickLabel(ms: number, span: number): string {
  if (ms === 0) return "0";
  if (span < 2000) return `${trim(ms)} ms`;
  return `${trim(ms / 1000)} s`;
}

function trim(value: number): string {
  return String(Math.round(value * 100) / 100);
}
