"""Rows of text separated by commas: what CPython has in C as `_csv`."""

QUOTE_MINIMAL, QUOTE_ALL, QUOTE_NONNUMERIC, QUOTE_NONE, QUOTE_STRINGS, QUOTE_NOTNULL = range(6)
__version__ = "1.0"

_dialects = {}
_limit = 131072


class Error(Exception):
    pass


def _character(name, value, optional):
    if value is None and optional:
        return None
    if not isinstance(value, str):
        wanted = "a unicode character or None" if optional else "a unicode character"
        raise TypeError(f"\"{name}\" must be {wanted}, not {type(value).__name__}")
    if len(value) != 1:
        wanted = "a unicode character or None" if optional else "a unicode character"
        raise TypeError(f"\"{name}\" must be {wanted}, not a string of length {len(value)}")
    if value in "\r\n":
        raise ValueError(f"bad {name} value")
    return value


class Dialect:
    def __new__(cls, dialect=None, /, *, delimiter=..., doublequote=None, escapechar=..., lineterminator=None,
                quotechar=..., quoting=None, skipinitialspace=None, strict=None):
        if isinstance(dialect, str):
            dialect = get_dialect(dialect)
        given = dict(doublequote=doublequote, lineterminator=lineterminator, quoting=quoting,
                     skipinitialspace=skipinitialspace, strict=strict)
        self = object.__new__(cls)

        def choose(name, default):
            value = given.get(name)
            return getattr(dialect, name, default) if value is None else value

        self.delimiter = _character("delimiter", getattr(dialect, "delimiter", ",") if delimiter is ... else delimiter, False)
        self.doublequote = bool(choose("doublequote", True))
        escape = getattr(dialect, "escapechar", None) if escapechar is ... else escapechar
        self.escapechar = _character("escapechar", escape, True)
        self.lineterminator = choose("lineterminator", "\r\n")
        if not isinstance(self.lineterminator, str):
            raise TypeError(f"\"lineterminator\" must be a string, not {type(self.lineterminator).__name__}")
        quote = getattr(dialect, "quotechar", "\"") if quotechar is ... else quotechar
        if quotechar is None and quoting is None:
            given["quoting"] = QUOTE_NONE
        self.quotechar = _character("quotechar", quote, True)
        self.quoting = choose("quoting", QUOTE_MINIMAL)
        if not isinstance(self.quoting, int):
            raise TypeError(f"\"quoting\" must be an integer, not {type(self.quoting).__name__}")
        if not 0 <= self.quoting <= 5:
            raise TypeError("bad \"quoting\" value")
        if self.quoting != QUOTE_NONE and self.quotechar is None:
            raise TypeError("quotechar must be set if quoting enabled")
        self.skipinitialspace, self.strict = bool(choose("skipinitialspace", False)), bool(choose("strict", False))
        return self

    def __reduce_ex__(self, protocol):
        raise TypeError(f"cannot pickle '{type(self).__name__}' instances")

    def __init__(self, *args, **kwargs):
        pass


def register_dialect(name, dialect=None, /, **fmtparams):
    if not isinstance(name, str):
        raise TypeError("dialect name must be a string")
    _dialects[name] = Dialect(dialect, **fmtparams)


def unregister_dialect(name):
    if name not in _dialects:
        raise Error("unknown dialect")
    del _dialects[name]


def get_dialect(name):
    if name not in _dialects:
        raise Error("unknown dialect")
    return _dialects[name]


def list_dialects():
    return list(_dialects)


def field_size_limit(limit=None, /):
    global _limit
    before = _limit
    if limit is not None:
        if not isinstance(limit, int):
            raise TypeError("limit must be an integer")
        _limit = limit
    return before


def _dialect(dialect, fmtparams):
    if isinstance(dialect, Dialect) and not fmtparams:
        return dialect
    return Dialect(dialect, **fmtparams)


