// `Machine` of spawnpoint.js in a browser: the seven programs, and what processes, workers and stopping promise.
import assert from "node:assert/strict";
import { gunzipSync, gzipSync } from "node:zlib";
import { arranged, launch, openBlank, programs, runProgram, site, test, until } from "./harness.mjs";

const browser = await launch();

/** Five processes that are all alive until the parent has heard from each child. */
const MEETING = `
from multiprocessing import Process, Queue

def child(arrived, go):
    arrived.put("here")
    go.get()

if __name__ == "__main__":
    arrived, go = Queue(), Queue()
    children = [Process(target=child, args=(arrived, go)) for _ in range(4)]
    for process in children:
        process.start()
    for _ in children:
        arrived.get()
    print("all here", flush=True)
    for _ in children:
        go.put("go")
    for process in children:
        process.join()
    print([process.exitcode for process in children])
`;

const FOREVER = `
from multiprocessing import Process

def spin():
    print("spinning", flush=True)
    while True:
        pass

if __name__ == "__main__":
    children = [Process(target=spin) for _ in range(4)]
    for process in children:
        process.start()
    for process in children:
        process.join()
`;

for (const program of programs) {
  test(`${program.name} prints what CPython prints`, async (t) => {
    const page = await openBlank(browser, t);
    const result = await runProgram(page, program.source);
    assert.equal(result.stderr, "");
    assert.equal(arranged(program, result.stdout), program.expected);
    assert.equal(result.exitCode, 0);
    assert.equal(result.status, "ok");
    assert.equal(result.processes.length, program.processes);
    assert.equal(result.outputs.filter((one) => one.stream === "stdout").map((one) => one.text).join(""), result.stdout);
    assert.ok(result.traceEvents > 0, "the run has a trace");
  });
}

test("every process that is alive has a worker of its own", async (t) => {
  const page = await openBlank(browser, t);
  let met;
  const meeting = new Promise((resolve) => (met = resolve));
  await page.exposeFunction("allHere", () => met(page.workers().length));
  const result = page.evaluate(async (source) => {
    const { Machine } = await import("/spawnpoint.js");
    const machine = new Machine();
    const run = machine.run(source);
    // The children wait for the parent's word, which comes right after this line; so count the workers now and after the run.
    run.addEventListener("output", (event) => event.detail.text.includes("all here") && window.allHere());
    const { stdout, processes } = await run.result;
    const busy = new Set(processes.map((one) => one.pid));
    machine.dispose();
    return { stdout, processes: busy.size };
  }, MEETING);
  const workers = await meeting;
  assert.deepEqual(await result, { stdout: "all here\n[0, 0, 0, 0]\n", processes: 5 });
  // Five processes and the kernel; a worker or two may stand ready for the next process.
  assert.ok(workers >= 6, `${workers} workers for five processes and the kernel`);
  assert.ok(workers <= 6 + 4, `${workers} workers for five processes and the kernel`);
});

test("two processes compute in parallel, and the result says so", async (t) => {
  const page = await openBlank(browser, t);
  const result = await runProgram(page, MEETING);
  assert.equal(result.status, "ok", result.stderr);
  assert.ok(result.maxParallel >= 1);
  const [main, ...children] = result.processes;
  assert.equal(children.length, 4);
  for (const child of children) {
    assert.equal(child.ppid, main.pid);
    assert.equal(child.exitCode, 0);
    assert.ok(child.started >= main.started && child.ended <= main.ended, "a child lives within its parent's life");
  }
  const lastStart = Math.max(...children.map((child) => child.started));
  assert.ok(children.every((child) => child.ended > lastStart), "all four were alive at once");
});

test("join waits until the child has ended", async (t) => {
  const page = await openBlank(browser, t);
  const result = await runProgram(page, `
import time
from multiprocessing import Process

def child():
    time.sleep(0.6)
    print("child ends", flush=True)

if __name__ == "__main__":
    p = Process(target=child)
    start = time.monotonic()
    p.start()
    p.join(0.1)
    print("after a timeout:", p.is_alive(), p.exitcode, flush=True)
    p.join()
    print("after join:", p.is_alive(), p.exitcode, time.monotonic() - start >= 0.6)
`);
  assert.equal(result.stderr, "");
  assert.equal(result.stdout, "after a timeout: True None\nchild ends\nafter join: False 0 True\n");
  const [main, child] = result.processes;
  const last = result.outputs.findLast((one) => one.pid === main.pid);
  assert.ok(child.ended - child.started >= 550 && last.time >= child.ended - 1, "the parent went on after the child's end");
});

