"""The tokens of Python source, line by line. An f-string is one token."""

import re
from token import COMMENT, DEDENT, ENDMARKER, EXACT_TOKEN_TYPES, INDENT, NAME, NEWLINE, NL, NUMBER, OP, STRING

_PREFIX = r"(?:[rR]?[bBfFtT]|[bBfFtT]?[rR]|[uU])?"
_TOKEN = re.compile(rf"""
    (?P<comment>\#[^\r\n]*)
  | (?P<triple>{_PREFIX}(?:\"\"\"|'''))
  | (?P<string>{_PREFIX}(?:"(?:[^"\\\r\n]|\\.)*"|'(?:[^'\\\r\n]|\\.)*'))
  | (?P<open>{_PREFIX}["'])
  | (?P<number>0[xX](?:_?[0-9a-fA-F])+|0[oO](?:_?[0-7])+|0[bB](?:_?[01])+
      |(?:(?:[0-9](?:_?[0-9])*)?\.[0-9](?:_?[0-9])*|[0-9](?:_?[0-9])*\.?)(?:[eE][-+]?[0-9](?:_?[0-9])*)?[jJ]?)
  | (?P<name>\w+)
  | (?P<op>{"|".join(map(re.escape, sorted(EXACT_TOKEN_TYPES, key=len, reverse=True)))}|[!$?`])
""", re.VERBOSE | re.DOTALL)
_BLANK = re.compile(r"[ \t\f]*")
_TAB = 8


def TokenizerIter(readline, *, encoding=None, extra_tokens=False):
    """Yields (type, text, start, end, line) for each token."""
    return _Tokenizer(readline, encoding).tokens()


class _Tokenizer:
    def __init__(self, readline, encoding):
        self.readline, self.encoding = readline, encoding
        self.row, self.line, self.column = 0, "", 0
        self.indents, self.depth = [0], 0

    def next_line(self):
        try:
            line = self.readline()
        except StopIteration:
            line = ""
        if isinstance(line, bytes):
            line = line.decode(self.encoding or "utf-8")
        self.row += 1
        self.line, self.column = line, 0
        return line

    def tokens(self):
        continued = False
        while self.next_line():
            if not self.depth and not continued:
                yield from self.indentation()
            continued = yield from self.rest_of_line()
        if continued or self.depth:
            self.fail("unexpected EOF in multi-line statement")
        for _ in self.indents[1:]:
            yield DEDENT, "", (self.row, 0), (self.row, 0), ""
        yield ENDMARKER, "", (self.row, 0), (self.row, 0), ""

    def indentation(self):
        text = _BLANK.match(self.line).group()
        if self.line[len(text):len(text) + 1] in ("", "#", "\n", "\r"):
            return
        width = len(text.rpartition("\f")[2].expandtabs(_TAB))
        if width > self.indents[-1]:
            self.indents.append(width)
            yield INDENT, text, (self.row, 0), (self.row, len(text)), self.line
        while width < self.indents[-1]:
            self.indents.pop()
            if width > self.indents[-1]:
                self.fail("unindent does not match any outer indentation level", IndentationError)
            yield DEDENT, "", (self.row, len(text)), (self.row, len(text)), self.line

    def rest_of_line(self):
        """Yields the tokens up to the line's end; returns whether a backslash continues it."""
        empty = True
        while True:
            self.column = _BLANK.match(self.line, self.column).end()
            rest = self.line[self.column:]
            if rest in ("", "\n", "\r\n", "\r"):
                kind = NL if empty or self.depth else NEWLINE
                if rest or kind == NEWLINE:
                    start = (self.row, self.column)
                    yield kind, rest, start, (self.row, self.column + max(len(rest), 1)), self.line
                return False
            if rest in ("\\\n", "\\\r\n", "\\\r"):
                return True
            token = yield from self.token()
            empty = empty and token == COMMENT

    def token(self):
        match = _TOKEN.match(self.line, self.column)
        if match is None:
            self.fail(f"invalid non-printable character or token {self.line[self.column]!r}")
        kind, text, start = match.lastgroup, match.group(), (self.row, self.column)
        first = self.line
        if kind in ("triple", "open"):
            text = self.long_string(text[-3:] if kind == "triple" else text[-1], match.end())
            kind = "string"
        else:
            self.column = match.end()
        if kind == "op":
            self.depth += (text in "([{") - (text in ")]}")
        if self.row != start[0]:
            first += self.continuation
        kind = {"comment": COMMENT, "string": STRING, "number": NUMBER, "name": NAME, "op": OP}[kind]
        yield kind, text, start, (self.row, self.column), first
        return kind

    def long_string(self, quotes, position):
        """The text of a string that may go on over the next lines, from the current column."""
        row, text, self.continuation = self.row, "", ""
        begun = self.column
        while True:
            end = re.compile(rf"(?:[^\\]|\\.)*?{quotes}", re.DOTALL).match(self.line, position)
            if end is not None:
                self.column = end.end()
                return text + self.line[begun:self.column]
            continued = len(quotes) == 3 or self.line.endswith(("\\\n", "\\\r\n"))
            text += self.line[begun:]
            if not continued or not self.next_line():
                self.row = row
                self.fail("unterminated triple-quoted string literal" if len(quotes) == 3 else "unterminated string literal")
            self.continuation += self.line
            begun = position = 0

    def fail(self, message, kind=SyntaxError):
        raise kind(message, ("<string>", self.row, self.column + 1, self.line, self.row, self.column + 1))