class _Reader:
    def __init__(self, lines, dialect):
        self._lines, self.dialect, self.line_num = lines, dialect, 0
        # Lines without these characters are only split.
        self._plain = dialect.quoting in (QUOTE_MINIMAL, QUOTE_ALL, QUOTE_NONE) and not dialect.skipinitialspace

    def __iter__(self):
        return self

    def __next__(self):
        line = self._line()
        dialect = self.dialect
        quote, escape = dialect.quotechar, dialect.escapechar
        if self._plain and (quote is None or quote not in line) and (escape is None or escape not in line):
            text = line.rstrip("\r\n")
            if len(text) < _limit and "\n" not in text and "\r" not in text:
                return text.split(dialect.delimiter) if text else []
        return self._parse(line)

    def _line(self):
        line = next(self._lines)
        if not isinstance(line, str):
            raise Error(f"iterator should return strings, not {type(line).__name__} (the file should be opened in text mode)")
        self.line_num += 1
        return line

    def _parse(self, line):
        dialect = self.dialect
        delimiter, quote, escape = dialect.delimiter, dialect.quotechar, dialect.escapechar
        quoting, skip = dialect.quoting, dialect.skipinitialspace
        row, field, quoted, state = [], [], False, "start"

        def save():
            text = "".join(field)
            if not quoted and quoting == QUOTE_NONNUMERIC and text:
                row.append(float(text))
            elif not quoted and not text and quoting in (QUOTE_STRINGS, QUOTE_NOTNULL):
                row.append(None)
            elif not quoted and quoting == QUOTE_STRINGS:
                row.append(float(text))
            else:
                row.append(text)
            field.clear()

        while True:
            for char in line:
                if len(field) > _limit:
                    raise Error(f"field larger than field limit ({_limit})")
                if state == "after":
                    if char not in "\r\n":
                        raise Error("new-line character seen in unquoted field - do you need to open the file with "
                                    "newline=''?")
                    continue
                if state == "start":
                    quoted = False
                    if char in "\r\n":
                        if row or field:
                            save()
                        state = "after"
                    elif char == quote and quoting != QUOTE_NONE:
                        state, quoted = "quoted", True
                    elif char == escape and escape is not None:
                        state = "escape"
                    elif char == " " and skip:
                        pass
                    elif char == delimiter:
                        save()
                    else:
                        field.append(char)
                        state = "field"
                elif state in ("field", "escaped line end"):
                    if char in "\r\n":
                        save()
                        state = "after"
                    elif char == escape and escape is not None:
                        state = "escape"
                    elif char == delimiter:
                        save()
                        state = "start"
                    else:
                        field.append(char)
                        state = "field"
                elif state in ("escape", "escape in quotes"):
                    field.append(char)
                    if state == "escape":
                        state = "escaped line end" if char in "\r\n" else "field"
                    else:
                        state = "quoted"
                elif state == "quoted":
                    if char == escape and escape is not None:
                        state = "escape in quotes"
                    elif char == quote and quoting != QUOTE_NONE:
                        state = "quote" if dialect.doublequote else "field"
                    else:
                        field.append(char)
                else:
                    # A quote within quotes was seen: it ends them or stands for itself.
                    if char == quote and quoting != QUOTE_NONE:
                        field.append(char)
                        state = "quoted"
                    elif char == delimiter:
                        save()
                        state = "start"
                    elif char in "\r\n":
                        save()
                        state = "after"
                    elif dialect.strict:
                        raise Error(f"'{delimiter}' expected after '{quote}'")
                    else:
                        field.append(char)
                        state = "field"
            if state == "after" or state == "start" and not row and not field and not line:
                return row
            if state in ("quoted", "escape in quotes", "escape", "escaped line end"):
                if state in ("escape in quotes", "escape"):
                    field.append("\n")
                    state = "quoted" if state == "escape in quotes" else "field"
                try:
                    line = self._line()
                except StopIteration:
                    if dialect.strict:
                        raise Error("unexpected end of data") from None
                    save()
                    return row
                continue
            save()
            return row


def reader(csvfile, /, dialect="excel", **fmtparams):
    return _Reader(iter(csvfile), _dialect(dialect, fmtparams))


class _Writer:
    def __init__(self, write, dialect):
        self._write, self.dialect = write, dialect
        special = dialect.delimiter + "\r\n" + dialect.lineterminator
        self._special = special + (dialect.escapechar or "") + (dialect.quotechar or "")

    def writerow(self, row, /):
        try:
            row = iter(row)
        except TypeError:
            raise Error(f"iterable expected, not {type(row).__name__}") from None
        dialect = self.dialect
        fields = [self._field(value) for value in row]
        if len(fields) == 1 and fields[0] == "":
            if dialect.quoting == QUOTE_NONE:
                raise Error("single empty field record must be quoted")
            fields[0] = dialect.quotechar * 2
        return self._write(dialect.delimiter.join(fields) + dialect.lineterminator)

    def writerows(self, rows, /):
        for row in rows:
            self.writerow(row)

    def _field(self, value):
        dialect = self.dialect
        quoting = dialect.quoting
        text = "" if value is None else value if type(value) is str else str(value)
        if quoting == QUOTE_MINIMAL:
            quotes = False
        elif quoting == QUOTE_ALL:
            quotes = True
        elif quoting == QUOTE_NONNUMERIC:
            quotes = not isinstance(value, (int, float))
        elif quoting == QUOTE_STRINGS:
            quotes = isinstance(value, str)
        elif quoting == QUOTE_NOTNULL:
            quotes = value is not None
        else:
            quotes = False
        for char in self._special:
            if char in text:
                break
        else:
            if quoting == QUOTE_MINIMAL and dialect.delimiter == " " and dialect.skipinitialspace and text == "":
                quotes = True
            return dialect.quotechar + text + dialect.quotechar if quotes else text
        return self._escaped(text, quotes)

    def _escaped(self, text, quotes):
        dialect = self.dialect
        quote, escape, out = dialect.quotechar, dialect.escapechar, []
        for char in text:
            if char not in self._special:
                out.append(char)
                continue
            wants_escape = dialect.quoting == QUOTE_NONE
            if not wants_escape:
                if char == quote:
                    if dialect.doublequote:
                        out.append(quote)
                        quotes = True
                    else:
                        wants_escape = True
                elif char == escape:
                    wants_escape = True
                else:
                    quotes = True
            if wants_escape:
                if escape is None:
                    raise Error("need to escape, but no escapechar set")
                out.append(escape)
            out.append(char)
        text = "".join(out)
        return quote + text + quote if quotes else text


def writer(fileobj, /, dialect="excel", **fmtparams):
    write = getattr(fileobj, "write", None)
    if not callable(write):
        raise TypeError("argument 1 must have a \"write\" method")
    return _Writer(write, _dialect(dialect, fmtparams))
