// The page, the element and the embed page as a person meets them: choose, press Run, read the console.
import assert from "node:assert/strict";
import { arranged, launch, open, other, programs, screenshot, site, test, until } from "./harness.mjs";

const browser = await launch();

/** Presses Run and waits until the button says so again. */
async function pressRun(scope) {
  const button = scope.locator("spawn-point").getByRole("button", { name: "Run", exact: true });
  await button.click();
  await scope.locator("spawn-point").evaluate(async (element) => {
    const ended = ["ok", "error", "stopped", "timeout"];
    const end = performance.now() + 30000;
    while (!ended.includes(element.status) && performance.now() < end) await new Promise((resolve) => setTimeout(resolve, 20));
    // The console is brought up to date with the next frame.
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  });
  await button.waitFor();
}

/** What the console shows of a stream: the text, and the names of the processes at its lines. */
function readConsole(scope, stream = "stdout") {
  return scope.locator("spawn-point").getByRole("log").evaluate((log, stream) => {
    const lines = [...log.querySelectorAll(".line")].filter((line) => line.dataset.stream === stream);
    return { text: lines.map((line) => line.textContent).join(""), processes: lines.map((line) => line.dataset.process) };
  }, stream);
}

for (const program of programs) {
  test(`${program.name} runs from the page`, async (t) => {
    const { page, errors } = await open(browser, t, `${site}#${program.name}`);
    await pressRun(page);
    const console = await readConsole(page);
    assert.equal(arranged(program, console.text), program.expected);
    assert.ok(console.processes.every((name) => name !== undefined && name !== ""), "each line names its process");
    assert.deepEqual(errors, []);
    await screenshot(page, program.name);
  });
}

test("the page has all seven examples", async (t) => {
  const { page } = await open(browser, t, site);
  for (const program of programs) {
    await page.locator(`a[href$="#${program.name}"]`).first().click();
    const code = await until(() => page.locator("spawn-point").evaluate((element) => element.code), (text) => text.trim() === program.source.trim());
    assert.equal(code.trim(), program.source.trim());
  }
});

test("an edited program runs as edited, and Reset brings the original back", async (t) => {
  const { page } = await open(browser, t, `${site}#4_process_lifecycle`);
  const original = await page.locator("spawn-point").evaluate(async (element) => (await element.ready, element.code));
  await page.locator("spawn-point").evaluate((element) => (element.code = element.code.replace("Worker process is running", "Edited")));
  await pressRun(page);
  assert.equal((await readConsole(page)).text, "Edited\nMain process is done\n");
  await page.getByRole("button", { name: "Reset", exact: true }).click();
  assert.equal(await page.locator("spawn-point").evaluate((element) => element.code), original);
});

test("Run becomes Stop and ends a program that would run for ever", async (t) => {
  const { page } = await open(browser, t, `${site}embed.html#code=${encodeURIComponent("print('on', flush=True)\nwhile True:\n    pass\n")}`);
  await page.getByRole("button", { name: "Run", exact: true }).click();
  await page.getByRole("log").getByText("on").waitFor();
  await page.getByRole("button", { name: "Stop", exact: true }).click();
  await page.getByRole("button", { name: "Run", exact: true }).waitFor({ timeout: 2000 });
  assert.equal(await page.locator("spawn-point").evaluate((element) => element.status), "stopped");
});

test("a syntax error appears in the console and the text stays", async (t) => {
  const code = "print('x'\n";
  const { page } = await open(browser, t, `${site}embed.html#code=${encodeURIComponent(code)}`);
  await pressRun(page);
  assert.match((await readConsole(page, "stderr")).text, /SyntaxError: '\(' was never closed/);
  assert.equal((await page.locator("spawn-point").evaluate((element) => element.code)).trim(), code.trim());
});

test("the element runs in a page of another origin", async (t) => {
  const { page, errors } = await open(browser, t, `${other}element.html?site=${encodeURIComponent(site)}`);
  await pressRun(page);
  assert.equal((await readConsole(page)).text, "[0, 1, 4, 9]\n");
  assert.deepEqual(errors, []);
  await screenshot(page, "other-origin");
});

test("the element's events reach the page as plain data", async (t) => {
  const { page } = await open(browser, t, `${other}element.html?site=${encodeURIComponent(site)}`);
  const seen = await page.evaluate(async () => {
    await customElements.whenDefined("spawn-point");
    const types = [];
    for (const type of ["sp-run", "sp-process", "sp-output", "sp-done"]) document.addEventListener(type, (event) => types.push([type, JSON.stringify(event.detail)]));
    const result = await document.querySelector("spawn-point").run();
    return { types: types.map(([type]) => type), stdout: result.stdout };
  });
  assert.equal(seen.stdout, "[0, 1, 4, 9]\n");
  assert.equal(seen.types[0], "sp-run");
  assert.equal(seen.types.at(-1), "sp-done");
  assert.ok(seen.types.includes("sp-output") && seen.types.includes("sp-process"));
});

for (const [title, address] of [
  ["an example", "embed.html?example=1_queue_hello"],
  ["code in the address", `embed.html#code=${encodeURIComponent(programs[0].source)}`],
]) {
  test(`the embed page runs ${title} in a sandboxed frame of another origin`, async (t) => {
    const { page, errors } = await open(browser, t, `${other}sandbox.html?embed=${encodeURIComponent(site + address)}`);
    const frame = page.frameLocator("#frame");
    await pressRun(frame);
    assert.equal((await readConsole(frame)).text, programs[0].expected);
    assert.deepEqual(errors, []);
  });
}

test("leaving the page ends every worker", async (t) => {
  const { page } = await open(browser, t, `${site}#2_four_processes`);
  await pressRun(page);
  assert.ok(page.workers().length > 0);
  await page.locator("spawn-point").evaluate((element) => element.remove());
  assert.equal(await until(() => page.workers().length, (count) => count === 0), 0);
});
