// What a run has printed: the whole text, and the latest lines with who wrote what.

export interface Piece {
  pid: number;
  stream: "stdout" | "stderr";
  text: string;
}

export interface Line {
  pieces: Piece[];
  /** Whether its newline has come. */
  done: boolean;
}

/** More lines than this can't be shown, so that a program that prints without end leaves the page usable. */
export const MOST_LINES = 1500;

/** As in a terminal, what arrives is appended: a line that two processes write to holds a piece of each. */
export class Log {
  /** The latest lines; `first` is the number of the first of them. */
  lines: Line[] = [];
  first = 0;
  #text: string[] = [];

  /** One more than the number of the last line. */
  get end(): number {
    return this.first + this.lines.length;
  }

  /** Adds text and says from which line on the log has changed. */
  add(pid: number, stream: "stdout" | "stderr", text: string): number {
    this.#text.push(text);
    const last = this.lines.at(-1);
    const changed = last === undefined || last.done ? this.end : this.end - 1;
    const parts = this.#skip(text).replaceAll("\r\n", "\n").split("\n");
    parts.forEach((part, i) => {
      const ends = i < parts.length - 1;
      if (part === "" && !ends) return;
      const line = this.#openLine();
      append(line, { pid, stream, text: part });
      line.done = ends;
    });
    if (this.lines.length > 2 * MOST_LINES) this.#forget();
    return changed;
  }

  text(): string {
    return this.#text.join("");
  }

  /** Counts the lines at the beginning of a long text that can't be shown, and leaves them out. */
  #skip(text: string): string {
    let shown = text.length;
    for (let i = 0; i <= MOST_LINES; i += 1) {
      shown = text.lastIndexOf("\n", shown - 1);
      if (shown <= 0) return text;
    }
    let skipped = 0;
    for (let at = text.indexOf("\n"); at >= 0 && at <= shown; at = text.indexOf("\n", at + 1)) skipped += 1;
    const open = this.lines.at(-1)?.done === false ? 1 : 0;
    this.first = this.end - open + skipped;
    this.lines = [];
    return text.slice(shown + 1);
  }

  #openLine(): Line {
    const last = this.lines.at(-1);
    if (last !== undefined && !last.done) return last;
    const line: Line = { pieces: [], done: false };
    this.lines.push(line);
    return line;
  }

  #forget(): void {
    const surplus = this.lines.length - MOST_LINES;
    this.lines = this.lines.slice(surplus);
    this.first += surplus;
  }
}

/** A carriage return starts the line again, as progress bars expect. */
function append(line: Line, piece: Piece): void {
  const restart = piece.text.lastIndexOf("\r");
  if (restart >= 0) {
    line.pieces.length = 0;
    piece.text = piece.text.slice(restart + 1);
  }
  const last = line.pieces.at(-1);
  if (last !== undefined && last.pid === piece.pid && last.stream === piece.stream) last.text += piece.text;
  else line.pieces.push(piece);
}
