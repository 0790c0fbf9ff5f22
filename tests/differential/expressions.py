"""Random expressions of a wanted type, from a seeded source of choices."""

import re

INTS = ["0", "1", "(-1)", "2", "3", "7", "10", "(-13)", "255", "(2**31)", "(2**63)", "(-2**63)", "(10**20)", "True"]
FLOATS = ["0.0", "(-0.0)", "1.5", "(-2.25)", "0.1", "1e16", "1e-7", "123456.789", "2.5", "3.5", "1e300"]
TEXTS = ["''", "'a'", "'abc'", "'Hello, World'", "'  x y '", "'äöü'", "'12'", "'a,b,,c'", "'Ünï\\tcode\\n'", "'%s-%d'", "'ß'", "'\\N{GREEK SMALL LETTER ALPHA}x'"]
BYTES = ["b''", "b'abc'", "b'\\x00\\xff'", "b'a,b'", "bytes(range(5))", "bytearray(b'xyz')"]
LISTS = ["[]", "[1, 2, 3]", "[3, 1, 2]", "['b', 'a']", "[0.5, 1, True]", "[[1], [2]]", "list(range(6))"]
TUPLES = ["()", "(1,)", "(1, 'a')", "(1, 2, 3)", "((1, 2), (3, 4))"]
DICTS = ["{}", "{'a': 1}", "{1: 'x', 2: 'y'}", "{'k': [1], 'l': None}", "dict.fromkeys('xyz', 0)"]
SETS = ["set()", "{1, 2, 3}", "{5, 1}", "frozenset({2, 3})", "set(range(4))"]
LITERALS = {"int": INTS, "float": FLOATS, "str": TEXTS, "bytes": BYTES, "list": LISTS, "tuple": TUPLES, "dict": DICTS, "set": SETS}
TYPES = list(LITERALS)

