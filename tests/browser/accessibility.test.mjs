// What people with other eyes, hands and screens need: axe's rules, the keyboard, narrow windows, spoken states.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { launch, open, programs, root, screenshot, site, test } from "./harness.mjs";

const axe = readFileSync(join(root, "node_modules/axe-core/axe.min.js"), "utf8");
const browser = await launch();

async function violations(page) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
  const serious = violations.filter((one) => ["serious", "critical"].includes(one.impact));
  return serious.map((one) => `${one.id}: ${one.help} (${one.nodes.map((node) => node.target.join(" ")).join(", ")})`);
}

async function runToTheEnd(page) {
  const result = await page.locator("spawn-point").evaluate(async (element) => (await element.run()).status);
  assert.equal(result, "ok");
}

for (const [title, address] of [["page", `#${programs[1].name}`], ["embed page", `embed.html?example=${programs[1].name}`]]) {
  for (const theme of ["light", "dark"]) {
    test(`axe finds nothing serious on the ${title} in the ${theme} theme`, async (t) => {
      const { page } = await open(browser, t, site + address);
      await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
      await page.locator("spawn-point").getByRole("button", { name: "Run", exact: true }).waitFor();
      assert.deepEqual(await violations(page), [], "before a run");
      await runToTheEnd(page);
      await screenshot(page, `${title.replace(" ", "-")}-${theme}`);
      assert.deepEqual(await violations(page), [], "after a run");
    });
  }

  test(`the ${title} fits into 320 pixels`, async (t) => {
    const { page } = await open(browser, t, site + address);
    await page.setViewportSize({ width: 320, height: 640 });
    await runToTheEnd(page);
    const [content, window] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
    await screenshot(page, `${title.replace(" ", "-")}-320`);
    assert.ok(content <= window, `the page is ${content} pixels wide in a window of ${window}`);
  });
}

test("Run and Stop are one button that keeps the focus, and the state is announced", async (t) => {
  const { page } = await open(browser, t, `${site}embed.html#code=${encodeURIComponent("import time\ntime.sleep(1)\n")}`);
  await page.getByRole("button", { name: "Run", exact: true }).focus();
  await page.keyboard.press("Enter");
  const stop = page.getByRole("button", { name: "Stop", exact: true });
  await stop.waitFor();
  const focused = () => page.locator("spawn-point").evaluate((element) => element.shadowRoot.activeElement?.textContent);
  assert.equal(await focused(), "Stop");
  assert.match(await page.getByRole("status").first().textContent(), /\w/);
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Run", exact: true }).waitFor();
  assert.equal(await focused(), "Run");
});

test("Control-Enter runs from the editor, and Control-M lets Tab move on", async (t) => {
  const { page } = await open(browser, t, `${site}embed.html#code=${encodeURIComponent("print('from the keyboard')\n")}`);
  const editor = page.locator("spawn-point").getByRole("textbox").first();
  await editor.click();
  const inEditor = () => page.locator("spawn-point").evaluate((element) => element.shadowRoot.activeElement?.closest(".cm-editor") !== null);
  await page.waitForFunction(() => document.querySelector("spawn-point").shadowRoot.querySelector(".cm-focused") !== null);
  await page.keyboard.press("Control+Enter");
  await page.getByRole("log").getByText("from the keyboard").waitFor();
  assert.ok(await inEditor());
  await page.keyboard.press("Control+m");
  await page.keyboard.press("Tab");
  assert.ok(!(await inEditor()), "the focus has left the editor");
});
