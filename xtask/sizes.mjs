// Prints the size of every file that the site ships: as it is, by gzip and by brotli.
import { readdir, readFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const folder = join(fileURLToPath(new URL("..", import.meta.url)), process.argv[2] ?? "dist");

async function shipped(path) {
  const entries = await readdir(path, { withFileTypes: true });
  const found = await Promise.all(entries.map((entry) => {
    const file = join(path, entry.name);
    if (entry.isDirectory()) return shipped(file);
    return entry.name.endsWith(".map") ? [] : [file];
  }));
  return found.flat();
}

function brotli(bytes) {
  return brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } });
}

async function measure(file) {
  const bytes = await readFile(file);
  return { name: relative(folder, file), sizes: [bytes.length, gzipSync(bytes, { level: 9 }).length, brotli(bytes).length] };
}

function line(name, cells, width) {
  return name.padEnd(width) + cells.map((cell) => String(cell).padStart(12)).join("");
}

const rows = await Promise.all((await shipped(folder)).sort().map(measure));
const total = rows.reduce((sums, row) => sums.map((sum, index) => sum + row.sizes[index]), [0, 0, 0]);
const width = Math.max(...rows.map((row) => row.name.length), "total".length) + 2;
const number = new Intl.NumberFormat("en");
console.log(line("bytes", ["raw", "gzip", "brotli"], width));
for (const { name, sizes } of [...rows, { name: "total", sizes: total }]) {
  console.log(line(name, sizes.map((size) => number.format(size)), width));
}
