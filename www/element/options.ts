// The attributes of `<spawn-point>`, which are the parameters of the embed page as well.

export interface Options {
  example: string | null;
  src: string | null;
  name: string;
  title: string | null;
  readonly: boolean;
  autorun: boolean;
  persist: boolean;
  loading: string;
  layout: string;
  console: string;
  timeline: string;
  processes: number;
  cpus: number | "auto";
  startMethod: "spawn" | "fork" | "forkserver";
  timelimit: number;
  memory: number;
  stdin: string | undefined;
  args: string[];
  theme: string;
  minLines: number;
  maxLines: number;
  controls: string[] | null;
}

/** Every name that an attribute or a parameter may have. */
export const NAMES = [
  "example", "src", "name", "title", "readonly", "autorun", "persist", "loading", "layout", "console", "timeline",
  "processes", "cpus", "start-method", "timelimit", "memory", "stdin", "args", "theme", "min-lines", "max-lines",
  "hide-lines", "controls", "env", "setup",
];

/** Named in the interface and not built yet: asking for one is answered in the console. */
const PLANNED = ["hide-lines", "env", "setup"];

const GLOBAL = /^(id|class|style|slot|hidden|lang|dir|part|role|tabindex|translate|inert|is|exportparts|data-.*|aria-.*|on.*|xml:.*)$/;

const warned = new Set<string>();

export function readOptions(get: (name: string) => string | null): Options {
  const flag = (name: string) => isOn(get(name));
  const number = (name: string, otherwise: number) => numberOf(name, get(name), otherwise);
  const autorun = flag("autorun");
  const cpus = get("cpus");
  return {
    example: get("example"),
    src: get("src"),
    name: get("name") ?? "main.py",
    title: get("title"),
    readonly: flag("readonly"),
    autorun,
    persist: flag("persist"),
    loading: oneOf("loading", get("loading"), ["click", "lazy", "eager"]),
    layout: oneOf("layout", get("layout"), ["auto", "rows", "columns", "tabs"]),
    console: oneOf("console", get("console"), ["open", "closed", "none"]),
    timeline: oneOf("timeline", get("timeline"), ["open", "closed", "none"]),
    processes: number("processes", 64),
    cpus: cpus === null || cpus === "auto" ? "auto" : number("cpus", 1),
    startMethod: oneOf("start-method", get("start-method"), ["spawn", "fork", "forkserver"]),
    timelimit: number("timelimit", autorun ? 30 : 0),
    memory: number("memory", 256),
    stdin: get("stdin") ?? undefined,
    args: (get("args") ?? "").split(/\s+/).filter((arg) => arg !== ""),
    theme: oneOf("theme", get("theme"), ["auto", "light", "dark"]),
    minLines: number("min-lines", 3),
    maxLines: number("max-lines", 30),
    controls: get("controls")?.split(/[\s,]+/) ?? null,
  };
}

/** Says once of each name that it is unknown or not there yet. */
export function warnOfUnknown(names: Iterable<string>): void {
  for (const name of names) {
    if (PLANNED.includes(name)) warnOnce(`"${name}" is not in this version and is ignored.`);
    else if (!NAMES.includes(name) && !GLOBAL.test(name)) warnOnce(`"${name}" is not an option of <spawn-point> and is ignored. There are: ${NAMES.join(", ")}.`);
  }
}

/** A boolean attribute: present and not "false"; `0` and `false` say no in an address. */
function isOn(value: string | null): boolean {
  return value !== null && value !== "false" && value !== "0";
}

function numberOf(name: string, value: string | null, otherwise: number): number {
  if (value === null || value === "") return otherwise;
  const number = Number(value);
  if (Number.isFinite(number) && number >= 0) return number;
  warnOnce(`${name}="${value}" is not a number; ${otherwise} is used.`);
  return otherwise;
}

function oneOf<T extends string>(name: string, value: string | null, allowed: [T, ...T[]]): T {
  if (value === null || value === "") return allowed[0];
  const found = allowed.find((candidate) => candidate === value);
  if (found === undefined) warnOnce(`${name}="${value}" is not one of ${allowed.join(", ")}; ${allowed[0]} is used.`);
  return found ?? allowed[0];
}

function warnOnce(text: string): void {
  if (warned.has(text)) return;
  warned.add(text);
  console.warn(`spawn-point: ${text}`);
}
