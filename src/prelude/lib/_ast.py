"""The classes of syntax trees. `*` marks a field that is a list, `?` one that may be None, `@` a class with positions."""

PyCF_ALLOW_TOP_LEVEL_AWAIT = 0x2000
PyCF_ONLY_AST = 0x400
PyCF_OPTIMIZED_AST = 0x8400
PyCF_TYPE_COMMENTS = 0x1000

_GRAMMAR = """
AST: alias(name,asname?)@ arg(arg,annotation?,type_comment?)@ boolop cmpop comprehension(target,iter,ifs*,is_async)
AST: arguments(posonlyargs*,args*,vararg?,kwonlyargs*,kw_defaults*,kwarg?,defaults*) excepthandler@ expr@ expr_context
AST: keyword(arg?,value)@ match_case(pattern,guard?,body*) mod operator pattern@ stmt@ type_ignore type_param@ unaryop
AST: withitem(context_expr,optional_vars?)
operator: Add BitAnd BitOr BitXor Div FloorDiv LShift MatMult Mod Mult Pow RShift Sub
boolop: And Or
unaryop: Invert Not UAdd USub
cmpop: Eq Gt GtE In Is IsNot Lt LtE NotEq NotIn
expr_context: Del Load Store
mod: Expression(body) FunctionType(argtypes*,returns) Interactive(body*) Module(body*,type_ignores*)
type_ignore: TypeIgnore(lineno,tag)
type_param: ParamSpec(name,default_value?)@ TypeVar(name,bound?,default_value?)@ TypeVarTuple(name,default_value?)@
excepthandler: ExceptHandler(type?,name?,body*)@
pattern: MatchAs(pattern?,name?)@ MatchClass(cls,patterns*,kwd_attrs*,kwd_patterns*)@ MatchOr(patterns*)@
pattern: MatchMapping(keys*,patterns*,rest?)@ MatchSequence(patterns*)@ MatchSingleton(value)@ MatchStar(name?)@
pattern: MatchValue(value)@
expr: Attribute(value,attr,ctx)@ Await(value)@ BinOp(left,op,right)@ BoolOp(op,values*)@ Call(func,args*,keywords*)@
expr: Compare(left,ops*,comparators*)@ Constant(value,kind?)@ Dict(keys*,values*)@ DictComp(key,value,generators*)@
expr: FormattedValue(value,conversion,format_spec?)@ GeneratorExp(elt,generators*)@ IfExp(test,body,orelse)@
expr: Interpolation(value,str,conversion,format_spec?)@ JoinedStr(values*)@ Lambda(args,body)@ List(elts*,ctx)@
expr: ListComp(elt,generators*)@ Name(id,ctx)@ NamedExpr(target,value)@ Set(elts*)@ SetComp(elt,generators*)@
expr: Slice(lower?,upper?,step?)@ Starred(value,ctx)@ Subscript(value,slice,ctx)@ TemplateStr(values*)@
expr: Tuple(elts*,ctx)@ UnaryOp(op,operand)@ Yield(value?)@ YieldFrom(value)@
stmt: AnnAssign(target,annotation,value?,simple)@ Assert(test,msg?)@ Assign(targets*,value,type_comment?)@
stmt: AsyncFor(target,iter,body*,orelse*,type_comment?)@ AsyncWith(items*,body*,type_comment?)@
stmt: AsyncFunctionDef(name,args,body*,decorator_list*,returns?,type_comment?,type_params*)@
stmt: AugAssign(target,op,value)@ Break@ ClassDef(name,bases*,keywords*,body*,decorator_list*,type_params*)@ Continue@
stmt: Delete(targets*)@ Expr(value)@ For(target,iter,body*,orelse*,type_comment?)@ Global(names*)@ If(test,body*,orelse*)@
stmt: FunctionDef(name,args,body*,decorator_list*,returns?,type_comment?,type_params*)@ Import(names*)@
stmt: ImportFrom(module?,names*,level?)@ Match(subject,cases*)@ Nonlocal(names*)@ Pass@ Raise(exc?,cause?)@
stmt: Return(value?)@ Try(body*,handlers*,orelse*,finalbody*)@ TryStar(body*,handlers*,orelse*,finalbody*)@
stmt: TypeAlias(name,type_params*,value)@ While(test,body*,orelse*)@ With(items*,body*,type_comment?)@
"""
_POSITIONS = ("lineno", "col_offset", "end_lineno", "end_col_offset")
# The shape of a tree that `repr` shows in full.
_DEEPEST, _LONGEST = 3, 2