test("the page answers while four processes are busy", async (t) => {
  const page = await openBlank(browser, t);
  const { delays, status } = await page.evaluate(async (source) => {
    const { Machine } = await import("/spawnpoint.js");
    const machine = new Machine();
    const run = machine.run(source);
    let spinning = 0;
    await new Promise((resolve) => run.addEventListener("output", (event) => {
      spinning += event.detail.text.split("spinning").length - 1;
      if (spinning === 4) resolve();
    }));
    const delays = [];
    for (let i = 0; i < 60; i += 1) {
      const start = performance.now();
      await new Promise((resolve) => setTimeout(resolve, 10));
      delays.push(performance.now() - start - 10);
    }
    run.stop();
    const { status } = await run.result;
    machine.dispose();
    return { delays: delays.sort((a, b) => a - b), status };
  }, FOREVER);
  assert.equal(status, "stopped");
  const median = delays[delays.length / 2];
  assert.ok(median < 50, `a timer of the page was late by ${median.toFixed(1)} ms in the median`);
  assert.ok(delays.at(-1) < 500, `a timer of the page was late by ${delays.at(-1).toFixed(1)} ms`);
});

test("stop ends four busy processes at once", async (t) => {
  const page = await openBlank(browser, t);
  const times = [];
  for (let round = 0; round < 5; round += 1) {
    await page.evaluate(async (source) => {
      const { Machine } = await import("/spawnpoint.js");
      window.machine ??= new Machine();
      window.running = window.machine.run(source);
      let spinning = 0;
      await new Promise((resolve) => window.running.addEventListener("output", (event) => {
        spinning += event.detail.text.split("spinning").length - 1;
        if (spinning === 4) resolve();
      }));
    }, FOREVER);
    const busy = page.workers();
    assert.ok(busy.length >= 6, `${busy.length} workers for five processes and the kernel`);
    const closed = [];
    busy.forEach((worker) => worker.once("close", () => closed.push(performance.now())));
    const start = performance.now();
    const status = await page.evaluate(async () => {
      window.running.stop();
      return (await window.running.result).status;
    });
    const answered = performance.now();
    assert.equal(status, "stopped");
    // All but the kernel, which goes on to the next run.
    assert.ok(await until(() => closed.length, (count) => count >= 5) >= 5, `${closed.length} of five busy workers are gone`);
    times.push(Math.max(answered, closed[4]) - start);
  }
  times.sort((a, b) => a - b);
  // A worker that never returns to its event loop would live on for two seconds in Chromium.
  assert.ok(times[2] < 200, `stop took ${times.map((time) => time.toFixed(0))} ms`);
  // A machine that does other things besides may be late once.
  assert.ok(times[4] < 2000, `stop took ${times.map((time) => time.toFixed(0))} ms`);
});

test("two runs one after the other leave no worker behind", async (t) => {
  const page = await openBlank(browser, t);
  const program = programs.find((one) => one.name === "2_four_processes");
  const counts = [];
  for (let round = 0; round < 3; round += 1) {
    const stdout = await page.evaluate(async (source) => {
      const { Machine } = await import("/spawnpoint.js");
      window.machine ??= new Machine();
      return (await window.machine.run(source).result).stdout;
    }, program.source);
    assert.equal(stdout, program.expected);
    const kept = await page.evaluate(() => window.machine.workers);
    counts.push(await until(() => page.workers().length, (count) => count === kept));
    assert.equal(counts[round], kept, "the machine knows of every worker");
  }
  assert.ok(counts[2] <= counts[1], `the workers grew from run to run: ${counts}`);
  await page.evaluate(() => window.machine.dispose());
  assert.equal(await until(() => page.workers().length, (count) => count === 0), 0);
});

