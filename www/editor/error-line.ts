// Marks the line that an error came from, until the text is changed.
import { StateEffect, StateField } from "@codemirror/state";
import { Decoration, EditorView } from "@codemirror/view";
import type { DecorationSet } from "@codemirror/view";

interface Mark {
  line: number;
  message: string;
}

const setMark = StateEffect.define<Mark | null>();

export const errorLine = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marks, transaction) {
    for (const effect of transaction.effects) {
      if (effect.is(setMark)) return effect.value === null ? Decoration.none : decorate(transaction.state.doc.line(effect.value.line).from, effect.value.message);
    }
    return transaction.docChanged ? Decoration.none : marks;
  },
  provide: (field) => EditorView.decorations.from(field),
});

/** Marks line number `line`, or none; a line that is not there is no line. */
export function markLine(view: EditorView, line: number | null, message: string): void {
  const exists = line !== null && line >= 1 && line <= view.state.doc.lines;
  view.dispatch({ effects: setMark.of(exists ? { line, message } : null) });
}

function decorate(at: number, message: string): DecorationSet {
  const line = Decoration.line({ class: "cm-error-line", attributes: { title: message } });
  return Decoration.set(line.range(at));
}
