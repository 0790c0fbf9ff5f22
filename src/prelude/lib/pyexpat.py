"""The parser under `xml`, which CPython has in C: without validation, and without what lies outside the document."""

import re
import sys
from _expatdeclarations import declarations

EXPAT_VERSION = "expat_2.7.3"
version_info = (2, 7, 3)
native_encoding = "UTF-8"
features = [("sizeof(XML_Char)", 1), ("sizeof(XML_LChar)", 1), ("XML_DTD", 0), ("XML_NS", 0)]
XML_PARAM_ENTITY_PARSING_NEVER, XML_PARAM_ENTITY_PARSING_UNLESS_STANDALONE, XML_PARAM_ENTITY_PARSING_ALWAYS = 0, 1, 2

_ERRORS = {1: ("NO_MEMORY", "out of memory"), 2: ("SYNTAX", "syntax error"), 3: ("NO_ELEMENTS", "no element found"),
           4: ("INVALID_TOKEN", "not well-formed (invalid token)"), 5: ("UNCLOSED_TOKEN", "unclosed token"),
           6: ("PARTIAL_CHAR", "partial character"), 7: ("TAG_MISMATCH", "mismatched tag"),
           8: ("DUPLICATE_ATTRIBUTE", "duplicate attribute"), 9: ("JUNK_AFTER_DOC_ELEMENT", "junk after document element"),
           11: ("UNDEFINED_ENTITY", "undefined entity"), 12: ("RECURSIVE_ENTITY_REF", "recursive entity reference"),
           13: ("ASYNC_ENTITY", "asynchronous entity"), 14: ("BAD_CHAR_REF", "reference to invalid character number"),
           17: ("MISPLACED_XML_PI", "XML or text declaration not at start of entity"), 18: ("UNKNOWN_ENCODING", "unknown encoding"),
           20: ("UNCLOSED_CDATA_SECTION", "unclosed CDATA section"), 27: ("UNBOUND_PREFIX", "unbound prefix"),
           36: ("FINISHED", "parsing finished"),
           43: ("AMPLIFICATION_LIMIT_BREACH", "limit on input amplification factor (from DTD and entities) breached")}
_SYNTAX, _NO_ELEMENTS, _INVALID_TOKEN, _UNCLOSED_TOKEN, _TAG_MISMATCH, _DUPLICATE_ATTRIBUTE, _JUNK = 2, 3, 4, 5, 7, 8, 9
_UNDEFINED_ENTITY, _RECURSIVE_ENTITY, _ASYNC_ENTITY, _BAD_CHAR_REF, _MISPLACED_XML_PI, _UNKNOWN_ENCODING = 11, 12, 13, 14, 17, 18
_UNCLOSED_CDATA, _UNBOUND_PREFIX, _FINISHED, _AMPLIFICATION = 20, 27, 36, 43

_NAME = re.compile(r"(?:[^\W\d]|:)[\w\-.:\xb7]*")
_SPACE = re.compile(r"[ \t\r\n]*")
_TEXT = re.compile(r"[^<&]+")
_REFERENCE = re.compile(r"&(?:#(?:x([0-9a-fA-F]+)|([0-9]+))|((?:[^\W\d]|:)[\w\-.:\xb7]*))?(;?)")
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|\]\]>")
_DECLARATION = re.compile(r"""<\?xml\s+version\s*=\s*(["'])([\w.:\-]+)\1(?:\s+encoding\s*=\s*(["'])([\w.\-]+)\3)?"""
                          r"""(?:\s+standalone\s*=\s*(["'])(yes|no)\5)?\s*\?>""")
_DOCTYPE_PIECE = re.compile(r"\"[^\"]*\"|'[^']*'|<!--.*?-->|<\?.*?\?>|[\[\]<>]|[^\"'\[\]<>]+", re.DOTALL)
_DOCTYPE = re.compile(r"""<!DOCTYPE\s+([^\s\[>]+)(?:\s+(?:SYSTEM|PUBLIC\s+("[^"]*"|'[^']*'))\s+("[^"]*"|'[^']*'))?\s*(?:\[(.*)\]\s*)?>""",
                      re.DOTALL)
_PREDEFINED = {"lt": "<", "gt": ">", "amp": "&", "apos": "'", "quot": '"'}
_XML_NAMESPACE = "http://www.w3.org/XML/1998/namespace"
# What entities may grow to, at least and in proportion to the document.
_MOST_GROWTH, _GROWTH_FACTOR = 8 << 20, 100


