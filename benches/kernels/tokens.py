# A tokeniser with regular expressions, and a count of what it finds.
import re
from collections import Counter

KINDS = [
    ("number", r"\d+(?:\.\d+)?"),
    ("name", r"[A-Za-z_]\w*"),
    ("operator", r"[-+*/=<>]=?"),
    ("bracket", r"[()\[\]]"),
    ("space", r"\s+"),
]
PATTERN = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in KINDS))

def tokens(text):
    for match in PATTERN.finditer(text):
        if match.lastgroup != "space":
            yield match.lastgroup, match.group()

text = "total = total + (price_1 * 12.50 - rebate) / count\nif total >= 100 [x] <= 3\n" * 150
counts = Counter(kind for kind, _ in tokens(text))
names = Counter(word for kind, word in tokens(text) if kind == "name")
check = sorted(counts.items()), names.most_common(2)
