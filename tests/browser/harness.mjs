// What every browser test needs: a browser, pages of the site, programs, the workers that a page really has.
import { readFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { after, test as nodeTest } from "node:test";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

export const root = fileURLToPath(new URL("../..", import.meta.url));
/** Where the built site is served, and where pages of another origin are. */
export const site = needed("SPAWNPOINT_URL");
export const other = needed("SPAWNPOINT_OTHER_URL");

const ARGUMENTS = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync",
];

function needed(name) {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set: run the browser tests with \`cargo xtask test browser\`.`);
  return value;
}

const launched = [];
// Said here and not in `launch`: within a hook, `after` means after that hook.
after(() => Promise.all(launched.map((browser) => browser.close())));

/** A test that may take a minute; Node's own option would count for the whole file. */
export function test(name, run) {
  return nodeTest(name, { timeout: 60_000 }, run);
}

/** The browser of a test file; it is closed after the last test. */
export async function launch() {
  const browser = await chromium.launch({ executablePath: needed("CHROMIUM"), args: ARGUMENTS });
  launched.push(browser);
  return browser;
}

/** A page in a context of its own at `url`, with what went wrong on it, closed after `test`. */
export async function open(browser, test, url) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  test.after(() => context.close());
  const page = await context.newPage();
  const errors = [];
  page.on("console", (message) => message.type() === "error" && errors.push(`${message.text()} (${message.location().url})`));
  page.on("pageerror", (error) => errors.push(String(error)));
  await page.goto(url);
  return { page, errors };
}

/** A page of the site's origin with nothing on it, for what needs no user interface; closed after `test`, or with the browser. */
export async function openBlank(browser, test) {
  const context = await browser.newContext();
  test?.after(() => context.close());
  const page = await context.newPage();
  const url = new URL("blank-page-of-the-tests", site).href;
  await page.route(url, (route) => route.fulfill({ contentType: "text/html", body: "<!doctype html><title>blank</title>" }));
  await page.goto(url);
  return page;
}

/** Runs a program on a `Machine` of its own and returns the result without its trace, and the output events. */
export function runProgram(page, source, { machine = {}, run = {} } = {}) {
  return page.evaluate(async ({ source, machine, run }) => {
    const { Machine } = await import("/spawnpoint.js");
    const it = new Machine(machine);
    const running = it.run(source, run);
    const outputs = [];
    running.addEventListener("output", (event) => outputs.push(event.detail));
    try {
      const { trace, ...result } = await running.result;
      return { ...result, outputs, traceEvents: trace.traceEvents.length };
    } finally {
      it.dispose();
    }
  }, { source, machine, run });
}

/** Screenshots go where a person can look at them after the tests. */
export async function screenshot(page, name) {
  const folder = join(root, "target/screenshots");
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
}

/** Asks `probe` until its answer satisfies `done`, for at most `limit` milliseconds; returns the last answer. */
export async function until(probe, done, limit = 5000) {
  const end = performance.now() + limit;
  for (;;) {
    const answer = await probe();
    if (done(answer) || performance.now() > end) return answer;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** The seven programs, with what CPython prints and the processes that it starts at most at once. */
export const programs = [
  { name: "1_queue_hello", processes: 2 },
  { name: "2_four_processes", processes: 5 },
  { name: "3_four_threads", processes: 1 },
  { name: "4_process_lifecycle", processes: 2 },
  { name: "5_pool_square", processes: 5 },
  { name: "6_pool_steps", processes: 5 },
  { name: "7_print_numbers", processes: 5, anyOrderButLast: true },
].map((program) => {
  const file = (extension) => readFileSync(join(root, `tests/programs/assignment/${program.name}.${extension}`), "utf8");
  return { ...program, source: file("py"), expected: file("out") };
});

/** An output with the lines sorted that CPython could print in any order. */
export function arranged(program, output) {
  if (!program.anyOrderButLast) return output;
  const lines = output.split(/(?<=\n)/);
  return [...lines.slice(0, -1).sort(), ...lines.slice(-1)].join("");
}
