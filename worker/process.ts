// The process worker: holds one instance of the engine that is one Python process, and carries its bytes.
import {
  __wbg_reset_state,
  initSync,
  names_install,
  process_boot,
  process_deliver,
  process_forked,
  process_installed,
  process_prepare,
  process_run,
  process_run_later_modules,
  process_run_modules,
  process_table,
  process_take_module,
  process_take_outbox,
  process_take_pack,
  process_trap,
  process_warm_up,
} from "#engine";
import { type Image, loadImage, takeImage } from "./shared/memory-image.ts";
import type { AdoptProcess, BootFork, BootProcess, ControlProcess, FromProcessWorker, ToProcessWorker } from "./protocol.ts";

/** What `process_run` says below zero. */
const READY = -1;
const EXITED = -2;
/** Longer timers overflow. */
const LONGEST_TIMER = 2 ** 31 - 1;

const PAGE = 65_536;

/** So many bytes may wait for the kernel before the next slice: what it is to do next must not come after seconds of them. */
const MOST_UNREAD = 1 << 20;

let engine: WebAssembly.Module;
let kernel: MessagePort;
let alive = false;
let paused = false;
let unread = 0;
/** Added to `performance.now()` it gives milliseconds since the run began. */
let toRun = 0;
let timer: ReturnType<typeof setTimeout> | undefined;
/** Ends when the functions that the engine has made so far are compiled. */
let compiled = Promise.resolve();
/** Counts the instances of the engine: what was made for one is nothing to another. */
let life = 0;

// A message to oneself lets waiting messages in first, and is not slowed down as timers are.
const again = new MessageChannel();
let pinged = false;
again.port1.onmessage = () => {
  pinged = false;
  guarded(slice);
};

self.onmessage = (event: MessageEvent<AdoptProcess>) => {
  kernel = event.data.port;
  engine = event.data.module;
  try {
    initSync({ module: engine });
  } catch (error) {
    return self.postMessage({ type: "failed", message: String(error) });
  }
  kernel.onmessage = (message: MessageEvent<ToProcessWorker>) => guarded(() => receive(message.data));
  say({ type: "fresh" });
};
self.postMessage("ready");

function receive(data: ToProcessWorker): void {
  if (!(data instanceof Uint8Array)) return control(data);
  if (!alive) return;
  process_deliver(data);
  if (!pinged) slice();
}

function control(order: BootProcess | BootFork | ControlProcess): void {
  switch (order.type) {
    case "prepare":
      return prepare(order.pack);
    case "standBy":
      return standBy(order.image);
    case "runModules":
      return runModules(order.image);
    case "runLaterModules":
      return runLaterModules(order.image, order.packs);
    case "renew":
      return retire();
    case "boot":
      toRun = performance.timeOrigin - order.origin;
      if (order.names !== null) names_install(order.names);
      process_boot(order.boot, toRun, performance.timeOrigin);
      settle();
      return slice();
    case "bootFork":
      toRun = performance.timeOrigin - order.origin;
      load(order.image);
      process_forked(toRun, performance.timeOrigin);
      // Its first message makes it the child, and begins its first slice.
      return settle();
    case "fork": {
      const image = copy();
      return say({ type: "forked", pid: order.pid, image }, [image]);
    }
    case "pause":
      paused = true;
      return;
    case "resume":
      paused = false;
      return slice();
    case "read":
      return haveRead(order.bytes);
    case "trap":
      return process_trap();
  }
}

/** There is a process here. */
function settle(): void {
  alive = true;
  paused = false;
  unread = 0;
}

function slice(): void {
  if (!alive || paused || unread > MOST_UNREAD) return;
  clearTimeout(timer);
  const status = process_run();
  const outbox = process_take_outbox();
  unread += outbox.byteLength;
  if (outbox.byteLength > 0) kernel.postMessage(outbox, [outbox.buffer]);
  compileModules();
  if (status === READY) return ping();
  if (status === EXITED) return retire();
  if (status === Infinity) return;
  const wait = status - (performance.now() + toRun);
  if (wait <= 0) return ping();
  timer = setTimeout(() => guarded(slice), Math.min(wait, LONGEST_TIMER));
}

