# What compiled patterns do by calling Python: replacements that a function makes, templates, iteration.


def _compiled_template(pattern, template):
    return __import__("re", None, None, ("_compile_template",), 0)._compile_template(pattern, template)


def _substituted(pattern, function, string, count):
    pieces = []
    position = 0
    matches = pattern._matches(string, count)
    for match in matches:
        start, end = match.span()
        pieces.append(string[position:start])
        piece = function(match)
        if piece is not None:
            pieces.append(piece)
        position = end
    pieces.append(string[position:])
    return ("" if isinstance(string, str) else b"").join(pieces), len(matches)


def Pattern_subn(self, repl, string, count=0):
    if callable(repl):
        return _substituted(self, repl, string, count)
    return self.subn(_compiled_template(self, repl), string, count)


def Pattern_sub(self, repl, string, count=0):
    return Pattern_subn(self, repl, string, count)[0]


def Match_expand(self, template):
    return self.expand(_compiled_template(self.re, template))


Pattern___class_getitem__ = Match___class_getitem__ = _generic_alias