class ExpatError(Exception):
    """The document is not well-formed."""


ExpatError.__module__ = "xml.parsers.expat"
error = ExpatError


class _Incomplete(Exception):
    """The token goes on in what has not been given yet."""


def ErrorString(code, /):
    return _ERRORS[code][1] if code in _ERRORS else None


def ParserCreate(encoding=None, namespace_separator=None, intern=None):
    if namespace_separator is not None and len(namespace_separator) > 1:
        raise ValueError("namespace_separator must be at most one character, omitted, or None")
    return xmlparser(encoding, namespace_separator, {} if intern is None else intern)


class xmlparser:
    StartElementHandler = EndElementHandler = CharacterDataHandler = ProcessingInstructionHandler = CommentHandler = None
    StartCdataSectionHandler = EndCdataSectionHandler = DefaultHandler = DefaultHandlerExpand = XmlDeclHandler = None
    StartDoctypeDeclHandler = EndDoctypeDeclHandler = EntityDeclHandler = NotationDeclHandler = ElementDeclHandler = None
    AttlistDeclHandler = StartNamespaceDeclHandler = EndNamespaceDeclHandler = ExternalEntityRefHandler = None
    SkippedEntityHandler = UnparsedEntityDeclHandler = NotStandaloneHandler = None
    buffer_text = ordered_attributes = specified_attributes = namespace_prefixes = False
    buffer_size, buffer_used = 8192, 0
    ErrorCode = 0

    def __init__(self, encoding, separator, intern):
        self.intern = intern
        self._encoding, self._separator = encoding, separator
        self._bytes, self._decoder, self._base = b"", None, None
        self._text, self._at, self._start = "", 0, 0
        self._mark, self._line, self._column, self._index = 0, 1, 0, 0
        self._open, self._namespaces = [], {"xml": _XML_NAMESPACE}
        self._seen_root = self._began = self._finished = self._has_external = False
        self._entities, self._defaults, self._expanding, self._grown, self._given = {}, {}, [], 0, 0
        self._held = []

    def Parse(self, data, isfinal=False, /):
        if self._finished:
            self._fail(_FINISHED, self._at)
        try:
            self._take(data, isfinal)
            self._run(isfinal)
        except BaseException:
            self._finished = True
            raise
        self._finished = bool(isfinal)
        return 1

    def ParseFile(self, file, /):
        if not hasattr(file, "read"):
            raise TypeError("argument must have 'read' attribute")
        while data := file.read(1 << 16):
            self.Parse(data)
        return self.Parse(b"", True)

    def SetBase(self, base, /):
        self._base = base

    def GetBase(self):
        return self._base

    def GetInputContext(self):
        return None

    def SetParamEntityParsing(self, flag, /):
        return 1

    def UseForeignDTD(self, flag=True, /):
        self._has_external = self._has_external or flag

    def GetReparseDeferralEnabled(self):
        return False

    def SetReparseDeferralEnabled(self, enabled, /):
        pass

    def ExternalEntityParserCreate(self, context, encoding=None, /):
        parser = xmlparser(encoding, self._separator, self.intern)
        for name, value in self.__dict__.items():
            if not name.startswith("_"):
                setattr(parser, name, value)
        return parser

    # Where things are.

    def _position(self, at):
        """The line and column of a place that is not before the last one asked for."""
        if self._expanding:
            at = self._start
        at = min(at, len(self._outer_text()))
        passed = self._outer_text()[self._mark:at]
        lines = passed.count("\n")
        column = len(passed) - passed.rfind("\n") - 1 if lines else self._column + len(passed)
        return self._line + lines, column

    def _outer_text(self):
        return self._expanding[0][1] if self._expanding else self._text

    def _advance(self):
        """Forgets what has been read."""
        passed = self._text[self._mark:self._at]
        self._line, self._column = self._position(self._at)
        self._index += len(passed.encode("utf-8", "surrogatepass"))
        self._text, self._mark, self._at, self._start = self._text[self._at:], 0, 0, 0

    CurrentLineNumber = property(lambda self: self._position(self._start)[0])
    CurrentColumnNumber = property(lambda self: self._position(self._start)[1])
    CurrentByteIndex = property(lambda self: self._index + len(self._outer_text()[self._mark:self._start].encode()))
    ErrorLineNumber, ErrorColumnNumber, ErrorByteIndex = CurrentLineNumber, CurrentColumnNumber, CurrentByteIndex

    def _fail(self, code, at):
        line, column = self._position(at)
        if not self._expanding:
            self._start = at
        self._flush()
        self.ErrorCode = code
        failure = ExpatError(f"{ErrorString(code)}: line {line}, column {column}")
        failure.code, failure.lineno, failure.offset = code, line, column
        raise failure

    # What is given.

    def _take(self, data, isfinal):
        if isinstance(data, str):
            self._given += len(data)
            self._text += data.replace("\r\n", "\n").replace("\r", "\n")
            return
        self._given += len(data)
        self._bytes += data
        if self._decoder is None:
            if len(self._bytes) < 4 and not isfinal or b"<?xml" in self._bytes[:16] and b"?>" not in self._bytes and not isfinal:
                return
            self._decoder = self._make_decoder()
        try:
            text = self._decoder.decode(self._bytes, isfinal)
        except UnicodeDecodeError as failure:
            self._text += self._bytes[:failure.start].decode(failure.encoding, "replace")
            self._bytes = b""
            self._run(False)
            self._fail(_INVALID_TOKEN, len(self._text))
        self._bytes = b""
        self._text += text

    def _make_decoder(self):
        import codecs
        import io
        start = self._bytes
        if start.startswith((b"\xff\xfe", b"\xfe\xff")):
            encoding = "utf-16"
        elif start.startswith(b"\xef\xbb\xbf"):
            encoding = "utf-8-sig"
        elif self._encoding is not None:
            encoding = self._encoding
        else:
            found = re.match(rb"""<\?xml[^>]*?encoding\s*=\s*["']([\w.\-]+)["']""", start)
            encoding = found[1].decode() if found else "utf-8"
        try:
            decoder = codecs.getincrementaldecoder(encoding)()
        except LookupError:
            self._text = start.decode("latin-1")
            self._fail(_UNKNOWN_ENCODING, self._text.find(encoding))
        return io.IncrementalNewlineDecoder(decoder, True)

    # The document.

    def _run(self, isfinal):
        while self._at < len(self._text):
            self._start = self._at
            try:
                self._token(isfinal)
            except _Incomplete:
                if isfinal and self._text.startswith("<![CDATA[", self._start):
                    self._fail(_UNCLOSED_CDATA, len(self._text))
                if isfinal:
                    self._fail(_UNCLOSED_TOKEN, self._start)
                self._at = self._start
                break
        self._start = self._at
        if not self._text.startswith(("<", "&"), self._at) and (not self.buffer_text or isfinal):
            self._flush()
        if isfinal and (self._open or not self._seen_root):
            self._fail(_NO_ELEMENTS, len(self._text))
        self._advance()

    def _token(self, isfinal):
        text, at = self._text, self._at
        if not self._began:
            if not isfinal and "<?xml ".startswith(text):
                raise _Incomplete
            if text.startswith("<?xml") and not _NAME.fullmatch(text[2:6]):
                self._declaration()
                self._began = True
                return
            self._began = True
        if text[at] == "<":
            return self._markup()
        if not self._open:
            return self._outside()
        if text[at] == "&":
            return self._reference()
        found = _TEXT.match(text, at)
        end = found.end()
        if not isfinal and end == len(text) and text.endswith(("]", "]]")):
            end -= 1 + text.endswith("]]")
            if end == at:
                raise _Incomplete
        wrong = _FORBIDDEN.search(text, at, end)
        if wrong:
            self._at = wrong.start()
            self._characters(text[at:wrong.start()])
            self._fail(_INVALID_TOKEN, wrong.end() - 1)
        self._at = end
        self._characters(text[at:end])

    def _outside(self):
        """What stands before or after the outermost element."""
        end = _SPACE.match(self._text, self._at).end()
        if end == self._at:
            known = _JUNK if self._seen_root else _INVALID_TOKEN if self._text[end] in "&\0" else _SYNTAX
            self._fail(known, end)
        space, self._at = self._text[self._at:end], end
        self._default(space)

    def _markup(self):
        text, at = self._text, self._at
        for opening in ("<!--", "<![CDATA[", "<!DOCTYPE"):
            if len(text) - at < len(opening) and opening.startswith(text[at:]):
                raise _Incomplete
        if text.startswith("<!--", at):
            return self._comment()
        if text.startswith("<?", at):
            return self._instruction()
        if text.startswith("<!", at):
            if self._open and text.startswith("<![CDATA[", at):
                return self._cdata()
            if not self._seen_root and text.startswith("<!DOCTYPE", at):
                return self._doctype()
            self._fail(_INVALID_TOKEN, at + 2)
        if text.startswith("</", at):
            if not self._open:
                self._fail(_INVALID_TOKEN, at + 1)
            return self._end_tag()
        if self._seen_root and not self._open:
            self._fail(_JUNK, at)
        self._start_tag()

    def _until(self, closing, start):
        end = self._text.find(closing, start)
        if end < 0:
            raise _Incomplete
        return end

    def _declaration(self):
        end = self._until("?>", 0) + 2
        found = _DECLARATION.fullmatch(self._text, 0, end)
        if found is None:
            self._fail(_INVALID_TOKEN, 5)
        self._at = end
        if found[6] == "yes":
            self._has_external = None
        if self.XmlDeclHandler is not None:
            self._call(self.XmlDeclHandler, found[2], found[4], {None: -1, "yes": 1, "no": 0}[found[6]])
        else:
            self._default(found[0])

    def _comment(self):
        end = self._until("--", self._at + 4)
        if end + 2 >= len(self._text):
            raise _Incomplete
        if self._text[end + 2] != ">":
            self._fail(_INVALID_TOKEN, end + 2)
        start, self._at = self._at, end + 3
        if self.CommentHandler is not None:
            self._call(self.CommentHandler, self._text[start + 4:end])
        else:
            self._default(self._text[start:end + 3])

    def _instruction(self):
        start = self._at
        end = self._until("?>", start + 2)
        found = _NAME.match(self._text, start + 2)
        if found is None:
            self._fail(_INVALID_TOKEN, start + 2)
        if found[0].lower() == "xml":
            self._fail(_MISPLACED_XML_PI, start)
        self._at = end + 2
        if self.ProcessingInstructionHandler is not None:
            data = self._text[found.end():end].lstrip(" \t\n")
            self._call(self.ProcessingInstructionHandler, found[0], data)
        else:
            self._default(self._text[start:end + 2])

    def _cdata(self):
        start = self._at + 9
        end = self._until("]]>", start)
        self._at = end + 3
        self._call(self.StartCdataSectionHandler) if self.StartCdataSectionHandler else self._default("<![CDATA[")
        if end > start:
            self._characters(self._text[start:end])
        self._call(self.EndCdataSectionHandler) if self.EndCdataSectionHandler else self._default("]]>")

    # Elements.

    def _start_tag(self):
        text, start = self._text, self._at
        found = _NAME.match(text, start + 1)
        if found is None:
            self._missing(start + 1)
        name, at, attributes = found[0], found.end(), []
        while True:
            space = _SPACE.match(text, at).end()
            if text.startswith(("/>", ">"), space):
                break
            if text[space:] == "/":
                raise _Incomplete
            if space == at or text.startswith("/", space):
                self._missing(space + text.startswith("/", space))
            at = self._attribute(space, attributes)
        is_empty = text[space] == "/"
        self._at = space + 1 + is_empty
        self._check_attributes(attributes)
        self._seen_root = True
        self._begin_element(name, [(key, value) for key, value, _ in attributes], text[start:self._at])
        if is_empty:
            self._start = self._at
            self._end_element("")

    def _missing(self, at):
        if at >= len(self._text):
            raise _Incomplete
        self._fail(_INVALID_TOKEN, at)

    def _attribute(self, at, attributes):
        """Reads an attribute; returns where it ends."""
        text = self._text
        found = _NAME.match(text, at)
        if found is None:
            self._missing(at)
        equals = _SPACE.match(text, found.end()).end()
        if not text.startswith("=", equals):
            self._missing(equals)
        opening = _SPACE.match(text, equals + 1).end()
        if not text.startswith(('"', "'"), opening):
            self._missing(opening)
        end = text.find(text[opening], opening + 1)
        wrong = text.find("<", opening, end if end >= 0 else len(text))
        if wrong >= 0:
            self._fail(_INVALID_TOKEN, wrong)
        if end < 0:
            raise _Incomplete
        attributes.append((found[0], self._attribute_value(text[opening + 1:end], opening + 1), at))
        return end + 1

    def _check_attributes(self, attributes):
        seen = set()
        for key, _, at in attributes:
            if key in seen:
                self._fail(_DUPLICATE_ATTRIBUTE, at)
            seen.add(key)

    def _attribute_value(self, value, at):
        value = value.replace("\n", " ").replace("\t", " ")
        if "&" not in value:
            return value
        parts, end = [], 0
        for found in _REFERENCE.finditer(value):
            parts.append(value[end:found.start()])
            end = found.end()
            if not found[4] or found.lastindex is None:
                self._fail(_INVALID_TOKEN, at + end)
            name = found[3]
            if name is None:
                parts.append(self._character(found, at + found.start()))
            elif name in _PREDEFINED:
                parts.append(_PREDEFINED[name])
            elif name in self._entities:
                self._enter(name, at + found.start())
                parts.append(self._attribute_value(self._entities[name], at))
                self._expanding.pop()
            else:
                self._fail(_UNDEFINED_ENTITY, self._start)
        return "".join(parts) + value[end:]

    def _begin_element(self, name, attributes, raw):
        defaults = [pair for pair in self._defaults.get(name, {}).items() if pair[0] not in dict(attributes)]
        given = attributes + defaults
        bindings = []
        if self._separator is not None:
            given = [pair for pair in given if not self._bind(pair, bindings)]
            given = [(self._expanded(key, False), value) for key, value in given]
            if self.specified_attributes:
                given = given[:len(attributes)]
        elif self.specified_attributes:
            given = attributes
        expanded = name if self._separator is None else self._expanded(name, True)
        self._open.append((name, expanded, bindings))
        if self.StartElementHandler is None:
            return self._default(raw)
        if self.ordered_attributes:
            given = [part for pair in given for part in pair]
        else:
            given = dict(given)
        self._call(self.StartElementHandler, self.intern.setdefault(expanded, expanded), given)

    def _bind(self, attribute, bindings):
        """Takes in a declaration of a namespace; tells whether it was one."""
        key, uri = attribute
        if key == "xmlns":
            prefix = None
        elif key.startswith("xmlns:"):
            prefix = key[6:]
        else:
            return False
        bindings.append((prefix, self._namespaces.get(prefix)))
        self._namespaces[prefix] = uri
        if self.StartNamespaceDeclHandler is not None:
            self._call(self.StartNamespaceDeclHandler, prefix, uri or None)
        return True

    def _expanded(self, name, is_element):
        prefix, colon, local = name.partition(":")
        if not colon:
            prefix, local = None, name
        uri = self._namespaces.get(prefix) if colon or is_element else None
        if colon and not uri:
            self._fail(_UNBOUND_PREFIX, self._start)
        if not uri:
            return name
        parts = [uri, local, prefix] if self.namespace_prefixes and prefix else [uri, local]
        return self._separator.join(parts)

    def _end_tag(self):
        text, start = self._text, self._at
        found = _NAME.match(text, start + 2)
        if found is None:
            self._missing(start + 2)
        end = _SPACE.match(text, found.end()).end()
        if not text.startswith(">", end):
            self._missing(end)
        if self._expanding and len(self._open) <= self._expanding[-1][3]:
            self._fail(_ASYNC_ENTITY, start)
        if self._open[-1][0] != found[0]:
            self._fail(_TAG_MISMATCH, start + 2)
        self._at = end + 1
        self._end_element(text[start:end + 1])

    def _end_element(self, raw):
        _, expanded, bindings = self._open.pop()
        if self.EndElementHandler is not None:
            self._call(self.EndElementHandler, self.intern.setdefault(expanded, expanded))
        elif raw:
            self._default(raw)
        for prefix, outer in reversed(bindings):
            self._namespaces[prefix] = outer
            if self.EndNamespaceDeclHandler is not None:
                self._call(self.EndNamespaceDeclHandler, prefix)

    # Text.

    def _characters(self, text):
        if self.CharacterDataHandler is None:
            return self._default(text)
        if self.buffer_text:
            return self._held.append(text)
        for part in re.findall(r"\n|[^\n]+", text):
            self.CharacterDataHandler(part)

    def _flush(self):
        if self._held:
            text = "".join(self._held)
            self._held.clear()
            if self.CharacterDataHandler is not None:
                self.CharacterDataHandler(text)

    def _call(self, handler, *arguments):
        self._flush()
        return handler(*arguments)

    def _default(self, text):
        handler = self.DefaultHandlerExpand or self.DefaultHandler
        if handler is not None:
            self._call(handler, text)

    def _reference(self):
        found = _REFERENCE.match(self._text, self._at)
        if not found[4] or found[0] == "&;":
            if self._text[self._at + 1:] in ("#", "#x"):
                raise _Incomplete
            self._missing(found.end() - (found[0] == "&;"))
        start, self._at = self._at, found.end()
        name = found[3]
        if name is None:
            return self._characters(self._character(found, start))
        if name in _PREDEFINED:
            return self._characters(_PREDEFINED[name])
        if name not in self._entities:
            if not self._has_external:
                self._fail(_UNDEFINED_ENTITY, start)
            if self.SkippedEntityHandler is not None:
                return self._call(self.SkippedEntityHandler, name, False)
            return self._default(found[0])
        if self.DefaultHandler is not None and self.DefaultHandlerExpand is None:
            return self._default(found[0])
        self._expand(name, start)

    def _character(self, found, at):
        code = int(found[1], 16) if found[1] else int(found[2])
        if code > sys.maxunicode or 0xD800 <= code < 0xE000 or _FORBIDDEN.match(chr(code)):
            self._fail(_BAD_CHAR_REF, at)
        return chr(code)

    def _enter(self, name, at):
        if any(name == outer for outer, *_ in self._expanding):
            self._fail(_RECURSIVE_ENTITY, at)
        self._grown += len(self._entities[name])
        if self._grown > max(_MOST_GROWTH, _GROWTH_FACTOR * self._given):
            self._fail(_AMPLIFICATION, at)
        self._expanding.append((name, self._text, self._at, len(self._open)))

    def _expand(self, name, at):
        """Reads the text of an entity in place of the reference."""
        self._enter(name, at)
        self._text, self._at = self._entities[name], 0
        start = self._start
        while self._at < len(self._text):
            try:
                self._token(True)
            except _Incomplete:
                self._fail(_UNCLOSED_TOKEN, self._at)
        _, text, at, depth = self._expanding.pop()
        self._text, self._at, self._start = text, at, start
        if len(self._open) != depth:
            self._fail(_ASYNC_ENTITY, start)

    # The document's type.

    def _doctype(self):
        text, start = self._text, self._at
        depth, end = 0, start
        for piece in _DOCTYPE_PIECE.finditer(text, start):
            depth += {"<": 1, "[": 1, ">": -1, "]": -1}.get(piece[0], 0)
            if depth == 0:
                end = piece.end()
                break
        else:
            raise _Incomplete
        found = _DOCTYPE.fullmatch(text, start, end)
        if found is None:
            self._fail(_INVALID_TOKEN, start + 9)
        name, public, system, subset = found.groups()
        if system is not None and self._has_external is not None:
            self._has_external = True
        self._at = end
        literals = [literal and literal[1:-1] for literal in (system, public)]
        if self.StartDoctypeDeclHandler is not None:
            self._call(self.StartDoctypeDeclHandler, name, *literals, int(subset is not None))
        else:
            for piece in re.findall(r"<!DOCTYPE|\s+|\"[^\"]*\"|'[^']*'|[^\s\"'\[>]+|\[.*|>", text[start:end], re.DOTALL):
                self._default(piece)
        if subset is not None:
            declarations(self, subset, lambda offset: self._fail(_INVALID_TOKEN, found.start(4) + offset))
        if self.EndDoctypeDeclHandler is not None:
            self._call(self.EndDoctypeDeclHandler)


xmlparser.__module__ = "pyexpat"
XMLParserType = xmlparser


def _made_module(name, **content):
    module = type(sys)(f"pyexpat.{name}")
    module.__dict__.update(content)
    sys.modules[module.__name__] = module
    return module


errors = _made_module("errors", codes={text: code for code, (_, text) in _ERRORS.items()},
                      messages={code: text for code, (_, text) in _ERRORS.items()},
                      **{f"XML_ERROR_{name}": text for name, text in _ERRORS.values()})
model = _made_module("model", XML_CTYPE_EMPTY=1, XML_CTYPE_ANY=2, XML_CTYPE_MIXED=3, XML_CTYPE_NAME=4, XML_CTYPE_CHOICE=5,
                     XML_CTYPE_SEQ=6, XML_CQUANT_NONE=0, XML_CQUANT_OPT=1, XML_CQUANT_REP=2, XML_CQUANT_PLUS=3)
