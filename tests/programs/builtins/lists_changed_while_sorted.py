"""A list that is changed while it is sorted."""


def attempt(items, change):
    def key(item):
        change(items)
        return item

    try:
        items.sort(key=key)
        print("sorted", items)
    except ValueError as error:
        print(error, items)


def grow_and_shrink(items):
    items.append(1)
    items.pop()


attempt([3, 1, 2], grow_and_shrink)
attempt([3, 1, 2], lambda items: items.append(0))
attempt([3, 1, 2], lambda items: items.clear())
attempt([3, 1, 2], lambda items: print(items))


class Word:
    def __init__(self, text):
        self.text = text

    def __lt__(self, other):
        grow_and_shrink(words)
        return self.text < other.text

    def __repr__(self):
        return self.text


words = [Word("b"), Word("a")]
try:
    words.sort()
except ValueError as error:
    print(error, words)
