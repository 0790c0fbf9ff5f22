// The embed page's line to the page around it: a greeting to anyone, and everything else on a port of its own.
import type { SpawnPoint } from "../element/element.ts";

const READY = { spawnpoint: 1, type: "ready" };
const EVENTS = ["sp-ready", "sp-load", "sp-change", "sp-run", "sp-output", "sp-input", "sp-process", "sp-error", "sp-done"];

interface Request {
  id: unknown;
  type: string;
  code?: string;
  text?: string;
}

export class HostLine {
  #element: SpawnPoint;
  #port: MessagePort | undefined;

  constructor(element: SpawnPoint) {
    this.#element = element;
    if (parent === window) return;
    addEventListener("message", (event) => this.#greet(event));
    for (const type of EVENTS) element.addEventListener(type, (event) => this.#port?.postMessage({ type, detail: (event as CustomEvent).detail }));
    new ResizeObserver(() => this.#tellHeight()).observe(document.body);
    // Neither code nor output is ever in what goes to anyone.
    parent.postMessage(READY, "*");
  }

  #greet(event: MessageEvent): void {
    if (event.source !== parent || event.data?.spawnpoint !== 1 || event.data.type !== "hello") return;
    const [port] = event.ports;
    if (port !== undefined) {
      this.#port = port;
      port.onmessage = (message: MessageEvent<Request>) => void this.#answer(message.data);
    }
    parent.postMessage(READY, "*");
    this.#tellHeight();
  }

  async #answer(request: Request): Promise<void> {
    try {
      this.#port?.postMessage({ id: request.id, ok: true, result: await this.#do(request) });
    } catch (error) {
      this.#port?.postMessage({ id: request.id, ok: false, error: error instanceof Error ? error.message : String(error) });
    }
  }

  async #do(request: Request): Promise<unknown> {
    const element = this.#element;
    await element.ready;
    switch (request.type) {
      case "run":
        return element.run();
      case "stop":
        return element.stop();
      case "reset":
        return element.reset();
      case "set-code":
        element.code = String(request.code);
        return undefined;
      case "get-code":
        return element.code;
      case "send-input":
        return element.sendInput(String(request.text));
      case "share":
        return element.getShareUrl();
      default:
        throw new Error(`"${request.type}" is not a request. There are: run, stop, reset, set-code, get-code, send-input, share.`);
    }
  }

  #tellHeight(): void {
    this.#port?.postMessage({ type: "resize", height: document.body.offsetHeight });
  }
}
