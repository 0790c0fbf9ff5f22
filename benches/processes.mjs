// Times what programs with processes wait for, beside the same thing done by bare workers and ports.
import { readFileSync, readdirSync } from "node:fs";
import { launch, median, record, settings, table } from "./report.mjs";

const { CHROMIUM, SPAWNPOINT_URL } = settings("CHROMIUM", "SPAWNPOINT_URL");
const BUDGETS = { stop: 200, messages: 20_000, speedup: 1.7, memory: 16, processes: 64, start: 3 };

const { browser, pid: browserPid, close } = await launch(CHROMIUM);
const context = await browser.newContext();

/** A page of the site with a machine; what it says of a program is one JSON value. */
async function open(options = {}) {
  const page = await context.newPage();
  await page.goto(`${SPAWNPOINT_URL}LICENSE.txt`);
  await page.evaluate(async (options) => {
    const { Machine } = await import("/spawnpoint.js");
    window.machine = new Machine(options);
    window.until = (run, text) => new Promise((resolve) => {
      let seen = "";
      run.addEventListener("output", ({ detail }) => {
        seen += detail.text;
        if (seen.includes(text)) resolve();
      });
    });
  }, options);
  return page;
}

async function ask(page, source) {
  const { stdout, stderr } = await page.evaluate(async (text) => {
    const { stdout, stderr } = await window.machine.run(text).result;
    return { stdout, stderr };
  }, source);
  if (stderr !== "") throw new Error(stderr);
  return JSON.parse(stdout);
}

/** Runs `measure` on a page of its own. */
async function onPage(measure, options) {
  const page = await open(options);
  try {
    await ask(page, "print(0)");
    return await measure(page);
  } finally {
    await page.close();
  }
}

const FOUR_LOOPS = `
from multiprocessing import Process

def spin():
    while True:
        pass

if __name__ == "__main__":
    children = [Process(target=spin) for _ in range(4)]
    for child in children:
        child.start()
    print("spinning", flush=True)
    while True:
        pass
`;

/** Five processes; further workers that are kept ready stay. */
const BUSY = 5;

/** From Stop to the end of the last worker that runs Python, as the browser's debugger hears it. */
function stopping() {
  return onPage(async (page) => {
    const times = [];
    for (let round = 0; round < 5; round += 1) {
      await page.evaluate(async (source) => {
        window.running = window.machine.run(source);
        await window.until(window.running, "spinning");
        await new Promise((resolve) => setTimeout(resolve, 300));
      }, FOUR_LOOPS);
      let left = BUSY;
      const gone = new Promise((resolve) => page.workers().forEach((worker) => worker.once("close", () => (left -= 1) === 0 && resolve())));
      const start = performance.now();
      await page.evaluate(() => window.running.stop());
      await gone;
      times.push(performance.now() - start);
      await page.evaluate(() => window.running.result);
    }
    return median(times);
  });
}

/** From `start()` to the child's first line, one child after the other, all staying alive. */
const starts = (method, count) => `
import json, time
import multiprocessing as mp

def child(conn):
    conn.send(time.monotonic())
    conn.recv()

if __name__ == "__main__":
    ctx = mp.get_context("${method}")
    times, conns, children = [], [], []
    for _ in range(${count}):
        here, there = ctx.Pipe()
        process = ctx.Process(target=child, args=(there,))
        start = time.monotonic()
        process.start()
        times.append((here.recv() - start) * 1000)
        conns.append(here)
        children.append(process)
        time.sleep(0.05)
    for conn in conns:
        conn.send(None)
    for process in children:
        process.join()
    print(json.dumps(times))
`;

/** A machine keeps five workers ready, of which the main process has one. */
const WARM = 4;

async function starting() {
  const spawned = await onPage((page) => ask(page, starts("spawn", 12)));
  const forked = await onPage((page) => ask(page, starts("fork", WARM)));
  return { warm: median(spawned.slice(0, WARM)), cold: median(spawned.slice(WARM)), forked: median(forked) };
}

