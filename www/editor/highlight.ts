// Colours Python text before the editor is there: words and strings only, in a few hundred bytes.

const TOKEN = new RegExp(
  [
    "(#.*)", // comment
    "([rRbBfFuUtT]{0,2}(?:\"\"\"[^]*?(?:\"\"\"|$)|'''[^]*?(?:'''|$)|\"(?:\\\\.|[^\"\\\\\\n])*\"?|'(?:\\\\.|[^'\\\\\\n])*'?))", // string
    "\\b((?:def|class)(?=\\s+(\\w+))|False|None|True|and|as|assert|async|await|break|continue|del|elif|else|except|finally|for|from|global|if|import|in|is|lambda|nonlocal|not|or|pass|raise|return|try|while|with|yield)\\b",
    "\\b(\\d[\\d_.]*(?:[eE][+-]?\\d+)?j?|0[xXoObB][\\da-fA-F_]+)\\b",
  ].join("|"),
  "g",
);

const CLASSES = ["comment", "string", "keyword", "", "number"];

/** `code` as coloured text nodes and spans. */
export function highlighted(code: string): DocumentFragment {
  const fragment = document.createDocumentFragment();
  let done = 0;
  let name = "";
  for (const match of code.matchAll(TOKEN)) {
    append(fragment, code.slice(done, match.index), name);
    const group = match.slice(1).findIndex((part, i) => part !== undefined && CLASSES[i] !== "");
    const span = document.createElement("span");
    span.className = `tok-${CLASSES[group]}`;
    span.textContent = match[0];
    fragment.append(span);
    done = match.index + match[0].length;
    name = match[4] ?? "";
  }
  append(fragment, code.slice(done), name);
  return fragment;
}

/** Text between tokens; `name` is what a `def` or `class` just before it defines. */
function append(fragment: DocumentFragment, text: string, name: string): void {
  const at = name === "" ? -1 : text.indexOf(name);
  if (at < 0) {
    if (text !== "") fragment.append(text);
    return;
  }
  const span = document.createElement("span");
  span.className = "tok-definition";
  span.textContent = name;
  fragment.append(text.slice(0, at), span, text.slice(at + name.length));
}
