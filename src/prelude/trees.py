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


def compile(source, filename, mode, flags=0, dont_inherit=False, optimize=-1, *, _feature_version=-1):
    tree = _modules.get("_ast")
    if tree is None or not isinstance(source, tree.AST):
        raise TypeError("compile() arg 1 must be a string, bytes or AST object")
    return __import__("_trees", None, None, ("compiled",), 0).compiled(source, filename, mode, flags)
