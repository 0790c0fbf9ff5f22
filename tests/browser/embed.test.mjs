// What the element and the embed page promise to pages around them: addresses, messages, kept edits, the timeline's facts.
import assert from "node:assert/strict";
import { launch, open, other, site, test } from "./harness.mjs";

const TWO = `
from multiprocessing import Process, Queue

def child(queue):
    queue.put("hello")

if __name__ == "__main__":
    queue = Queue()
    process = Process(target=child, args=(queue,))
    process.start()
    print(queue.get())
    process.join()
`;

const browser = await launch();

const element = (scope) => scope.locator("spawn-point");
const address = (code, options = "") => `${site}embed.html?${options}#code=${encodeURIComponent(code)}`;

async function host(t, code) {
  const { page } = await open(browser, t, `${other}host.html?embed=${encodeURIComponent(address(code))}`);
  const greetings = await page.evaluate(() => window.connected);
  return { page, greetings };
}

test("the embed page greets its host, and tells code and output on the port only", async (t) => {
  const { page, greetings } = await host(t, "print('to the host')\n");
  assert.deepEqual(greetings, [{ spawnpoint: 1, type: "ready" }, { spawnpoint: 1, type: "ready" }]);
  const code = await page.evaluate(() => window.ask({ type: "get-code" }));
  assert.deepEqual([code.ok, code.result], [true, "print('to the host')\n"]);
  const run = await page.evaluate(() => window.ask({ type: "run" }));
  assert.deepEqual([run.ok, run.result.status, run.result.stdout], [true, "ok", "to the host\n"]);
  const types = await page.evaluate(() => window.heard.map((one) => one.type));
  for (const type of ["sp-run", "sp-output", "sp-process", "sp-done"]) assert.ok(types.includes(type), `${type} was heard`);
});

test("a host can change the code, run it and stop it", async (t) => {
  const { page } = await host(t, "print(1)\n");
  await page.evaluate(() => window.ask({ type: "set-code", code: "print('changed')\n" }));
  const run = await page.evaluate(() => window.ask({ type: "run" }));
  assert.equal(run.result.stdout, "changed\n");
  await page.evaluate(() => window.ask({ type: "reset" }));
  const code = await page.evaluate(() => window.ask({ type: "get-code" }));
  assert.equal(code.result, "print(1)\n");
  const unknown = await page.evaluate(() => window.ask({ type: "sing" }));
  assert.equal(unknown.ok, false);
  assert.match(unknown.error, /"sing" is not a request/);
});

