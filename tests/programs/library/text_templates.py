"""`string`: templates and a formatter of one's own."""

import string

template = string.Template("$who owes ${what}s, $$5")
print(template.substitute(who="Ada", what="apple"), template.safe_substitute(who="Bo"), template.get_identifiers())
for wrong in ("$", "$who"):
    try:
        string.Template(wrong).substitute()
    except (KeyError, ValueError) as error:
        print(type(error).__name__, error)


class Loud(string.Formatter):
    def get_value(self, key, args, kwargs):
        return super().get_value(key, args, kwargs) if isinstance(key, int) else kwargs.get(key, f"<{key}>")

    def format_field(self, value, spec):
        return super().format_field(value, spec).upper()


print(Loud().format("{0} {x:>5} {missing} {1[k]!r} {{}}", "a", {"k": "v"}, x="b"))
print(list(string.Formatter().parse("a{b.c[0]!r:{w}}d{{")))
print(string.Formatter().vformat("{}-{}", (1, 2), {}), string.capwords("the end is near"))
print(string.ascii_lowercase[:3], string.digits, string.punctuation[:4], string.whitespace.isspace())
