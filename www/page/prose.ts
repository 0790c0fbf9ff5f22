// Text with `code` between backticks as an element.

export function prose(tag: "p" | "li", text: string): HTMLElement {
  const element = document.createElement(tag);
  text.split("`").forEach((part, i) => {
    if (i % 2 === 0) return element.append(part);
    const code = document.createElement("code");
    code.textContent = part;
    element.append(code);
  });
  return element;
}
