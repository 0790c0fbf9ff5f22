// What a run has printed, as lines of pieces: everything is kept, however little of it is shown.

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

/** As in a terminal, what arrives is appended: a line that two processes write to holds a piece of each. */
export class Log {
  readonly lines: Line[] = [];

  /** Adds text and says from which line on the log has changed. */
  add(pid: number, stream: "stdout" | "stderr", text: string): number {
    const last = this.lines.at(-1);
    const first = last === undefined || last.done ? this.lines.length : this.lines.length - 1;
    const parts = text.replaceAll("\r\n", "\n").split("\n");
    parts.forEach((part, i) => {
      const ends = i < parts.length - 1;
      if (part === "" && !ends) return;
      const line = this.#openLine();
      append(line, { pid, stream, text: part });
      line.done = ends;
    });
    return first;
  }

  text(): string {
    return this.lines.map((line) => line.pieces.map((piece) => piece.text).join("") + (line.done ? "\n" : "")).join("");
  }

  #openLine(): Line {
    const last = this.lines.at(-1);
    if (last !== undefined && !last.done) return last;
    const line: Line = { pieces: [], done: false };
    this.lines.push(line);
    return line;
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
