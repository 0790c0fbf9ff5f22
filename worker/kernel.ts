// The kernel worker: holds the instance of the engine that is the kernel, and does what its effects say.
import {
  __wbg_reset_state,
  initSync,
  kernel_check_library,
  kernel_close_input,
  kernel_could_not_start,
  kernel_crashed,
  kernel_feed,
  kernel_handle,
  kernel_interrupt,
  kernel_kill_now,
  kernel_label,
  kernel_later_assets,
  kernel_library_failed,
  kernel_library_read,
  kernel_send_input,
  kernel_start,
  kernel_states,
  kernel_stop,
  kernel_summary,
  kernel_trace,
} from "#engine";
import type { FromKernelWorker, FromProcessWorker, News, Outcome, RunSpec, ToKernelWorker, ToProcessWorker } from "./protocol.ts";
import { Feed } from "./kernel/feed.ts";
import { Library } from "./kernel/library.ts";
import { NewsDesk } from "./kernel/news.ts";
import { Slots } from "./kernel/slots.ts";

/** What the engine asks for; the news among them are passed on as they are. */
type Effect =
  | { type: "deliver"; pid: number; batch: Uint8Array }
  | { type: "startProcess"; pid: number; boot: Uint8Array }
  | { type: "forkProcess"; pid: number; parent: number }
  | { type: "killProcess"; pid: number }
  | { type: "killSoon"; pid: number }
  | { type: "libraryWanted"; pid: number; call: number; asset: string; part: string }
  | { type: "libraryAhead"; asset: string }
  | { type: "finished"; exitCode: number; time: number }
  | News;

/** After a run, the library is read that later ones are likely to want, if so many milliseconds pass without another. */
const REST = 1000;
/** How long a process may take to hand back what it borrowed before it is ended. */
const GRACE = 200;

let origin = 0;
let running = false;
let library: Library;
/** The table of Unicode names, where the program may need it. */
let names: string | null = null;
const feed = new Feed(kernel_feed, kernel_label);
const news = new NewsDesk({
  gather: gatherNews,
  send: (batch) => say({ type: "news", news: batch }),
  pause: (pid) => slots.pause(pid),
  resume: () => slots.resume(),
});
const slots = new Slots({
  send: (port, message) => port.postMessage(message, transfers(message)),
  assigned: (slot, pid) => say({ type: "assigned", slot, pid }),
  want: (workers) => say({ type: "want", workers }),
});

self.onmessage = (event: MessageEvent<ToKernelWorker>) => guarded(() => receive(event.data));
self.postMessage("ready");

function receive(message: ToKernelWorker): void {
  switch (message.type) {
    case "adopt":
      initSync({ module: message.module });
      kernel_check_library(message.pack);
      library = new Library(message.site);
      return slots.stock(message.pack);
    case "slot":
      slots.add(message.slot, message.port);
      message.port.onmessage = (event: MessageEvent<FromProcessWorker>) => guarded(() => hear(message.slot, event.data));
      return;
    case "gone":
      return lose(message.slot);
    case "unavailable":
      return giveUp(message.message);
    case "run":
      names = message.names;
      return start(message.run, message.origin);
    case "heard":
      return news.acknowledge();
    case "stop":
      return act(() => kernel_stop(now()));
    case "interrupt":
      return act(() => kernel_interrupt(now()));
    case "input":
      return act(() => kernel_send_input(message.text, now()));
    case "trap":
      return slots.trap(message.pid);
  }
}

/** Every run has a kernel of its own, in a fresh instance. */
function start(run: RunSpec, began: number): void {
  __wbg_reset_state();
  origin = began;
  running = true;
  feed.restart();
  news.restart();
  slots.restart();
  const stdin = run.stdin;
  act(() => kernel_start(run, now()));
  if (stdin === null) return;
  if (stdin !== "") act(() => kernel_send_input(stdin, now()));
  act(() => kernel_close_input(now()));
}

