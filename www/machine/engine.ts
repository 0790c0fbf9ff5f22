// The engine's WebAssembly module: and the start of the library: fetched once a page, shared by all machines on it.
import { unpacked } from "../../worker/shared/unpacked.ts";
import { siteUrl } from "./site.ts";
import type { LoadProgress } from "./types.ts";

type Listener = (progress: LoadProgress) => void;

/** What every machine on the page starts from. */
export interface Engine {
  module: WebAssembly.Module;
  /** The modules of the library that every process has from the start. */
  pack: Uint8Array;
}

let loading: Promise<Engine> | undefined;
const listeners = new Set<Listener>();

/** The engine. A failed load is tried again by the next call. */
export function loadEngine(onProgress: Listener): Promise<Engine> {
  listeners.add(onProgress);
  loading ??= load().catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading.finally(() => listeners.delete(onProgress));
}

async function load(): Promise<Engine> {
  const [module, pack] = await Promise.all([compile(siteUrl("spawnpoint_bg.wasm")), library()]);
  return { module, pack };
}

async function library(): Promise<Uint8Array> {
  try {
    return await unpacked(siteUrl("library/start.code"));
  } catch (error) {
    throw new Error(`The Python library could not be loaded: ${message(error)}. It has to be published beside spawnpoint.js.`);
  }
}

async function compile(url: string): Promise<WebAssembly.Module> {
  const response = await fetchEngine(url);
  const total = Number(response.headers.get("content-length") ?? 0);
  const counted = countBytes(response, (loaded) => report({ phase: "engine", loaded, total: Math.max(total, loaded) }));
  try {
    return await WebAssembly.compileStreaming(counted);
  } catch (error) {
    throw new Error(`The Python engine could not be loaded: ${url} is not a WebAssembly file that this browser accepts (${message(error)}). ` +
      "If the page forbids it by a Content-Security-Policy, add 'wasm-unsafe-eval' to its script-src; otherwise publish the whole built site again.");
  }
}

async function fetchEngine(url: string): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(url);
  } catch (error) {
    throw new Error(`The Python engine could not be loaded: ${url} cannot be fetched (${message(error)}). ` +
      "Check the connection; on another origin the server has to send Access-Control-Allow-Origin.");
  }
  if (!response.ok) {
    throw new Error(`The Python engine could not be loaded: the server answered ${response.status} for ${url}. ` +
      "It has to be published beside spawnpoint.js.");
  }
  return response;
}

/** The same response, reporting how much of it has arrived; its type is set because some hosts send the wrong one. */
function countBytes(response: Response, onBytes: (loaded: number) => void): Response {
  let loaded = 0;
  const counter = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      loaded += chunk.byteLength;
      onBytes(loaded);
      controller.enqueue(chunk);
    },
  });
  const body = response.body === null ? null : response.body.pipeThrough(counter);
  return new Response(body, { headers: { "content-type": "application/wasm" } });
}

function report(progress: LoadProgress): void {
  for (const listener of listeners) listener(progress);
}

function message(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
