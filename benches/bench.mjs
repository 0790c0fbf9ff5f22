// Times benches/kernels here and in Pyodide, in one browser and one run, and prints the ratios.
//
// Both engines run the same text: the kernel several times in one process, each time between two readings of
// `time.perf_counter`, and then the best time and `repr(check)`. The engines take turns.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { folder, launch, record, settings, table } from "./report.mjs";

const REPEATS = 3;
const ROUNDS = 3;

const { CHROMIUM, SPAWNPOINT_URL, BENCHES_URL, PYODIDE_URL } = settings("CHROMIUM", "SPAWNPOINT_URL", "BENCHES_URL", "PYODIDE_URL");

/** A kernel as the program that both engines run. */
function harness(source) {
  const once = `_start = time.perf_counter()\n${source}\n_took = time.perf_counter() - _start\n_best = _took if _best is None or _took < _best else _best\n`;
  return `import time\n_best = None\n${once.repeat(REPEATS)}\nprint("RESULT", _best * 1000, repr(check))\n`;
}

function parse(stdout) {
  const line = stdout.split("\n").find((text) => text.startsWith("RESULT "));
  if (line === undefined) return undefined;
  const [, ms, check] = line.match(/^RESULT (\S+) (.*)$/);
  return { ms: Number(ms), check };
}

async function openEngine(context, address, start) {
  const page = await context.newPage();
  await page.goto(address);
  await page.evaluate(start, { pyodide: PYODIDE_URL });
  return page;
}

/** Ours runs in a worker as always. */
function startOurs() {
  return import("/spawnpoint.js").then(({ Machine }) => {
    window.machine = new Machine();
    window.runOnce = async (source) => {
      const { stdout, stderr } = await window.machine.run(source).result;
      return { stdout, stderr };
    };
  });
}

/** Pyodide gets a worker too. */
function startPyodide({ pyodide }) {
  const script = `
    import { loadPyodide } from "${pyodide}pyodide.mjs";
    const engine = await loadPyodide({ indexURL: "${pyodide}" });
    self.onmessage = (event) => {
      let stdout = "", stderr = "";
      engine.setStdout({ batched: (text) => (stdout += text + "\\n") });
      const globals = engine.runPython("{'__name__': '__main__'}");
      try { engine.runPython(event.data, { globals }); } catch (error) { stderr = String(error); }
      self.postMessage({ stdout, stderr });
    };
    self.postMessage("ready");`;
  const worker = new Worker(URL.createObjectURL(new Blob([script], { type: "text/javascript" })), { type: "module" });
  const answer = () => new Promise((resolve, reject) => {
    worker.onmessage = (event) => resolve(event.data);
    worker.onerror = (event) => reject(new Error(event.message));
  });
  window.runOnce = (source) => {
    worker.postMessage(source);
    return answer();
  };
  return answer();
}

async function measure(pages, source) {
  const best = {};
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [name, page] of Object.entries(pages)) {
      const output = await page.evaluate((text) => window.runOnce(text), harness(source));
      const result = parse(output.stdout);
      if (result === undefined) {
        best[name] = { failed: output.stderr.trim().split("\n").at(-1) || "no result" };
        continue;
      }
      if (best[name]?.ms === undefined || result.ms < best[name].ms) best[name] = result;
    }
  }
  return best;
}

function verdict({ ours, pyodide }) {
  if (ours.failed !== undefined) return ours.failed;
  if (pyodide.failed !== undefined) return `Pyodide: ${pyodide.failed}`;
  if (ours.check !== pyodide.check) return `check differs: ${ours.check} here, ${pyodide.check} in Pyodide`;
  return "";
}

function cell(result) {
  return result.ms === undefined ? "-" : result.ms.toFixed(1);
}

function summed(rows) {
  const body = rows.map(({ name, ours, pyodide, ratio, note }) => [name, cell(ours), cell(pyodide), ratio === undefined ? "-" : ratio.toFixed(2), note]);
  return table(["kernel", "Spawnpoint ms", "Pyodide ms", "times faster", ""], body, [1, 2, 3]);
}

const wanted = process.argv.slice(2).filter((argument) => argument !== "--record");
const names = readdirSync(join(folder, "kernels")).filter((name) => name.endsWith(".py")).map((name) => name.slice(0, -3));
const kernels = names.filter((name) => wanted.length === 0 || wanted.some((word) => name.includes(word))).sort();
if (kernels.length === 0) {
  console.error(`No kernel is named like ${wanted.join(", ")}; there are ${names.join(", ")}.`);
  process.exit(1);
}

const { browser, close } = await launch(CHROMIUM);
const context = await browser.newContext();
const pages = {
  ours: await openEngine(context, `${SPAWNPOINT_URL}LICENSE.txt`, startOurs),
  pyodide: await openEngine(context, `${BENCHES_URL}bench.mjs`, startPyodide),
};
// Before the first kernel is timed, the browser has compiled what each engine does most for speed.
const sourceOf = (name) => readFileSync(join(folder, `kernels/${name}.py`), "utf8");
await measure(pages, sourceOf(kernels[0]));
const rows = [];
for (const name of kernels) {
  const result = await measure(pages, sourceOf(name));
  const note = verdict(result);
  const ratio = note === "" ? result.pyodide.ms / result.ours.ms : undefined;
  rows.push({ name, ...result, note, ratio });
  console.error(`${name}: ${ratio === undefined ? note : `${ratio.toFixed(2)} times faster`}`);
}
const pyodideVersion = JSON.parse(readFileSync(join(folder, "../node_modules/pyodide/package.json"), "utf8")).version;
const versions = `Chromium ${browser.version()}, Pyodide ${pyodideVersion}, best of ${ROUNDS * REPEATS} runs each`;
await close();

const ratios = rows.flatMap((row) => (row.ratio === undefined ? [] : [row.ratio]));
const mean = ratios.length === 0 ? "-" : Math.exp(ratios.reduce((sum, ratio) => sum + Math.log(ratio), 0) / ratios.length).toFixed(2);
const slower = rows.filter((row) => row.ratio < 1).map((row) => row.name);
const summary = `geometric mean of ${ratios.length} of ${rows.length} kernels: ${mean} times faster than Pyodide; slower on: ${slower.join(", ") || "none"}`;
const text = `${summed(rows)}\n\n${summary}\n(${versions})`;
console.log(`\n${text}`);

record("kernels", text);
if (rows.some((row) => row.note.startsWith("check differs"))) process.exitCode = 1;
