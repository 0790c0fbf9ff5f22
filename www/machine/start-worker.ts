// Starts a worker from a script of the built site, also from a page of another origin or of none.
import { fetched } from "../../worker/shared/unpacked.ts";
import { siteUrl } from "./site.ts";

interface TrustedPolicy {
  createScriptURL(url: string): string;
}

/** The first message of each worker script. */
const READY = "ready";

/**
 * A worker that runs `script` and has said that it is ready.
 *
 * A blob of the script starts across origins and in a sandboxed frame; where the page's policy forbids blobs, the plain
 * address works if it is of the same origin.
 */
export async function startWorker(script: string, name: string): Promise<Worker> {
  const url = siteUrl(script);
  try {
    const source = await scriptSource(url);
    return await firstWord(() => fromBlob(source, name));
  } catch (blobError) {
    try {
      return await firstWord(() => new Worker(trusted(url), { name }));
    } catch {
      throw new Error(`A worker for Python could not be started from ${url}: ${text(blobError)}. ` +
        "If the page has a Content-Security-Policy, add blob: to its worker-src; on another origin the server has to send Access-Control-Allow-Origin.");
    }
  }
}

const sources = new Map<string, Promise<string>>();

/** The text of a script, fetched once for all workers. A failed fetch is tried again by the next call. */
function scriptSource(url: string): Promise<string> {
  const known = sources.get(url);
  if (known !== undefined) return known;
  const source = fetched(url).then(async (response) => `${await response.text()}\n//# sourceURL=${url}`);
  sources.set(url, source);
  source.catch(() => sources.delete(url));
  return source;
}

function fromBlob(source: string, name: string): Worker {
  const address = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
  const worker = new Worker(trusted(address), { name });
  const release = () => URL.revokeObjectURL(address);
  worker.addEventListener("message", release, { once: true });
  worker.addEventListener("error", release, { once: true });
  return worker;
}

function firstWord(start: () => Worker): Promise<Worker> {
  return new Promise((resolve, reject) => {
    const worker = start();
    const heard = (event: MessageEvent) => {
      if (event.data !== READY) return;
      stopListening();
      resolve(worker);
    };
    const failed = (event: Event) => {
      stopListening();
      worker.terminate();
      reject(new Error((event as ErrorEvent).message || "the browser refused it"));
    };
    const stopListening = () => {
      worker.removeEventListener("message", heard);
      worker.removeEventListener("error", failed);
    };
    worker.addEventListener("message", heard);
    worker.addEventListener("error", failed);
  });
}

let policy: TrustedPolicy | null | undefined;

/** Under `require-trusted-types-for` the address of a worker has to pass a policy; this one makes workers only. */
function trusted(url: string): string {
  const factory = (globalThis as { trustedTypes?: { createPolicy(name: string, rules: object): TrustedPolicy } }).trustedTypes;
  if (policy === undefined) {
    try {
      policy = factory?.createPolicy("spawnpoint", { createScriptURL: (address: string) => address }) ?? null;
    } catch {
      policy = null;
    }
  }
  return policy === null ? url : policy.createScriptURL(url);
}

function text(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
