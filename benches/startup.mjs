// Times what a visitor waits for: the page's first line and the first imports, beside Pyodide in the same browser.
import { brotliCompressSync } from "node:zlib";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { folder, launch, median, record, settings, table } from "./report.mjs";

const ROUNDS = 5;
/** Between the first programs and the one that imports. */
const REST_MS = 3000;
const MODULES = ["collections", "dataclasses", "random", "json", "re", "threading", "multiprocessing"];
const BUDGETS = { bytes: 1.5, share: 1 / 4, imports: 60 };

const { CHROMIUM, SPAWNPOINT_URL, BENCHES_URL, PYODIDE_URL } = settings("CHROMIUM", "SPAWNPOINT_URL", "BENCHES_URL", "PYODIDE_URL");
const { browser, close } = await launch(CHROMIUM);

/** Imports the modules and prints how many milliseconds each took. */
const IMPORTS = `
import time
for name in ${JSON.stringify(MODULES)}:
    start = time.perf_counter()
    __import__(name)
    print(name, (time.perf_counter() - start) * 1000)
`;

/** What the assignment's first program does. */
const TWO_PROCESSES = `
from multiprocessing import Process, Queue

def greet(queue):
    queue.put("hello")

if __name__ == "__main__":
    queue = Queue()
    process = Process(target=greet, args=(queue,))
    process.start()
    print(queue.get())
    process.join()
`;

function parse(stdout) {
  const times = stdout.trim().split("\n").map((line) => line.split(" "));
  return Object.fromEntries(times.map(([name, ms]) => [name, Number(ms)]));
}

/** What `measure` gives for a page of its own, in a context that has nothing in its cache. */
async function visit(address, measure) {
  const context = await browser.newContext();
  const bodies = [];
  context.on("response", (response) => {
    // What a page makes for itself, as a worker's blob, comes over no wire.
    if (response.url().startsWith("http")) bodies.push(response.body().catch(() => Buffer.alloc(0)));
  });
  const page = await context.newPage();
  try {
    await page.goto(address);
    const result = await measure(page, () => bodies.length);
    const all = await Promise.all(bodies);
    return { ...result, bodies: all.slice(0, result.needed ?? all.length) };
  } finally {
    await context.close();
  }
}

function ours() {
  return visit(`${SPAWNPOINT_URL}icons/spawnpoint.svg`, async (page, seen) => {
    const times = await page.evaluate(async (source) => {
      const start = performance.now();
      const { Machine } = await import("/spawnpoint.js");
      window.machine = new Machine();
      await window.machine.run("print(1)").result;
      const first = performance.now() - start;
      const again = performance.now();
      await window.machine.run("print(1)").result;
      const warm = performance.now() - again;
      await window.machine.run(source).result;
      return { first, warm };
    }, TWO_PROCESSES);
    const needed = seen();
    // The page has been open for a while when somebody begins to program.
    await page.waitForTimeout(REST_MS);
    const { stdout, stderr } = await page.evaluate((source) => window.machine.run(source).result, IMPORTS);
    return { ...times, needed, stdout, stderr };
  });
}

function pyodide() {
  return visit(`${BENCHES_URL}startup.mjs`, (page) => page.evaluate(async ({ imports, url }) => {
    const start = performance.now();
    const { loadPyodide } = await import(`${url}pyodide.mjs`);
    const engine = await loadPyodide({ indexURL: url });
    let stdout = "";
    engine.setStdout({ batched: (text) => (stdout += `${text}\n`) });
    engine.runPython("print(1)");
    const first = performance.now() - start;
    stdout = "";
    engine.runPython(imports);
    return { first, stdout, stderr: "" };
  }, { imports: IMPORTS, url: PYODIDE_URL }));
}

/** The two take turns, so that a busy moment meets both. */
async function rounds() {
  const results = { ours: [], pyodide: [] };
  for (let round = 0; round < ROUNDS; round += 1) {
    results.ours.push(await ours());
    results.pyodide.push(await pyodide());
  }
  return results;
}

/** Of the files as a server compresses them that does its best. */
function megabytes(bodies) {
  return bodies.reduce((sum, body) => sum + brotliCompressSync(body).length, 0) / 1e6;
}

const { ours: here, pyodide: there } = await rounds();
const failed = here.find(({ stderr }) => stderr !== "");
if (failed) throw new Error(failed.stderr);
const of = (results, figure) => median(results.map(figure));
const ms = (time) => `${time.toFixed(1)} ms`;
const verdict = (kept) => (kept ? "kept" : "missed");
const imports = (results) => MODULES.map((name) => of(results, ({ stdout }) => parse(stdout)[name]));
const sum = (times) => times.reduce((total, time) => total + time, 0);

const [first, firstThere] = [of(here, (result) => result.first), of(there, (result) => result.first)];
const [bytes, bytesThere] = [megabytes(here[0].bodies), megabytes(there[0].bodies)];
const [importing, importingThere] = [imports(here), imports(there)];
const rows = [
  ["page opened to the first line", ms(first), ms(firstThere), "a quarter", verdict(first <= firstThere * BUDGETS.share)],
  ["the same program again", ms(of(here, (result) => result.warm)), "", "", ""],
  ["compressed bytes until a program with two processes has run", `${bytes.toFixed(2)} MB`, `${bytesThere.toFixed(2)} MB`, `${BUDGETS.bytes} MB`, verdict(bytes <= BUDGETS.bytes)],
  ["the first import of all these", ms(sum(importing)), ms(sum(importingThere)), `${BUDGETS.imports} ms`, verdict(sum(importing) <= BUDGETS.imports)],
  ...MODULES.map((name, index) => [`  ${name}`, ms(importing[index]), ms(importingThere[index]), "", ""]),
];
const { version } = JSON.parse(readFileSync(join(folder, "../node_modules/pyodide/package.json"), "utf8"));
const text = `${table(["what", "here", "Pyodide", "budget", ""], rows, [1, 2, 3])}\n\n(Chromium ${browser.version()}, Pyodide ${version}, median of ${ROUNDS} visits)`;
await close();
console.log(`\n${text}`);
record("startup", text);