test("an exception in one process ends that process alone", async (t) => {
  const page = await openBlank(browser, t);
  const result = await runProgram(page, `
from multiprocessing import Process, Queue

def fail():
    raise ValueError("this one fails")

def work(n, out):
    out.put(sum(range(n)))

if __name__ == "__main__":
    out = Queue()
    first, broken, second = Process(target=work, args=(1000, out)), Process(target=fail), Process(target=work, args=(1000, out))
    for p in (first, broken, second):
        p.start()
    print(out.get(), out.get())
    for p in (first, broken, second):
        p.join()
    print(first.exitcode, broken.exitcode, second.exitcode)
`);
  assert.equal(result.stdout, "499500 499500\n0 1 0\n");
  assert.match(result.stderr, /^Process Process-2:\nTraceback \(most recent call last\):\n[^]*ValueError: this one fails\n$/);
  assert.equal(result.exitCode, 0);
  assert.deepEqual(result.processes.map((one) => one.exitCode), [0, 0, 1, 0]);
});

test("a trap in one process's instance leaves its siblings and the page running", async (t) => {
  const page = await openBlank(browser, t);
  const result = await page.evaluate(async (source) => {
    const { Machine } = await import("/spawnpoint.js");
    const machine = new Machine({ testHooks: true });
    const run = machine.run(source);
    let victim;
    run.addEventListener("process", ({ detail }) => {
      if (detail.name === "victim") victim = detail.pid;
    });
    run.addEventListener("output", ({ detail }) => {
      if (detail.text.includes("victim is up")) run.trap(victim);
    });
    const { stdout, status, processes } = await run.result;
    const again = await machine.run("print('the page goes on')").result;
    machine.dispose();
    return { stdout, status, victim: processes.find((one) => one.name === "victim").exitCode, again: again.stdout };
  }, `
import time
from multiprocessing import Process, Queue

def victim(ready):
    ready.put(1)
    while True:
        time.sleep(0.01)

def sibling(out):
    time.sleep(0.3)
    out.put("sibling is done")

if __name__ == "__main__":
    ready, out = Queue(), Queue()
    v = Process(target=victim, args=(ready,), name="victim")
    s = Process(target=sibling, args=(out,))
    v.start()
    s.start()
    ready.get()
    print("victim is up", flush=True)
    v.join()
    print("victim failed:", v.exitcode != 0)
    print(out.get())
    s.join()
    print(s.exitcode)
`);
  assert.equal(result.stdout, "victim is up\nvictim failed: True\nsibling is done\n0\n");
  assert.equal(result.status, "ok");
  assert.notEqual(result.victim, 0);
  assert.equal(result.again, "the page goes on\n");
});

test("an uncaught exception is reported in stderr, and the result says error", async (t) => {
  const page = await openBlank(browser, t);
  const result = await runProgram(page, "def f():\n    return 1 / 0\n\nprint('before')\nf()\n");
  assert.equal(result.stdout, "before\n");
  assert.match(result.stderr, /^Traceback \(most recent call last\):\n {2}File "[^"]*main\.py", line 5, in <module>\n[^]*ZeroDivisionError: division by zero\n$/);
  assert.equal(result.exitCode, 1);
  assert.equal(result.status, "error");
});

test("a syntax error names the file, the line and the place", async (t) => {
  const page = await openBlank(browser, t);
  const result = await runProgram(page, "print('never')\nif True\n    pass\n", { run: { name: "lesson.py" } });
  assert.equal(result.stdout, "");
  assert.match(result.stderr, /File "[^"]*lesson\.py", line 2\n {4}if True\n {11}\^\nSyntaxError: expected ':'\n$/);
  assert.equal(result.exitCode, 1);
});

test("an unknown module is named", async (t) => {
  const page = await openBlank(browser, t);
  const result = await runProgram(page, "import no_such_module\n");
  assert.match(result.stderr, /ModuleNotFoundError: No module named 'no_such_module'\n$/);
  assert.equal(result.exitCode, 1);
});

test("a time limit ends a program that does not", async (t) => {
  const page = await openBlank(browser, t);
  const result = await runProgram(page, "print('on', flush=True)\nwhile True:\n    pass\n", { run: { timelimit: 5 } });
  assert.equal(result.status, "timeout");
  assert.equal(result.stdout, "on\n");
});