/** How long a worker that does nothing takes to its first message. */
function bareStart() {
  return onPage((page) => page.evaluate(async () => {
    const url = URL.createObjectURL(new Blob(["postMessage(0)"], { type: "text/javascript" }));
    const times = [];
    for (let round = 0; round < 10; round += 1) {
      const start = performance.now();
      const worker = new Worker(url);
      await new Promise((resolve) => (worker.onmessage = resolve));
      times.push(performance.now() - start);
      worker.terminate();
    }
    return times;
  })).then(median);
}

const stream = (count, item) => `
import json, time
from multiprocessing import Process, Queue

def produce(queue):
    item = ${item}
    for n in range(${count}):
        queue.put(item if item is not None else n)

if __name__ == "__main__":
    queue = Queue()
    process = Process(target=produce, args=(queue,))
    process.start()
    queue.get()
    start = time.monotonic()
    for _ in range(${count - 1}):
        queue.get()
    took = time.monotonic() - start
    process.join()
    print(json.dumps(${count - 1} / took))
`;

async function best(rounds, measure) {
  const results = [];
  for (let round = 0; round < rounds; round += 1) results.push(await measure());
  return Math.max(...results);
}

async function messages() {
  return onPage(async (page) => ({
    small: await best(3, () => ask(page, stream(20_000, "None"))),
    large: await best(3, () => ask(page, stream(60, "bytes(1 << 20)"))),
  }));
}

/** Messages a second from one worker through a port to another, without anything in between. */
function bareMessages() {
  return onPage((page) => page.evaluate(async () => {
    const script = `onmessage = ({ data: { port, count, size } }) => {
      if (count > 0) {
        const payload = size === 0 ? null : new Uint8Array(size);
        for (let n = 0; n < count; n += 1) port.postMessage(payload ?? n);
        return;
      }
      let seen = 0, start;
      port.onmessage = () => {
        if (seen === 0) start = performance.now();
        seen += 1;
        if (seen === -count) postMessage((seen - 1) / (performance.now() - start) * 1000);
      };
    };`;
    const url = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
    const rate = async (count, size) => {
      const [producer, consumer] = [new Worker(url), new Worker(url)];
      const { port1, port2 } = new MessageChannel();
      const answer = new Promise((resolve) => (consumer.onmessage = ({ data }) => resolve(data)));
      consumer.postMessage({ port: port1, count: -count }, [port1]);
      producer.postMessage({ port: port2, count, size }, [port2]);
      const result = await answer;
      producer.terminate();
      consumer.terminate();
      return result;
    };
    const rates = { small: 0, large: 0 };
    for (let round = 0; round < 3; round += 1) {
      rates.small = Math.max(rates.small, await rate(20_000, 0));
      rates.large = Math.max(rates.large, await rate(60, 1 << 20));
    }
    return rates;
  }));
}

const POOL = `
import json, time
from multiprocessing import Pool

def burn(n):
    total = 0
    for i in range(n):
        total += i * i % 7
    return total

if __name__ == "__main__":
    took = {}
    for workers in (1, 2):
        with Pool(workers) as pool:
            pool.map(burn, [2_000_000] * 4, chunksize=1)
            start = time.monotonic()
            pool.map(burn, [16_000_000] * 8, chunksize=1)
            took[workers] = time.monotonic() - start
    print(json.dumps(took[1] / took[2]))
`;

function speedUp() {
  return onPage(async (page) => {
    const ratios = [];
    for (let round = 0; round < 3; round += 1) ratios.push(await ask(page, POOL));
    return median(ratios);
  });
}

const alive = (count) => `
from multiprocessing import Event, Process, Queue

def child(here, go):
    here.put(1)
    go.wait()

if __name__ == "__main__":
    here, go = Queue(), Event()
    children = [Process(target=child, args=(here, go)) for _ in range(${count})]
    for process in children:
        process.start()
    for _ in children:
        here.get()
    print("all here", flush=True)
    input()
    go.set()
    for process in children:
        process.join()
    print(sum(process.exitcode for process in children))
`;

