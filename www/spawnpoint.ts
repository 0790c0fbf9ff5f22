// `spawnpoint.js`: runs Python programs with real processes and threads, without any user interface.
export { Machine } from "./machine/machine.ts";
export { Run } from "./machine/run.ts";
export type * from "./machine/types.ts";
