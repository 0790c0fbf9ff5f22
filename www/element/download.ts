// Saves an element's program, notebook or trace as a file.
import type { SpawnPoint } from "./element.ts";

export function download(what: "py" | "ipynb" | "trace", element: SpawnPoint): void {
  const stem = element.options.name.replace(/\.py$/, "");
  if (what === "py") return save(`${stem}.py`, "text/x-python", element.code);
  if (what === "ipynb") return save(`${stem}.ipynb`, "application/x-ipynb+json", JSON.stringify(notebook(element.code), null, 1));
  if (element.trace === null) throw new Error("There is no trace yet: run the program first.");
  save(`${stem}.trace.json`, "application/json", JSON.stringify(element.trace));
}

function notebook(code: string): object {
  const source = code.match(/[^\n]*\n|[^\n]+$/g) ?? [];
  return {
    nbformat: 4,
    nbformat_minor: 5,
    metadata: { kernelspec: { name: "python3", display_name: "Python 3", language: "python" } },
    cells: [{ cell_type: "code", id: "program", metadata: {}, execution_count: null, outputs: [], source }],
  };
}

function save(name: string, type: string, text: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