/** MiB of the browser's processes that belong to them alone, and their share of the rest. */
function residentMemory() {
  const parents = new Map(readdirSync("/proc").filter((name) => /^\d+$/.test(name)).map((pid) => [Number(pid), parentOf(pid)]));
  const within = (pid) => pid === browserPid || (parents.has(pid) && within(parents.get(pid)));
  const sizes = [...parents.keys()].filter(within).map((pid) => Number(/^Pss:\s+(\d+)/m.exec(read(`/proc/${pid}/smaps_rollup`))?.[1] ?? 0));
  return sizes.reduce((sum, size) => sum + size, 0) / 1024;
}

function parentOf(pid) {
  return Number(/^PPid:\s+(\d+)/m.exec(read(`/proc/${pid}/status`))?.[1] ?? 0);
}

function read(path) {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}

/** How long it takes until so many processes are alive, and what each costs. */
function crowd(count) {
  return onPage(async (page) => {
    const before = residentMemory();
    const start = performance.now();
    await page.evaluate(async (source) => {
      window.running = window.machine.run(source);
      await window.until(window.running, "all here");
    }, alive(count - 1));
    const ms = performance.now() - start;
    const workers = page.workers().length - 1;
    // The browser gives back what it needed for starting.
    await new Promise((resolve) => setTimeout(resolve, 1000));
    const memory = (residentMemory() - before) / (count - 6);
    const exits = await page.evaluate(async () => {
      window.running.sendInput("\n");
      return (await window.running.result).stdout;
    });
    if (exits !== "all here\n0\n") throw new Error(`of ${count} processes some failed: ${exits}`);
    return { workers, ms, memory };
  });
}

function row(what, here, bare, budget, kept) {
  return [what, here, bare, budget, kept === undefined ? "" : kept ? "kept" : "missed"];
}

const ms = (time) => `${time.toFixed(1)} ms`;
const perSecond = (rate) => `${rate < 1000 ? rate.toFixed(0) : `${(rate / 1000).toFixed(1)} k`}/s`;

const rows = [];
async function measure(name, work) {
  console.error(`measuring ${name}`);
  rows.push(...(await work()));
}

await measure("Stop", async () => {
  const time = await stopping();
  return [row("Stop pressed, five busy loops gone", ms(time), "", `${BUDGETS.stop} ms`, time <= BUDGETS.stop)];
});
await measure("starting", async () => {
  const [bare, { warm, cold, forked }] = [await bareStart(), await starting()];
  const started = (what, time) => row(what, ms(time), ms(bare), `${BUDGETS.start} bare`, time <= BUDGETS.start * bare);
  return [
    started("start() to the child's first line, worker ready", warm),
    started("the same, worker to be started", cold),
    started("the same by fork", forked),
  ];
});
await measure("messages", async () => {
  const [bare, here] = [await bareMessages(), await messages()];
  return [
    row("small messages through a Queue", perSecond(here.small), perSecond(bare.small), perSecond(BUDGETS.messages), here.small >= BUDGETS.messages),
    row("messages of 1 MB through a Queue", perSecond(here.large), perSecond(bare.large), ""),
  ];
});
await measure("Pool.map", async () => {
  const ratio = await speedUp();
  return [row("Pool.map with two workers, against one", `${ratio.toFixed(2)} times`, "", `${BUDGETS.speedup} times`, ratio >= BUDGETS.speedup)];
});
await measure("many processes", async () => {
  const { workers, ms: time, memory } = await crowd(BUDGETS.processes);
  return [
    row(`${BUDGETS.processes} processes alive at once`, `${workers} workers in ${ms(time)}`, "", String(BUDGETS.processes), workers >= BUDGETS.processes),
    row("memory of an idle process", `${memory.toFixed(1)} MiB`, "", `${BUDGETS.memory} MiB`, memory <= BUDGETS.memory),
  ];
});

const text = `${table(["what", "here", "bare worker or port", "budget", ""], rows, [1, 2, 3])}\n\n(Chromium ${browser.version()})`;
await close();
console.log(`\n${text}`);
record("processes", text);
