// The programs of tests/programs, one after the other on one `Machine`, against what CPython prints.
import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { before } from "node:test";
import { difference, knownFailures, programsIn, readProgram } from "./expectations.mjs";
import { launch, openBlank, root, test } from "./harness.mjs";

/** Seconds; programs that are known to fail often hang. */
const TIMELIMIT = 30;
const KNOWN_TIMELIMIT = 5;

const browser = await launch();
const known = knownFailures();
// Most programs of hints/ never end.
const FOLDERS = readdirSync(join(root, "tests/programs"), { withFileTypes: true }).filter((entry) => entry.isDirectory() && entry.name !== "hints");
const names = FOLDERS.map((folder) => folder.name).sort().flatMap(programsIn);
let page;

before(async () => {
  page = await openBlank(browser);
  await page.evaluate(async () => {
    const { Machine } = await import("/spawnpoint.js");
    window.machine = new Machine({ cpus: 4 });
  });
});

for (const name of names) {
  test(`browser/${name}`, async (t) => {
    const program = readProgram(name);
    const result = await run(program, known.has(name) ? KNOWN_TIMELIMIT : TIMELIMIT);
    const wrong = result.status === "timeout" ? `it did not end; until then it printed\n${result.stdout}` : difference(program.expected, result);
    if (known.has(name)) {
      assert.notEqual(wrong, undefined, "it passes now: remove it from tests/programs/known_failures.txt");
      t.todo(known.get(name));
    }
    assert.equal(wrong, undefined, `${wrong}\nstandard error:\n${result.stderr}`);
  });
}

test("every program that is known to fail exists", () => {
  assert.deepEqual([...known.keys()].filter((name) => !names.includes(name)), []);
});

function run({ source, stdin }, timelimit) {
  return page.evaluate(async ({ source, options }) => {
    const { trace, ...result } = await window.machine.run(source, options).result;
    return result;
  }, { source, options: { stdin, timelimit } });
}
