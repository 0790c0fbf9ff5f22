# Syntax trees: the nodes for what the compiler has planned.


def _grow_tree(plan):
    return _grow(plan, __import__("_ast", None, None, (), 0).__dict__)


def _grow(plan, classes):
    if type(plan) is list:
        return [_grow(each, classes) for each in plan]
    if type(plan) is not tuple:
        return plan
    name, fields = plan
    cls = classes[name]
    if not fields:
        # Operators and contexts have one node each, however often they occur.
        shared = classes.setdefault("_shared", {})
        if name not in shared:
            shared[name] = cls()
        return shared[name]
    node = cls.__new__(cls)
    for name, value in fields.items():
        fields[name] = _grow(value, classes)
    node.__dict__.update(fields)
    return node