class AST:
    """A node of a syntax tree."""

    _fields = _attributes = __match_args__ = ()
    _lists = frozenset()
    _field_types = {}

    def __init__(self, *args, **kwargs):
        fields = self._fields
        if len(args) > len(fields):
            raise TypeError(f"{type(self).__name__} constructor takes at most {len(fields)} positional argument"
                            f"{'' if len(fields) == 1 else 's'}")
        for name, value in zip(fields, args):
            if name in kwargs:
                raise TypeError(f"{type(self).__name__} got multiple values for argument {name!r}")
            setattr(self, name, value)
        for name, value in kwargs.items():
            if name not in fields and name not in self._attributes:
                _deprecate(f"{_name(self)}.__init__ got an unexpected keyword argument {name!r}. "
                           "Support for arbitrary keyword arguments is deprecated and will be removed in Python 3.15.")
            setattr(self, name, value)
        for name in fields[len(args):]:
            if name not in kwargs:
                self._leave_out(name)

    def _leave_out(self, name):
        if name in self._lists:
            setattr(self, name, [])
        elif name == "ctx":
            self.ctx = Load()
        elif name in self._field_types:
            if self._field_types[name] is object:
                _deprecate(f"{_name(self)}.__init__ missing 1 required positional argument: {name!r}. "
                           "This will become an error in Python 3.15.")
        elif self._field_types:
            _deprecate(f"Field {name!r} is missing from {_name(self)}._field_types. "
                       "This will become an error in Python 3.15.")

    def __repr__(self):
        return _shown(self, _DEEPEST)

    def __reduce__(self):
        return _made, (type(self), dict(self.__dict__))

    def __replace__(self, /, **changes):
        known = {*self._fields, *self._attributes}
        for name in changes:
            if name not in known:
                raise TypeError(f"{type(self).__name__}.__replace__ got an unexpected keyword argument {name!r}.")
        return _made(type(self), {**self.__dict__, **changes})


def _name(node):
    return "ast.AST" if type(node) is AST else type(node).__name__


def _deprecate(message):
    import warnings
    warnings.warn(message, DeprecationWarning)


def _made(cls, state):
    node = cls.__new__(cls)
    node.__dict__.update(state)
    return node


def _shown(value, depth):
    if isinstance(value, AST):
        if depth == 0 and value._fields:
            return f"{_name(value)}(...)"
        fields = [f"{name}={_shown(getattr(value, name), depth - 1)}" for name in value._fields]
        return f"{_name(value)}({', '.join(fields)})"
    if not isinstance(value, list):
        return repr(value)
    if len(value) <= _LONGEST:
        return f"[{', '.join(_shown(item, depth) for item in value)}]"
    return f"[{_shown(value[0], depth)}, ..., {_shown(value[-1], depth)}]"


def _define():
    for line in _GRAMMAR.strip().splitlines():
        base, _, rules = line.partition(": ")
        for rule in rules.split():
            name, _, fields = rule.rstrip("@").rstrip(")").partition("(")
            _define_class(base, name, fields.split(",") if fields else [], rule.endswith("@"))


def _define_class(base, name, parts, has_positions):
    fields = tuple(part.rstrip("*?") for part in parts)
    content = {"__module__": "ast", "_fields": fields, "__match_args__": fields,
               "_lists": frozenset(part[:-1] for part in parts if part.endswith("*"))}
    content["_field_types"] = {part.rstrip("*?"): _field_type(part) for part in parts}
    content.update((part[:-1], None) for part in parts if part.endswith("?"))
    if has_positions:
        content["_attributes"] = _POSITIONS
        content["end_lineno"] = content["end_col_offset"] = None
    globals()[name] = type(name, (globals()[base],), content)


def _field_type(part):
    if part == "ctx":
        return expr_context
    return list[AST] if part.endswith("*") else AST | None if part.endswith("?") else object


AST.__module__ = "ast"
_define()
