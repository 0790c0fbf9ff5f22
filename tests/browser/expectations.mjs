// What CPython does with a program of tests/programs, as described in the files beside it; tests/programs.rs has the rules.
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { root } from "./harness.mjs";

const FOLDER = join(root, "tests/programs");

function read(path) {
  return existsSync(path) ? readFileSync(path, "utf8") : "";
}

/** The names of the programs in a folder of tests/programs, such as `cases`. */
export function programsIn(folder) {
  const files = readdirSync(join(FOLDER, folder)).filter((file) => file.endsWith(".py"));
  const names = files.map((file) => `${folder}/${file.slice(0, -".py".length)}`);
  return names.filter((name) => existsSync(join(FOLDER, `${name}.out`))).sort();
}

/** A program with its standard input and what is expected of it. */
export function readProgram(name) {
  const file = (extension) => read(join(FOLDER, `${name}.${extension}`));
  const source = file("py");
  const expected = { stdout: file("out"), order: order(source, file("order")), code: 0, last: undefined, parts: [], hint: undefined };
  for (const line of file("err").split("\n").filter(Boolean)) {
    const [, rule, value] = /^(\w+)=(.*)$/.exec(line) ?? [];
    if (rule === "exit") expected.code = Number(value);
    else if (rule === "stderr_last") expected.last = value;
    else if (rule === "stderr_contains") expected.parts.push(value);
    else if (rule === "hint") expected.hint = value;
    else throw new Error(`${name}.err: no such rule: ${line}`);
  }
  return { name, source, stdin: file("in"), expected };
}

function order(source, beside) {
  const inside = /^# order: (.*)/.exec(source)?.[1] ?? "";
  const named = beside.trim() || inside.trim() || "exact";
  if (!["exact", "any", "any-but-last"].includes(named)) throw new Error(`no such order: ${named}`);
  return named;
}

/** What is wrong with a result of `Machine.run`; undefined if nothing is. */
export function difference({ stdout, order, code, last, parts, hint }, result) {
  if (arranged(stdout, order) !== arranged(result.stdout, order)) return `expected output:\n${stdout}\nbut it printed:\n${result.stdout}`;
  if (result.exitCode !== code) return `expected exit status ${code}, not ${result.exitCode}`;
  const lastLine = result.stderr.split("\n").findLast((line) => line.trim() !== "") ?? "";
  if (last !== undefined && last.trimEnd() !== lastLine.trimEnd()) return `expected the last line of standard error ${last}, not ${lastLine}`;
  const missing = parts.find((part) => !result.stderr.includes(part));
  if (missing !== undefined) return `expected standard error to contain ${missing}`;
  return isHintedAs(hint, result.hints) ? undefined : `expected the hint ${hint}, not ${JSON.stringify(result.hints)}`;
}

/** Whether one of the hints contains the text; `none` wants no hint. */
function isHintedAs(hint, hints) {
  if (hint === undefined) return true;
  return hint === "none" ? hints.length === 0 : hints.some((given) => JSON.stringify(given).includes(hint));
}

/** The lines of an output, those that have no place of their own sorted. */
function arranged(output, order) {
  const lines = output.split(/(?<=\n)/);
  const free = { exact: 0, any: lines.length, "any-but-last": lines.length - 1 }[order];
  return [...lines.slice(0, free).sort(), ...lines.slice(free)].join("");
}

/** The reasons of the programs that are known to fail in the browser, by name. */
export function knownFailures() {
  const lines = read(join(FOLDER, "known_failures.txt")).split("\n").map((line) => /^browser\/([^:]+): (.*)$/.exec(line));
  return new Map(lines.filter(Boolean).map(([, name, reason]) => [name, reason]));
}