# For each type: templates whose `@type@` is replaced by an expression of that type. What gives another type at
# times, or raises, is welcome.
TEMPLATES = {
    "int": [
        "(@int@ + @int@)", "(@int@ - @int@)", "(@int@ * @int@)", "(@int@ // @int@)", "(@int@ % @int@)", "(-@int@)", "(~@int@)",
        "(@int@ & @int@)", "(@int@ | @int@)", "(@int@ ^ @int@)", "(@int@ >> @small@)", "(@int@ << @small@)", "(@int@ ** @small@)",
        "len(@list@)", "len(@str@)", "len(@dict@)", "sum(@list@)", "abs(@int@)", "int(@float@)", "int(@str@)", "round(@float@)",
        "ord(@str@)", "@str@.find(@str@)", "@str@.count(@str@)", "@list@.index(@int@)", "@tuple@.count(@int@)", "(@int@).bit_length()",
        "divmod(@int@, @int@)", "pow(@int@, @small@, @int@)", "max(@int@, @int@)", "min(@list@)", "hash(+@int@)", "(@int@ if @bool@ else @int@)",
        "(@int@ == @float@)", "(lambda x, y=@small@: x * y)(@int@)", "int.from_bytes(@bytes@, 'big')", "round(@int@, -@small@)",
        "int(@str@, @small@)", "len(@set@)", "@str@.index(@str@)", "[*@list@, @int@][-1]",
    ],
    "float": [
        "(@float@ + @float@)", "(@float@ - @int@)", "(@float@ * @float@)", "(@float@ / @float@)", "(@float@ // @float@)",
        "(@float@ % @float@)", "(@int@ / @int@)", "(-@float@)", "abs(@float@)", "float(@int@)", "float(@str@)", "round(@float@, @small@)",
        "(@float@ ** @small@)", "divmod(@float@, @float@)", "max(@float@, @int@)", "float.fromhex(@float@.hex())", "float.is_integer(@float@)",
        "@float@.as_integer_ratio()",
    ],
    "str": [
        "(@str@ + @str@)", "(@str@ * @small@)", "@str@.upper()", "@str@.lower()", "@str@.title()", "@str@.swapcase()", "@str@.strip()",
        "@str@.split()", "@str@.split(@str@)", "@str@.replace(@str@, @str@)", "@str@.join([@str@, @str@])", "@str@[@slice@]", "@str@[@small@]",
        "str(@any@)", "repr(@any@)", "ascii(@any@)", "@str@.center(@small@, '*')", "@str@.zfill(@small@)", "@str@.partition(@str@)",
        "@str@.rpartition(@str@)", "@str@.splitlines()", "@str@.casefold()", "@str@.capitalize()", "@str@.expandtabs(@small@)",
        "@str@.encode()", "@str@.encode('ascii', 'backslashreplace')", "@bytes@.decode('latin-1')", "(lambda v: f'{v}')(@any@)", "(lambda v: f'{v:>@small@}')(@int@)", "(lambda v: f'{v:.@digit@f}')(@float@)",
        "(lambda v: f'{v:@spec@}')(@float@)", "(lambda v: f'{v:@spec@}')(@int@)", "(lambda v: f'{v!r:>@small@}')(@str@)", "format(@int@, @specs@)", "format(@float@, @specs@)",
        "('%s|%r' % (@any@, @any@))", "('%5d|%-5d|%05d' % (@int@, @int@, @int@))", "('%.3f|%e|%g' % (@float@, @float@, @float@))",
        "'{}-{!r}'.format(@any@, @any@)", "'{0[0]}{a}'.format(@list@, a=@any@)", "chr(@int@ % 1000)", "bin(@int@)", "hex(@int@)",
        "oct(@int@)", "''.join(sorted(@str@))", "''.join(reversed(@str@))", "@str@.isalpha()", "@str@.isdigit()", "@str@.isidentifier()",
        "@str@.startswith(@str@)", "(@str@ in @str@)", "@str@.translate({97: 'x', 98: None})", "@str@.removeprefix(@str@)", "@str@.ljust(@small@) + '|'",
        "type(@any@).__name__", "str(@bytes@, 'utf-8', 'replace')",
    ],
    "bytes": [
        "(@bytes@ + @bytes@)", "(@bytes@ * @small@)", "@bytes@[@slice@]", "@bytes@[@small@]", "@bytes@.hex()", "@bytes@.split(b',')",
        "bytes(@list@)", "@bytes@.find(@bytes@)", "@bytes@.upper()", "(@int@).to_bytes(@small@ + 1, 'little', signed=True)", "@bytes@.replace(b'a', @bytes@)",
        "bytes(@small@)", "memoryview(@bytes@)[@slice@].tolist()", "@str@.encode('utf-16-le')", "@bytes@.join([@bytes@, @bytes@])", "(@bytes@ == @bytes@)",
    ],
    "list": [
        "(@list@ + @list@)", "(@list@ * @small@)", "@list@[@slice@]", "sorted(@list@)", "sorted(@list@, reverse=True)", "sorted(@list@, key=str)",
        "list(reversed(@list@))", "[x for x in @iterable@]", "[x * 2 for x in @iterable@ if x]", "list(map(str, @iterable@))",
        "list(filter(None, @iterable@))", "list(zip(@iterable@, @iterable@))", "list(enumerate(@iterable@, @int@))", "[*@iterable@, @any@]",
        "list(@dict@.items())", "list(@dict@)", "@str@.split(',')", "[x for y in [@list@, @list@] for x in y]", "list(range(@small@, @small@))",
        "list(range(@int@ % 50, -5, -@small@))", "(lambda *a: list(a))(*@iterable@)", "[@any@, @any@]", "list(@tuple@)", "sorted(@set@)",
        "list(map(lambda a, b: (b, a), @list@, @tuple@))", "list(@str@)", "list(@bytes@)", "(lambda x: (x.append(@any@), x))(@list@)",
        "(lambda x: (x.reverse(), x))(list(@iterable@))", "(lambda x: (x.insert(@small@, @any@), x))(list(@iterable@))", "(lambda x: (x.pop(@small@), x))(list(@iterable@))",
        "(lambda x: (x.__setitem__(slice(@slice_arguments@), @list@), x))([*range(6)])", "(lambda x: (x.__delitem__(slice(@slice_arguments@)), x))([*range(6)])",
    ],
    "tuple": [
        "(@tuple@ + @tuple@)", "(@tuple@ * @small@)", "@tuple@[@slice@]", "tuple(@iterable@)", "(@any@, @any@)", "(*@iterable@, @any@)",
        "tuple(x for x in @iterable@)", "divmod(@int@, @small@)", "@str@.partition(@str@)", "max(@list@, @list@)", "(@tuple@ < @tuple@)",
    ],
    "dict": [
        "{**@dict@, @key@: @any@}", "(@dict@ | @dict@)", "dict(zip(@iterable@, @iterable@))", "{x: y for x, y in enumerate(@iterable@)}",
        "dict(@dict@)", "@dict@.copy()", "@dict@.get(@key@)", "@dict@[@key@]", "@dict@.pop(@key@, @any@)", "(lambda d: (d.update(@dict@), d))(@dict@)",
        "(lambda d: (d.setdefault(@key@, @any@), d))(dict(@dict@))", "(lambda d: (d.popitem(), d))(dict(@dict@))", "(@key@ in @dict@)", "(@dict@ == @dict@)",
        "dict(z=@any@, **@dict@)", "(lambda **k: k)(**@dict@)",
    ],
    "set": [
        "(@set@ | @set@)", "(@set@ & @set@)", "(@set@ - @set@)", "(@set@ ^ @set@)", "set(@ints@)", "{x % 5 for x in @ints@}", "frozenset(@ints@)",
        "(@set@ <= @set@)", "(@int@ in @set@)", "@set@.union(@ints@)", "@set@.isdisjoint(@ints@)", "(lambda s: (s.add(@int@), s.discard(@int@), s))(set(@set@))",
    ],
    "bool": [
        "(@any@ == @any@)", "(@int@ < @int@)", "(@int@ <= @float@)", "(@str@ < @str@)", "(@list@ < @list@)", "(not @any@)", "(@any@ and @any@)", "(@any@ or @any@)",
        "isinstance(@any@, @type@)", "(@any@ is None)", "(@any@ in @list@)", "any(@iterable@)", "all(@iterable@)", "callable(@any@)", "(@int@ < @int@ <= @int@)",
        "bool(@any@)", "(@any@ != @any@)", "(@float@ == @int@)", "issubclass(type(@any@), @type@)",
    ],
}
SPECS = [">8", "<8", "^8", "08", "+", " ", ",", "_", "x", "#x", "b", "e", ".3e", "g", ".4g", "%", ".1%", "n", "08.3f", "+.2f", "*^12", "c", "d", "s", "=+10", ".0f", "#o", "_b"]
CLASSES = ["int", "float", "str", "bytes", "list", "tuple", "dict", "set", "bool", "(int, str)", "object", "type(None)"]