test("a shared link brings code and options back", async (t) => {
  const { page } = await open(browser, t, address(TWO, "timeline=closed&title=Shared"));
  const link = await element(page).evaluate(async (one) => (await one.ready, one.getShareUrl()));
  assert.match(link, /embed\.html#v1\/[\w-]+$/);
  const { page: copy } = await open(browser, t, link);
  const [code, timeline] = await element(copy).evaluate(async (one) => (await one.ready, [one.code, one.getAttribute("timeline")]));
  assert.deepEqual([code, timeline], [TWO, "closed"]);
});

test("a link that is incomplete is said in a sentence", async (t) => {
  const { page } = await open(browser, t, `${site}embed.html#v1/AAAA`);
  await page.getByRole("alert").getByText("The code in this link cannot be read").waitFor();
});

test("code from a link does not run before a click", async (t) => {
  const { page } = await open(browser, t, address("print('uninvited')\n", "autorun=1"));
  await page.waitForTimeout(500);
  assert.equal(await element(page).evaluate((one) => one.status), "idle");
});

test("a frame loads neither editor nor engine before they are needed", async (t) => {
  const context = await browser.newContext();
  t.after(() => context.close());
  const page = await context.newPage();
  const asked = [];
  page.on("request", (request) => asked.push(request.url()));
  await page.goto(address("print(1)\n"));
  await element(page).evaluate((one) => one.ready);
  assert.deepEqual(asked.filter((url) => /\.wasm|editor|spawnpoint\.js|worker\//.test(url)), []);
});

test("edits outlive a reload, and the choice of another example", async (t) => {
  const { page } = await open(browser, t, `${site}#4_process_lifecycle`);
  await element(page).getByRole("textbox").first().click();
  await page.waitForFunction(() => document.querySelector("spawn-point").shadowRoot.querySelector(".cm-focused") !== null);
  await page.keyboard.press("Control+Home");
  await page.keyboard.type("# mine ");
  await page.locator('a[href$="#1_queue_hello"]').click();
  await page.waitForFunction(() => document.querySelector("spawn-point").code.includes("queue"));
  await page.reload();
  await page.locator('a[href$="#4_process_lifecycle"]').click();
  await page.waitForFunction(() => document.querySelector("spawn-point").code.startsWith("# mine "));
  await page.getByRole("button", { name: "Reset", exact: true }).click();
  assert.ok(!(await element(page).evaluate((one) => one.code)).includes("# mine"));
});

test("the timeline says in words and in a table what its picture shows", async (t) => {
  const { page } = await open(browser, t, address(TWO));
  const result = await element(page).evaluate((one) => one.run());
  assert.equal(result.stdout, "hello\n");
  const summary = await element(page).locator(".summary").textContent();
  assert.match(summary, /^2 processes, /);
  await element(page).getByRole("group", { name: /Picture of the run/ }).focus();
  await page.keyboard.press("t");
  const rows = await element(page).locator("tbody tr").allTextContents();
  assert.equal(rows.length, 2);
  assert.match(rows[0], /^MainProcess/);
  assert.match(rows[1], /^Process-1/);
});

test("a program that prints without end leaves the page usable, and Stop ends it", async (t) => {
  const { page } = await open(browser, t, address("while True:\n    print('again and again')\n"));
  await page.getByRole("button", { name: "Run", exact: true }).click();
  await page.getByRole("log").getByText("again and again").first().waitFor();
  const late = await page.evaluate(async () => {
    let worst = 0;
    for (let i = 0; i < 20; i += 1) {
      const start = performance.now();
      await new Promise((resolve) => setTimeout(resolve, 20));
      worst = Math.max(worst, performance.now() - start - 20);
    }
    return worst;
  });
  assert.ok(late < 1000, `a timer of the page was late by ${late.toFixed(0)} ms`);
  await page.getByRole("button", { name: "Stop", exact: true }).click();
  await page.getByRole("button", { name: "Run", exact: true }).waitFor({ timeout: 3000 });
  assert.equal(await element(page).evaluate((one) => one.status), "stopped");
});

test("of long output the last lines are shown, and the number of the others is said", async (t) => {
  const { page } = await open(browser, t, address("print('start', end='')\nfor i in range(5000):\n    print(' line', i)\nprint('end', end='')\n"));
  await page.getByRole("button", { name: "Run", exact: true }).click();
  await element(page).evaluate((one) => one.result ?? new Promise((resolve) => one.addEventListener("sp-done", resolve, { once: true })));
  const lines = element(page).locator(".log .line");
  assert.equal(await lines.count(), 1500);
  assert.equal(await lines.first().textContent(), " line 3501\n");
  assert.equal(await lines.last().textContent(), "end");
  await element(page).getByText("The first 3,501 lines are not shown").waitFor();
});

test("the line that an error came from is marked, until the text is changed", async (t) => {
  const { page } = await open(browser, t, address("x = 1\nprint(x / 0)\n"));
  await page.getByRole("button", { name: "Run", exact: true }).click();
  const marked = element(page).locator(".cm-error-line");
  await marked.waitFor();
  assert.equal(await marked.textContent(), "print(x / 0)");
  assert.equal(await marked.getAttribute("title"), "ZeroDivisionError: division by zero");
  await element(page).evaluate((one) => (one.code = "print(2)\n"));
  assert.equal(await marked.count(), 0);
});

test("a script tag's selector turns a page's code blocks into playgrounds", async (t) => {
  const { page } = await open(browser, t, `${other}selector.html?site=${encodeURIComponent(site)}`);
  await page.locator("spawn-point").waitFor();
  assert.equal(await page.locator("spawn-point").count(), 1);
  const result = await page.locator("spawn-point").evaluate((one) => one.run());
  assert.equal(result.stdout, "from a code block\n");
  assert.equal(await page.locator("pre#plain").count(), 1);
});
