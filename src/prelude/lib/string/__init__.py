"""Collections of characters, and templates."""

__all__ = ["ascii_letters", "ascii_lowercase", "ascii_uppercase", "capwords", "digits", "hexdigits", "octdigits",
           "printable", "punctuation", "whitespace", "Formatter", "Template"]

whitespace = " \t\n\r\v\f"
ascii_lowercase = "abcdefghijklmnopqrstuvwxyz"
ascii_uppercase = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
ascii_letters = ascii_lowercase + ascii_uppercase
digits = "0123456789"
hexdigits = digits + "abcdef" + "ABCDEF"
octdigits = "01234567"
punctuation = r"""!"#$%&'()*+,-./:;<=>?@[\]^_`{|}~"""
printable = digits + ascii_letters + punctuation + whitespace


def capwords(s, sep=None):
    return (sep or " ").join(map(str.capitalize, s.split(sep)))


class Template:
    """Text with `$name` for what is filled in."""

    delimiter = "$"

    def __init__(self, template):
        self.template = template

    def _filled(self, mapping, safe):
        text, out, at = self.template, [], 0
        while at < len(text):
            char = text[at]
            if char != self.delimiter:
                out.append(char)
                at += 1
                continue
            rest = text[at + 1:]
            if rest.startswith(self.delimiter):
                out.append(self.delimiter)
                at += 2
                continue
            braced = rest.startswith("{")
            name = ""
            for each in rest[braced:]:
                if not (each.isascii() and (each.isalnum() or each == "_")) or (not name and each.isdigit()):
                    break
                name += each
            width = 1 + len(name) + 2 * braced
            if not name or (braced and not rest[1 + len(name):].startswith("}")):
                if not safe:
                    line = text.count("\n", 0, at) + 1
                    column = at - text.rfind("\n", 0, at)
                    raise ValueError(f"Invalid placeholder in string: line {line}, col {column}")
                out.append(char)
                at += 1
                continue
            if safe and name not in mapping:
                out.append(text[at:at + width])
            else:
                out.append(str(mapping[name]))
            at += width
        return "".join(out)

    def substitute(self, mapping={}, /, **kws):
        return self._filled({**mapping, **kws}, False)

    def safe_substitute(self, mapping={}, /, **kws):
        return self._filled({**mapping, **kws}, True)


class Formatter:
    """`str.format` as an object."""

    def format(self, format_string, /, *args, **kwargs):
        return format_string.format(*args, **kwargs)

    def vformat(self, format_string, args, kwargs):
        return format_string.format(*args, **kwargs)