class Expressions:
    """Expressions over the variables whose names and types `names` holds."""

    def __init__(self, random):
        self.random = random
        self.names = {}

    def any(self, depth):
        return self.of(self.random.choice(TYPES), depth)

    def of(self, type_, depth):
        """An expression that is meant to have the type, at most `depth` operations deep."""
        known = [name for name, its in self.names.items() if its == type_]
        if known and self.random.random() < 0.3:
            return self.random.choice(known)
        if depth <= 0 or self.random.random() < 0.15:
            return self.literal(type_)
        return self.fill(self.random.choice(TEMPLATES[type_]), depth - 1)

    def literal(self, type_):
        if type_ == "bool":
            return self.random.choice(["True", "False"])
        return self.random.choice(LITERALS[type_])

    def fill(self, template, depth):
        return re.sub("@([a-z_]+)@", lambda hole: self.hole(hole[1], depth), template)

    def hole(self, hole, depth):
        choice = self.random.choice
        match hole:
            case "any":
                return self.any(depth)
            case "small":
                return choice(["0", "1", "2", "3", "5", "8"])
            case "digit":
                return choice("0123456")
            case "spec":
                return choice(SPECS)
            case "specs":
                return repr(choice(SPECS))
            case "slice":
                return choice(["1:", ":2", "::-1", "::2", "-2:", "1:-1", "5:1:-2", ":", "-100:100"])
            case "slice_arguments":
                return choice(["1, 3", "2", "None, None, 2", "3, 1", "0, 0", "5, None, -1", "-2, None"])
            case "key":
                return choice(["'a'", "'k'", "1", "2", "True", "None", "(1, 2)", "1.0"])
            case "ints":
                return choice(["[1, 2, 3]", "range(7)", "(5, 5, 1)", "[]", "{4: 0}"])
            case "iterable":
                return self.of(choice(["list", "tuple", "str", "dict", "bytes"]), depth)
            case "type":
                return choice(CLASSES)
        return self.of(hole, depth)