function hear(slot: number, message: FromProcessWorker): void {
  const pid = slots.pidOf(slot);
  if (message instanceof Uint8Array) {
    if (pid !== undefined) act(() => kernel_handle(pid, message, now()));
    return slots.read(slot, message.byteLength);
  }
  if (message.type === "crashed") {
    const dispensable = slots.isDispensable(slot);
    lose(slot);
    // It fell before it had a process: so would the next.
    if (pid === undefined && !dispensable) giveUp(message.message);
    return;
  }
  if (message.type === "image") return slots.image(slot, message.image, message.stage);
  if (message.type === "forked") return slots.forked(message.pid, { type: "bootFork", image: message.image, origin });
  if (message.type === "idle") return slots.idle(slot);
  slots.fresh(slot);
  say({ type: "idle", slot });
}

/** A process whose worker is gone has crashed. */
function lose(slot: number): void {
  const pid = slots.remove(slot);
  say({ type: "kill", slot });
  if (pid === undefined) return;
  act(() => kernel_crashed(pid, now()));
  giveUpForks(pid);
}

/** No more workers are to be had: the processes that wait for one cannot start. */
function giveUp(why: string): void {
  for (const pid of slots.homeless()) act(() => kernel_could_not_start(pid, why, now()));
}

/** A process that is gone cannot be copied any more. */
function giveUpForks(parent: number): void {
  for (const pid of slots.orphans(parent)) act(() => kernel_could_not_start(pid, "its parent has ended", now()));
}

function act(ask: () => unknown): void {
  if (!running) return;
  for (const effect of ask() as Effect[]) perform(effect);
  if (running) news.flushSoon();
}

/** What the kernel has to tell beside its effects: what processes and threads do now. */
function gatherNews(): News[] {
  const states = kernel_states(now()) as News[];
  return [...states, ...feed.fresh()];
}

function perform(effect: Effect): void {
  switch (effect.type) {
    case "deliver":
      return slots.deliver(effect.pid, effect.batch);
    case "startProcess":
      return slots.start(effect.pid, { type: "boot", boot: effect.boot, names, origin });
    case "forkProcess":
      return slots.fork(effect.pid, effect.parent);
    case "killProcess": {
      const slot = slots.release(effect.pid);
      if (slot !== undefined) say({ type: "kill", slot });
      return giveUpForks(effect.pid);
    }
    case "killSoon":
      return killLater(effect.pid, origin);
    case "libraryWanted":
      return void readLibrary(effect, origin);
    case "libraryAhead":
      return void library.read(effect.asset, "code").catch(() => undefined);
    case "finished":
      return finish(effect.exitCode, effect.time);
    default:
      news.add(effect);
  }
}

/** Pids are counted anew in each run, so only in that run. */
function killLater(pid: number, began: number): void {
  setTimeout(() => guarded(() => {
    if (origin === began) act(() => kernel_kill_now(pid, now()));
  }), GRACE);
}

async function readLibrary({ pid, call, asset, part }: { pid: number; call: number; asset: string; part: string }, began: number): Promise<void> {
  let answer: () => unknown;
  try {
    const pack = await library.read(asset, part);
    answer = () => kernel_library_read(pid, call, pack, now());
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    answer = () => kernel_library_failed(pid, call, why, now());
  }
  guarded(() => {
    if (origin === began) act(answer);
  });
}

function finish(exitCode: number, time: number): void {
  running = false;
  news.flush();
  setTimeout(() => void readAhead(), REST);
  const { processes, maxParallel } = kernel_summary(time) as Pick<Outcome, "processes" | "maxParallel">;
  say({ type: "finished", outcome: { exitCode, time, processes, maxParallel, trace: kernel_trace(time) } });
}

async function readAhead(): Promise<void> {
  if (running || !slots.wantsPacks) return;
  try {
    slots.stockLater(await Promise.all(kernel_later_assets().map((asset) => library.read(asset, "code"))));
  } catch {
    // Whoever imports it says so.
  }
}

function now(): number {
  return performance.timeOrigin + performance.now() - origin;
}

/** A kernel that fails takes the run with it, and says so. */
function guarded(act: () => void): void {
  try {
    act();
  } catch (error) {
    running = false;
    say({ type: "failed", message: error instanceof Error ? `${error.name}: ${error.message}` : String(error) });
  }
}

function transfers(message: ToProcessWorker): Transferable[] {
  if (message instanceof Uint8Array) return [message.buffer as ArrayBuffer];
  if (message.type === "boot") return [message.boot.buffer as ArrayBuffer];
  return message.type === "bootFork" ? [message.image] : [];
}

function say(message: FromKernelWorker): void {
  self.postMessage(message);
}
