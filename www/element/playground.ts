// What an element needs once a program runs: console, timeline and machine.
import { ConsoleView } from "../console/view.ts";
import { siteUrl } from "../machine/site.ts";
import { readFeed } from "../machine/feed.ts";
import type { TraceDetail } from "../machine/feed.ts";
import type { Machine } from "../machine/machine.ts";
import type { Run } from "../machine/run.ts";
import type { LoadProgress, HintDetail, OutputDetail, ProcessDetail, RunResult } from "../machine/types.ts";
import { count, duration } from "../timeline/model.ts";
import { TimelineView } from "../timeline/view.ts";
import type { SpawnPoint } from "./element.ts";
import css from "./results.css";

type MachineClass = typeof import("../machine/machine.ts").Machine;

const sheet = new CSSStyleSheet();
sheet.replaceSync(css);

/** One module for all elements of a page, which thereby share the compiled engine. */
let machines: Promise<MachineClass> | undefined;

export class Playground {
  #element: SpawnPoint;
  #console: ConsoleView;
  #timeline = new TimelineView();
  #names = new Map<number, { name: string; index: number }>();
  #machine: Machine | undefined;
  #made: string | undefined;
  #run: Run | undefined;
  #promise: Promise<RunResult> | undefined;
  /** Stop was pressed, maybe before there was anything to stop. */
  #stopWanted = false;
  #copy = document.createElement("button");

