"""`string.Formatter` and `string.Template` with parts of their own."""

import string


class Default(string.Formatter):
    def get_value(self, key, args, kwargs):
        return kwargs.get(key, f"<{key}>") if isinstance(key, str) else super().get_value(key, args, kwargs)

    def convert_field(self, value, conversion):
        return str(value).upper() if conversion == "u" else super().convert_field(value, conversion)


print(Default().format("{0} {name!u} {missing} {1[x]:>5} {{}}", "a", {"x": 3}, name="bo"))
print(list(string.Formatter().parse("a{b.c[0]!r:>{width}}}}d{}")))


class Percent(string.Template):
    delimiter = "%"
    idpattern = "[a-z]+"


print(Percent("%who owes %{what}s, 100%%").substitute(who="Ann", what="book"), Percent("%x").get_identifiers())
print(string.Template("$a $b").safe_substitute(a=1), string.Template("$a$").is_valid(), string.capwords("one  two"))
try:
    string.Template("ok\n$ bad").substitute()
except ValueError as error:
    print(error)
