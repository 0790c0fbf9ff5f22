// What the benchmarks share: the browser, tables, and the README in which results are recorded.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

export const folder = fileURLToPath(new URL(".", import.meta.url));

const ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

/** The values of environment variables that `cargo xtask bench` sets. */
export function settings(...names) {
  const missing = names.filter((name) => !process.env[name]);
  if (missing.length === 0) return process.env;
  console.error(`${missing.join(", ")} is not set: run this with \`cargo xtask bench\`.`);
  process.exit(1);
}

/** A browser, and the number of its process. */
export async function launch(executablePath) {
  const server = await chromium.launchServer({ executablePath, args: ARGUMENTS });
  const browser = await chromium.connect(server.wsEndpoint());
  return { browser, pid: server.process().pid, close: () => browser.close().then(() => server.close()) };
}

export function median(numbers) {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
}

/** A Markdown table; the columns of numbers stand at the right. */
export function table(head, rows, numbers) {
  const width = (index) => Math.max(...[head, ...rows].map((row) => row[index].length));
  const right = (index) => numbers.includes(index);
  const line = (row) => `| ${row.map((text, index) => (right(index) ? text.padStart(width(index)) : text.padEnd(width(index)))).join(" | ")} |`;
  const rule = `|${head.map((_, index) => (right(index) ? `${"-".repeat(width(index) + 1)}:` : "-".repeat(width(index) + 2))).join("|")}|`;
  return [line(head), rule, ...rows.map(line)].join("\n");
}

/** Writes `text` into the README's section between `<!-- name -->` and `<!-- end -->`, if it is asked to. */
export function record(name, text) {
  if (!process.argv.includes("--record")) return;
  const readme = join(folder, "README.md");
  const [before, rest] = readFileSync(readme, "utf8").split(`<!-- ${name} -->`);
  const after = rest.slice(rest.indexOf("<!-- end -->"));
  writeFileSync(readme, `${before}<!-- ${name} -->\n\n${text}\n\n${after}`);
}
