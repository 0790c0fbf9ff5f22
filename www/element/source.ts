// Where an element's code comes from.

export interface Found {
  code: string;
  /** What to show as output before the first run. */
  output: string | null;
}

/** The code in an element's children: a script (no escaping needed), a code block, or plain text. */
export function codeInside(element: HTMLElement): Found {
  const template = element.querySelector<HTMLTemplateElement>("template[data-output]");
  const output = template === null ? null : dedent(template.content.textContent ?? "");
  const block = element.querySelector('script[type="text/python"], pre code, pre');
  if (block !== null) return { code: dedent(block.textContent ?? ""), output };
  const copy = element.cloneNode(true) as HTMLElement;
  for (const other of copy.querySelectorAll("template, script, style")) other.remove();
  return { code: dedent(copy.textContent ?? ""), output };
}

/** Without blank lines around it, and without the indentation that all lines share. */
export function dedent(text: string): string {
  const lines = text.replaceAll("\r\n", "\n").split("\n");
  while (lines.length > 0 && lines[0]!.trim() === "") lines.shift();
  while (lines.length > 0 && lines.at(-1)!.trim() === "") lines.pop();
  const margins = lines.filter((line) => line.trim() !== "").map((line) => /^[ \t]*/.exec(line)![0].length);
  const margin = margins.length === 0 ? 0 : Math.min(...margins);
  return lines.map((line) => line.slice(margin) + "\n").join("");
}

export async function codeAt(address: string): Promise<string> {
  const url = new URL(address, document.baseURI);
  if (!/^https?:$/.test(url.protocol)) throw new Error(`src="${address}" is not a web address.`);
  let response: Response;
  try {
    response = await fetch(url, { credentials: "omit" });
  } catch {
    throw new Error(`The program at ${url.href} cannot be fetched. On another origin its server has to send Access-Control-Allow-Origin.`);
  }
  if (!response.ok) throw new Error(`The program at ${url.href} cannot be fetched: the server answered ${response.status}.`);
  return response.text();
}
