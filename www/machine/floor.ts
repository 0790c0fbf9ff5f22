// What a browser must have for programs to run in it.

/** A sentence for the reader of the page where this browser cannot run programs; otherwise null. */
export function whatIsMissing(): string | null {
  const missing = [];
  if (typeof WebAssembly !== "object") missing.push("WebAssembly");
  if (typeof Worker !== "function") missing.push("Web Workers");
  if (typeof MessageChannel !== "function") missing.push("message channels");
  if (missing.length === 0) return null;
  return `This browser cannot run the program: it has no ${missing.join(" and no ")}. ` +
    "Please use Chrome or Edge 103, Firefox 114, Safari 16.4, or anything newer.";
}
