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


def _run_warned(mode, code, globals, namespace, warnings):
    """What `exec` or `eval` does with code whose source is warned of."""
    _warn_of_syntax(warnings)
    run = _builtins_module.eval if mode == "eval" else _builtins_module.exec
    return run(code, globals, namespace)


def _compiled_warned(code, warnings):
    _warn_of_syntax(warnings)
    return code


def _warn_of_syntax(warnings):
    warn = __import__("warnings").warn_explicit
    for message, file, line in warnings:
        try:
            warn(message, SyntaxWarning, file, line)
        except SyntaxWarning:
            message = message.replace(" Such sequences will not work in the future.", "")
            error = SyntaxError(message, (file, line, None, None))
            raise error from None


def builtins_compile(source, filename, mode, flags=0, dont_inherit=False, optimize=-1, *, _feature_version=-1):
    if not isinstance(filename, (str, bytes)):
        return _builtins_module.compile(source, _path_of(filename), mode, flags, dont_inherit, optimize)
    tree = _modules.get("_ast")
    if tree is None or not isinstance(source, tree.AST):
        raise TypeError("compile() arg 1 must be a string, bytes or AST object")
    return __import__("_trees", None, None, ("compiled",), 0).compiled(source, filename, mode, flags)