/** Has the browser compile what the engine has made of hot code, beside what runs here. */
function compileModules(): void {
  for (let module = process_take_module(); module.length > 0; module = process_take_module()) {
    const bytes = module;
    const born = life;
    compiled = compiled.then(() => (born === life ? install(bytes) : 0)).then((place) => {
      if (born === life && alive) guarded(() => process_installed(place));
    });
  }
}

/** Puts the module's function in the engine's table: where it is there, or 0 if the browser refuses it. */
async function install(bytes: Uint8Array): Promise<number> {
  const table = process_table() as WebAssembly.Table;
  try {
    const { instance } = await WebAssembly.instantiate(bytes as BufferSource, { e: { m: memory(), t: table } });
    const place = table.grow(1);
    table.set(place, instance.exports["f"]);
    return place;
  } catch {
    return 0;
  }
}

/** The kernel has caught up by so many bytes. */
function haveRead(bytes: number): void {
  const waited = unread > MOST_UNREAD;
  unread -= bytes;
  if (waited) slice();
}

function ping(): void {
  if (pinged) return;
  pinged = true;
  again.port2.postMessage(null);
}

/** The process is over, or is not to begin here: a fresh instance takes the place of its memory. */
function retire(): void {
  alive = false;
  life++;
  __wbg_reset_state();
  say({ type: "fresh" });
}

/** Does in advance what every process begins with. */
function prepare(pack: Uint8Array): void {
  const fresh = new Uint32Array(copy());
  process_prepare(pack);
  say({ type: "image", image: takeImage(memory(), fresh), stage: 0 });
  say({ type: "idle" });
}

/** Does in advance what most processes begin with, and then what makes the browser compile the engine well. */
function runModules(image: Image): void {
  const fresh = new Uint32Array(copy());
  loadImage(image, memory());
  process_run_modules();
  say({ type: "image", image: takeImage(memory(), fresh), stage: 1 });
  process_warm_up();
  retire();
}

function runLaterModules(image: Image, packs: Uint8Array[]): void {
  const fresh = new Uint32Array(copy());
  loadImage(image, memory());
  packs.forEach(process_take_pack);
  process_run_later_modules();
  say({ type: "image", image: takeImage(memory(), fresh), stage: 2 });
  say({ type: "idle" });
}

/** Copies an instance that has done what every process begins with. */
function standBy(image: Image): void {
  loadImage(image, memory());
  say({ type: "idle" });
}

/**
 * A copy of the memory, which is a copy of the process: nothing is on the stack between two calls, and the engine's
 * side of a process holds nothing of JavaScript's.
 */
function copy(): ArrayBuffer {
  return memory().buffer.slice(0);
}

/** Makes this instance the copy of another process's. */
function load(image: ArrayBuffer): void {
  const missing = image.byteLength - memory().buffer.byteLength;
  if (missing > 0) memory().grow(missing / PAGE);
  new Uint8Array(memory().buffer).set(new Uint8Array(image));
}

/** The memory of the instance that is there now; a second `initSync` only says which one that is. */
function memory(): WebAssembly.Memory {
  return initSync({ module: engine }).memory;
}

/** A trap leaves an instance that nobody may enter again; the kernel gives the process its exit code. */
function guarded(act: () => void): void {
  try {
    act();
  } catch (error) {
    alive = false;
    clearTimeout(timer);
    say({ type: "crashed", message: error instanceof Error ? `${error.name}: ${error.message}` : String(error) });
  }
}

function say(message: FromProcessWorker, transfer: Transferable[] = []): void {
  kernel.postMessage(message, transfer);
}
