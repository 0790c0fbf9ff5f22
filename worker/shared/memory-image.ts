// The memory of an instance that is ready for a process, for other instances to begin with.

const PAGE = 65_536;
/** What differs from a fresh instance is found in steps of this many bytes. */
const CHUNK = 4096;

/**
 * The memory as a module of nothing but data. A module is shared by the workers that get it, while a buffer is copied
 * for each, and a worker that only waits does not free its copy.
 */
export interface Image {
  data: WebAssembly.Module;
  pages: number;
}

/** What `memory` has become since it was `fresh`. */
export function takeImage(memory: WebAssembly.Memory, fresh: Uint32Array): Image {
  const now = new Uint32Array(memory.buffer);
  const segments: { at: number; end: number }[] = [];
  for (let at = 0; at < now.byteLength; at += CHUNK) {
    if (same(now, fresh, at)) continue;
    const last = segments.at(-1);
    if (last?.end === at) last.end += CHUNK;
    else segments.push({ at, end: at + CHUNK });
  }
  return { data: new WebAssembly.Module(encode(memory.buffer, segments)), pages: memory.buffer.byteLength / PAGE };
}

/** Makes the memory of a fresh instance that of the image. */
export function loadImage(image: Image, memory: WebAssembly.Memory): void {
  const missing = image.pages - memory.buffer.byteLength / PAGE;
  if (missing > 0) memory.grow(missing);
  new WebAssembly.Instance(image.data, { "": { memory } });
}

function same(now: Uint32Array, fresh: Uint32Array, at: number): boolean {
  for (let word = at / 4; word < (at + CHUNK) / 4; word += 1) {
    if (now[word] !== (fresh[word] ?? 0)) return false;
  }
  return true;
}

/** A module that imports a memory and writes the segments into it. */
function encode(buffer: ArrayBuffer, segments: { at: number; end: number }[]): Uint8Array<ArrayBuffer> {
  const memoryImport = [1, 0, 6, ...new TextEncoder().encode("memory"), 2, 0, 0];
  const parts: Uint8Array[] = segments.map(({ at, end }) => {
    // Segment of memory 0 at `i32.const at`.
    const head = [0, 0x41, ...signed(at), 0x0b, ...unsigned(end - at)];
    return join([Uint8Array.from(head), new Uint8Array(buffer, at, end - at)]);
  });
  const data = join([Uint8Array.from(unsigned(parts.length)), ...parts]);
  const header = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 2, memoryImport.length, ...memoryImport, 11, ...unsigned(data.length)];
  return join([Uint8Array.from(header), data]);
}

function join(parts: Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** LEB128, as wasm writes numbers. */
function unsigned(value: number): number[] {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...unsigned(value >>> 7)];
}

function signed(value: number): number[] {
  return value < 0x40 ? [value] : [(value & 0x7f) | 0x80, ...signed(value >>> 7)];
}