test("classic mistakes get one hint each, beside the output", async (t) => {
  const page = await openBlank(browser, t);
  const result = await runProgram(page, `
from multiprocessing import Process

counter = 0

def work():
    global counter
    counter += 1

if __name__ == "__main__":
    for number in range(2):
        process = Process(target=work)
        process.start()
        process.join()
    print(counter)
    print(counter)
`);
  assert.equal(result.stdout, "0\n0\n");
  assert.equal(result.stderr, "");
  assert.equal(result.hints.length, 1, JSON.stringify(result.hints));
  assert.match(result.hints[0].text, /^Process-\d changed the global counter, but only its own copy/);
  assert.equal(result.hints[0].process, "MainProcess");
  assert.equal(result.deadlock, null);
});

test("a run in which nothing can ever go on says who waits for whom", async (t) => {
  const page = await openBlank(browser, t);
  const result = await page.evaluate(async (source) => {
    const { Machine } = await import("/spawnpoint.js");
    const machine = new Machine();
    const run = machine.run(source);
    run.addEventListener("deadlock", () => run.stop());
    const { status, deadlock } = await run.result;
    machine.dispose();
    return { status, deadlock };
  }, `
from multiprocessing import Process, Queue

def fill(queue):
    queue.put("x" * 200_000)

if __name__ == "__main__":
    queue = Queue()
    process = Process(target=fill, args=(queue,))
    process.start()
    process.join()
`);
  assert.equal(result.status, "stopped");
  assert.match(result.deadlock, /MainProcess \(pid \d+\) waits for the end of Process-1/);
  assert.match(result.deadlock, /Process-1 .* waits for the items that it put into Queue made at main\.py:8 to be taken/);
  assert.match(result.deadlock, /Hint: Process-1 cannot end before its items are taken\. Call get\(\) for all of them before join\(\)\./);
});

test("characters can be named, in a child too", async (t) => {
  const page = await openBlank(browser, t);
  const result = await runProgram(page, `
from multiprocessing import Process

def show():
    print("\\N{white smiling face}\\N{CJK UNIFIED IDEOGRAPH-4E00}\\N{LINE FEED}", end="")

if __name__ == "__main__":
    print("\\N{BULLET}", flush=True)
    process = Process(target=show)
    process.start()
    process.join()
`);
  assert.equal(result.stderr, "");
  assert.equal(result.stdout, "•\n☺一\n");
});

test("an engine that does not load is said in a sentence", async (t) => {
  const page = await openBlank(browser, t);
  await page.route("**/*.wasm", (route) => route.fulfill({ status: 404, body: "" }));
  const message = await page.evaluate(async () => {
    const { Machine } = await import("/spawnpoint.js");
    return new Machine().run("print(1)").result.then(() => "it ran", (error) => error.message);
  });
  assert.match(message, /engine could not be loaded.*404/s);
});

test("a library of another build is said in a sentence", async (t) => {
  const page = await openBlank(browser, t);
  await page.route("**/library/start.code", async (route) => {
    const pack = gunzipSync(await (await route.fetch()).body());
    // The first field, after the version's byte, is the build's number.
    pack[1] ^= 1;
    await route.fulfill({ body: gzipSync(pack) });
  });
  const message = await page.evaluate(async () => {
    const { Machine } = await import("/spawnpoint.js");
    return new Machine().run("print(1)").result.then(() => "it ran", (error) => error.message);
  });
  assert.match(message, /library cannot be used.*another build/s);
});

test("a page whose policy forbids workers from blobs starts them from the site", async (t) => {
  const page = await openBlank(browser, t);
  await page.route(`${site}strict.html`, (route) => route.fulfill({
    contentType: "text/html",
    headers: { "content-security-policy": "script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; connect-src 'self'" },
    body: "<!doctype html><title>Strict</title>",
  }));
  await page.goto(`${site}strict.html`);
  const { stdout } = await runProgram(page, MEETING);
  assert.equal(stdout, "all here\n[0, 0, 0, 0]\n");
});
