// The code editor: CodeMirror with Python, inside the element's shadow root.
import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentWithTab, toggleTabFocusMode } from "@codemirror/commands";
import { python } from "@codemirror/lang-python";
import { bracketMatching, HighlightStyle, indentOnInput, indentUnit, syntaxHighlighting } from "@codemirror/language";
import { highlightSelectionMatches, searchKeymap } from "@codemirror/search";
import { EditorState } from "@codemirror/state";
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { errorLine, markLine } from "./error-line.ts";

export interface EditorOptions {
  root: ShadowRoot;
  parent: HTMLElement;
  code: string;
  readOnly: boolean;
  label: string;
  onChange(code: string): void;
}

export interface Editor {
  code: string;
  focus(): void;
  /** Marks the line that an error came from, or no line. */
  mark(line: number | null, message: string): void;
  destroy(): void;
}

export function createEditor(options: EditorOptions): Editor {
  const view = new EditorView({
    root: options.root,
    parent: options.parent,
    state: EditorState.create({ doc: options.code, extensions: extensions(options) }),
  });
  return {
    get code() {
      return view.state.doc.toString();
    },
    set code(code: string) {
      if (code === view.state.doc.toString()) return;
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: code } });
    },
    focus: () => view.focus(),
    mark: (line, message) => markLine(view, line, message),
    destroy: () => view.destroy(),
  };
}

function extensions(options: EditorOptions) {
  return [
    lineNumbers(),
    history(),
    drawSelection(),
    indentOnInput(),
    bracketMatching(),
    closeBrackets(),
    autocompletion({ activateOnTyping: false }),
    highlightSelectionMatches(),
    options.readOnly ? [] : highlightActiveLine(),
    python(),
    errorLine,
    indentUnit.of("    "),
    syntaxHighlighting(style),
    appearance,
    EditorState.readOnly.of(options.readOnly),
    EditorView.contentAttributes.of({ "aria-label": options.label, spellcheck: "false", autocorrect: "off", autocapitalize: "off" }),
    // Ctrl-M (Shift-Alt-M on a Mac) hands Tab back to the browser; the line below the editor says so.
    keymap.of([
      { key: "Ctrl-m", mac: "Shift-Alt-m", run: toggleTabFocusMode },
      ...closeBracketsKeymap,
      ...completionKeymap,
      ...searchKeymap,
      ...historyKeymap,
      ...(options.readOnly ? [] : [indentWithTab]),
      ...defaultKeymap.filter((binding) => binding.key !== "Mod-Enter" && binding.key !== "Shift-Enter"),
    ]),
    EditorView.updateListener.of((update) => {
      if (update.docChanged) options.onChange(update.state.doc.toString());
    }),
  ];
}

/** The colours are the element's custom properties, so a change of theme needs nothing here. */
const style = HighlightStyle.define([
  { tag: [tags.keyword, tags.operatorKeyword, tags.controlKeyword, tags.definitionKeyword, tags.moduleKeyword, tags.self, tags.bool, tags.null], color: "var(--tok-keyword)" },
  { tag: [tags.string, tags.special(tags.string)], color: "var(--tok-string)" },
  { tag: [tags.comment, tags.lineComment], color: "var(--tok-comment)", fontStyle: "italic" },
  { tag: [tags.number], color: "var(--tok-number)" },
  { tag: [tags.definition(tags.variableName), tags.definition(tags.className), tags.function(tags.definition(tags.variableName))], color: "var(--tok-definition)" },
  { tag: [tags.meta], color: "var(--tok-keyword)" },
]);

const appearance = EditorView.theme({
  "&": { color: "var(--ink)", backgroundColor: "transparent", fontSize: "inherit", height: "100%" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { fontFamily: "var(--mono)", lineHeight: "var(--code-line)", overflow: "auto" },
  ".cm-content": { padding: "var(--code-pad) 0", caretColor: "var(--ink)" },
  ".cm-line": { padding: "0 14px 0 8px" },
  ".cm-gutters": { backgroundColor: "transparent", color: "var(--muted)", border: "none" },
  ".cm-lineNumbers .cm-gutterElement": { minWidth: "2.4em", padding: "0 6px 0 0" },
  ".cm-error-line, .cm-error-line.cm-activeLine": { backgroundColor: "var(--error-tint)", boxShadow: "inset 3px 0 0 var(--error)" },
  ".cm-activeLine": { backgroundColor: "var(--active-line)" },
  ".cm-cursor": { borderLeftColor: "var(--ink)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": { background: "var(--selection)" },
  ".cm-matchingBracket, &.cm-focused .cm-matchingBracket": { backgroundColor: "var(--selection)", outline: "1px solid var(--muted)" },
  ".cm-panels": { backgroundColor: "var(--raised)", color: "var(--ink)", borderColor: "var(--rule)" },
  ".cm-tooltip": { backgroundColor: "var(--raised)", color: "var(--ink)", border: "1px solid var(--rule)" },
  ".cm-tooltip-autocomplete ul li[aria-selected]": { backgroundColor: "var(--accent)", color: "var(--on-accent)" },
});
