# Dataclasses to JSON text and back, and totals over them.
import json
from collections import defaultdict
from dataclasses import asdict, dataclass, field

@dataclass
class Line:
    article: str
    count: int
    price: float

    @property
    def total(self):
        return self.count * self.price

@dataclass
class Order:
    number: int
    customer: str
    lines: list = field(default_factory=list)

    def total(self):
        return sum(line.total for line in self.lines)

def read(text):
    orders = []
    for entry in json.loads(text):
        lines = [Line(**line) for line in entry["lines"]]
        orders.append(Order(entry["number"], entry["customer"], lines))
    return orders

articles = ["pencil", "paper", "rubber", "ruler"]
orders = []
for number in range(400):
    lines = [Line(articles[(number + nth) % 4], nth + 1, 0.5 * nth + 0.25) for nth in range(4)]
    orders.append(Order(number, f"customer {number % 17}", lines))
text = json.dumps([asdict(order) for order in orders])
totals = defaultdict(float)
for order in read(text):
    totals[order.customer] += order.total()
check = len(text), max(totals.items(), key=lambda item: (item[1], item[0]))
