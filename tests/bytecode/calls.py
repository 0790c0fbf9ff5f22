# Arguments go straight into the window of the call; methods need no bound object.
def f(a, b, items):
    g(a, 1, b + 1)
    items.append(a)
    g(*items, key=b)
    return super_like(a)(b, end="")
