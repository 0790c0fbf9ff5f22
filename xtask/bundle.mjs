// Bundles the front end: www/ and worker/ with the engine's glue (`#engine`) into the directory named by the first argument (dist).
//
// Every TypeScript file directly in www/ or worker/ that holds code is an entry point; what they share lives in
// folders below. A file of types only leaves nothing to ship and is left out.
import { cp, mkdir, readdir, stat, writeFile } from "node:fs/promises";
import { existsSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("..", import.meta.url));
const out = join(root, process.argv[2] ?? "dist");

// `spawnpoint.js` is promised as one file without dependencies, so it shares no chunk with the page.
const standalone = new Set(["spawnpoint.ts"]);

const common = {
  absWorkingDir: root,
  bundle: true,
  format: "esm",
  target: ["chrome103", "firefox113", "safari16.4"],
  minify: true,
  sourcemap: "linked",
  legalComments: "linked",
  logLevel: "warning",
  charset: "utf8",
  loader: { ".py": "text", ".css": "text" },
  write: false,
};

/** What is left of a script that holds only types. */
const EMPTY_SCRIPT = '"use strict";(()=>{})();';

async function sources(folder) {
  const path = join(root, folder);
  if (!existsSync(path)) return [];
  const names = await readdir(path);
  return names.filter((name) => /\.ts$/.test(name) && !/\.(d|test)\.ts$/.test(name)).sort();
}

async function bundle(folder, names, options) {
  if (names.length === 0) return;
  const entryPoints = names.map((name) => join(folder, name));
  const result = await build({ ...common, entryPoints, outbase: folder, outdir: join(out, options.outdir ?? ""), ...options.build });
  for (const file of result.outputFiles) {
    if (isEmptyModule(file, result.outputFiles)) continue;
    await mkdir(dirname(file.path), { recursive: true });
    await writeFile(file.path, file.contents);
  }
}

function isEmptyModule(file, all) {
  const script = file.path.replace(/\.(map|LEGAL\.txt)$/, "");
  const code = all.find((other) => other.path === script);
  return code !== undefined && code.text.replace(/\/\/#.*/g, "").replace(EMPTY_SCRIPT, "").trim() === "";
}

async function copyStatic() {
  const from = join(root, "www");
  if (!existsSync(from)) return;
  await cp(from, out, {
    recursive: true,
    filter: async (path) => (await stat(path)).isDirectory() ? relative(from, path) === "" || isStaticFolder(relative(from, path)) : !/\.ts$/.test(path),
  });
}

// Folders that are shipped as they are; the others hold the front end's sources.
function isStaticFolder(path) {
  return /^(examples|assets|icons|fonts)(\/|$)/.test(path);
}

const pages = await sources("www");
await mkdir(out, { recursive: true });
await bundle("www", pages.filter((name) => !standalone.has(name)), { build: { splitting: true, chunkNames: "chunks/[name]-[hash]" } });
await bundle("www", pages.filter((name) => standalone.has(name)), {});
// A worker starts from a blob of its script, which a module in a sandboxed frame may not.
await bundle("worker", await sources("worker"), { outdir: "worker", build: { format: "iife" } });
await copyStatic();
