# Receipts and tables: text put together with f-strings, joins and the methods of strings.
def receipt(items):
    lines = [f"{'Item':<12}|{'Qty':>5}|{'Price':>10}", "-" * 29]
    total = 0
    for name, count, price in items:
        lines.append(f"{name:<12}|{count:>5}|{price:>10.2f}")
        total += count * price
    lines.append(f"{'Total':<12}|{total:>16,.2f}")
    return "\n".join(lines)

def title(text):
    return " ".join(word[0].upper() + word[1:] if len(word) > 3 else word for word in text.split())

def parsed(text):
    rows = {}
    for line in text.splitlines()[2:-1]:
        name, count, price = [part.strip() for part in line.split("|")]
        rows[name] = int(count) * float(price)
    return rows

items = [(f"thing {i}", i % 7 + 1, i * 1.25) for i in range(1000)]
text = receipt(items)
rows = parsed(text)
table = "\n".join(" ".join(f"{i * j:4d}" for j in range(1, 21)) for i in range(1, 21))
titles = [title(f"the tale of item {name.replace(' ', ' number ')} and its price") for name in rows]
check = len(text), round(sum(rows.values()), 2), table[-20:], titles[7]