  constructor(element: SpawnPoint) {
    this.#element = element;
    element.root.adoptedStyleSheets = [...element.root.adoptedStyleSheets, sheet];
    this.#copy.type = "button";
    this.#copy.className = "quiet";
    this.#copy.textContent = "Copy";
    this.#copy.hidden = true;
    this.#copy.addEventListener("click", () => void this.#copyOutput());
    this.#console = new ConsoleView(
      {
        who: (pid) => this.#names.get(pid) ?? { name: `pid ${pid}`, index: 0 },
        sendInput: (text) => this.sendInput(text),
        interrupt: () => this.#run?.interrupt(),
      },
      [this.#copy],
    );
    element.results.append(this.#console.element, this.#timeline.element);
    element.frame.classList.add("with-results");
    if (element.preview !== null) this.#console.preview(element.preview);
    else this.#console.hint("The output appears here.");
    this.optionsChanged();
    new ResizeObserver(() => this.#arrange()).observe(element.frame);
  }

  /** Runs the element's code; a second call while it runs gives the same result. */
  run(): Promise<RunResult> {
    if (this.#promise !== undefined) return this.#promise;
    this.#stopWanted = false;
    this.#promise = this.#runOnce().finally(() => (this.#promise = undefined));
    return this.#promise;
  }

  stop(): void {
    this.#stopWanted = this.#promise !== undefined;
    this.#run?.stop();
  }

  sendInput(text: string): void {
    this.#console.askForInput(null);
    this.#run?.sendInput(text);
  }

  async warmUp(): Promise<void> {
    try {
      await (await this.#machineNow()).warmUp();
      if (this.#element.status === "loading") this.#element.announce("idle", "Ready");
    } catch {
      // The run that needs it says what is wrong.
    }
  }

  optionsChanged(): void {
    const { console, timeline } = this.#element.options;
    fold(this.#console.element, console);
    fold(this.#timeline.element, timeline);
    this.#arrange();
  }

  themeChanged(): void {
    this.#timeline.themeChanged();
  }

  dispose(): void {
    this.#machine?.dispose();
    this.#machine = undefined;
  }

  async #runOnce(): Promise<RunResult> {
    const element = this.#element;
    const code = element.code;
    if (!element.emit("sp-run", { code }, true)) throw new DOMException("The page cancelled the run.", "AbortError");
    this.#clear();
    element.markLine(null);
    element.announce("loading", "Loading Python …");
    try {
      const run = await this.#begin(code);
      const result = await run.result;
      this.#finish(result);
      return result;
    } catch (error) {
      this.#fail(error instanceof Error ? error : new Error(String(error)));
      throw error;
    } finally {
      this.#run = undefined;
    }
  }

  async #begin(code: string): Promise<Run> {
    const { name, args, stdin, timelimit } = this.#element.options;
    const machine = await this.#machineNow();
    const run = machine.run(code, { name, argv: args, timelimit, ...(stdin === undefined ? {} : { stdin }) });
    this.#run = run;
    this.#follow(run);
    if (this.#stopWanted) run.stop();
    return run;
  }

  #follow(run: Run): void {
    const on = <T>(type: string, act: (detail: T) => void) => run.addEventListener(type, (event) => act((event as CustomEvent<T>).detail));
    on<OutputDetail>("output", (detail) => {
      this.#console.add(detail.pid, detail.stream, detail.text);
      this.#element.emit("sp-output", detail);
    });
    on<ProcessDetail>("process", (detail) => {
      this.#process(detail);
      this.#element.emit("sp-process", detail);
    });
    on<TraceDetail>("trace", (detail) => this.#trace(detail));
    on<{ pid: number; prompt: string }>("input", (detail) => {
      if (!this.#element.emit("sp-input", detail, true)) return;
      this.#console.askForInput(this.#names.get(detail.pid)?.name ?? "The program");
    });
    on<HintDetail>("hint", (detail) => this.#console.advise(detail.text));
    on<{ text: string; time: number }>("deadlock", (detail) => {
      this.#console.fail(detail.text);
      this.#timeline.model.stuck = true;
    });
    this.#timeline.start(() => run.elapsed);
  }

  #process(detail: ProcessDetail): void {
    const { pid, ppid, name, state, time, exitCode } = detail;
    const model = this.#timeline.model;
    if (!this.#names.has(pid)) {
      this.#names.set(pid, { name, index: this.#names.size });
      model.processStarted(pid, ppid, name, time);
    }
    this.#names.get(pid)!.name = name;
    model.processRenamed(pid, name);
    if (state === "exit") model.processEnded(pid, exitCode, time);
    this.#announceRunning();
  }

  #trace(detail: TraceDetail): void {
    const model = this.#timeline.model;
    readFeed(detail, (change) => model.thread(change), (from, to) => model.arrow({ kind: "message", from, to, label: "message" }));
  }

  #announceRunning(): void {
    const alive = [...this.#timeline.model.lanes.values()].filter((lane) => lane.ended === undefined).length;
    this.#element.announce("running", `Running: ${count(alive, "process", "processes")}`);
  }

  #finish(result: RunResult): void {
    const element = this.#element;
    element.result = result;
    this.#console.flush();
    this.#console.askForInput(null);
    if (result.stdout === "" && result.stderr === "") this.#console.hint("The program printed nothing.");
    this.#copy.hidden = result.stdout === "" && result.stderr === "";
    this.#timeline.model.maxParallel = result.maxParallel;
    this.#timeline.finish(result.wallMs);
    this.#markError(result);
    element.announce(result.status, verdict(result, element.options.timelimit));
    element.emit("sp-done", result);
  }

  /** In the code, the innermost line of the last traceback. */
  #markError(result: RunResult): void {
    const element = this.#element;
    const places = [...result.stderr.matchAll(/^ *File "([^"]*)", line (\d+)/gm)].filter(([, file]) => file === element.options.name);
    const line = Number(places.at(-1)?.[2]);
    if (line > 0) element.markLine(line, result.stderr.trimEnd().split("\n").at(-1));
  }

  #fail(error: Error): void {
    this.#timeline.finish(this.#run?.elapsed ?? 0);
    if (error.name === "AbortError") return this.#element.announce("idle", "");
    this.#console.fail(error.message);
    this.#element.announce("error", "Could not run");
    this.#element.emit("sp-error", { message: error.message });
  }

  /** Stops the program and forgets what it did: another one takes its place. */
  clear(): void {
    this.stop();
    this.#clear();
    this.#console.hint("The output appears here.");
    if (this.#run === undefined) this.#element.announce("idle", "");
  }

  #clear(): void {
    this.#names.clear();
    this.#console.clear();
    this.#timeline.clear();
    this.#copy.hidden = true;
  }

  /** The machine that the options describe. */
  async #machineNow(): Promise<Machine> {
    machines ??= (import(siteUrl("spawnpoint.js")) as Promise<{ Machine: MachineClass }>).then((module) => module.Machine);
    machines.catch(() => (machines = undefined));
    const Machine = await machines;
    const { startMethod, cpus, processes, memory } = this.#element.options;
    const wanted = JSON.stringify({ startMethod, cpus, processes, memory });
    if (this.#machine === undefined || this.#made !== wanted) {
      this.#machine?.dispose();
      this.#machine = new Machine({ startMethod, cpus, processes, memory });
      this.#machine.addEventListener("load", (event) => this.#progress((event as CustomEvent<LoadProgress>).detail));
      this.#made = wanted;
    }
    return this.#machine;
  }

  #progress(progress: LoadProgress): void {
    this.#element.emit("sp-load", progress);
    if (this.#element.status !== "loading" || progress.phase !== "engine") return;
    const share = progress.total > 0 ? ` ${Math.round((100 * progress.loaded) / progress.total)} %` : "";
    this.#element.announce("loading", `Loading Python …${share}`);
  }

  #arrange(): void {
    const { frame, options } = this.#element;
    const columns = options.layout === "columns" || (options.layout === "auto" && frame.clientWidth >= 860);
    frame.classList.toggle("columns", columns);
  }

  async #copyOutput(): Promise<void> {
    try {
      await navigator.clipboard.writeText(this.#console.text);
      this.#copy.textContent = "Copied";
    } catch {
      this.#copy.textContent = "Not allowed here";
    }
    setTimeout(() => (this.#copy.textContent = "Copy"), 1500);
  }
}

/** A closed pane shows its heading only, which opens it. */
function fold(pane: HTMLElement, wanted: string): void {
  pane.hidden = wanted === "none";
  const title = pane.querySelector(".pane-title")!;
  if (wanted === "closed") pane.classList.add("folded");
  if (wanted !== "closed" || title.querySelector("button") !== null) return;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "quiet";
  button.textContent = title.textContent;
  button.setAttribute("aria-expanded", "false");
  button.addEventListener("click", () => button.setAttribute("aria-expanded", String(!pane.classList.toggle("folded"))));
  title.replaceChildren(button);
}

function verdict(result: RunResult, timelimit: number): string {
  const took = duration(result.wallMs);
  switch (result.status) {
    case "ok":
      return `Finished in ${took}`;
    case "stopped":
      return `Stopped after ${took}`;
    case "timeout":
      return `Stopped at the time limit of ${timelimit} s`;
    case "error":
      return `Ended with exit code ${result.exitCode} after ${took}`;
  }
}
