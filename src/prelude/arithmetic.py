"""What `math` and `cmath` leave to Python: numbers that convert themselves."""


def _real(value):
    return value if isinstance(value, (int, float)) else _float_of(value, "must be real number")


def _reals(values):
    return tuple([_real(value) for value in values])


def _number(value):
    return value if isinstance(value, (int, float, complex)) else _complex_of(value, "must be real number")


def _converting(module, name, convert):
    def function(*arguments, **keywords):
        keywords = {key: convert(value) for key, value in keywords.items()}
        return getattr(__import__(module), name)(*map(convert, arguments), **keywords)
    return function


for _module, _names, _convert in (
    ("math", "acos acosh asin asinh atan atan2 atanh cbrt copysign cos cosh degrees dist erf erfc exp exp2 expm1 fabs fmod fma"
             " frexp fsum gamma hypot isclose isfinite isinf isnan ldexp lgamma log log10 log1p log2 modf nextafter pow radians"
             " remainder sin sinh sqrt tan tanh ulp ceil floor trunc", _real),
    ("math", "comb factorial gcd isqrt lcm perm", _index),
    ("cmath", "acos acosh asin asinh atan atanh cos cosh exp isclose isfinite isinf isnan log log10 phase polar rect sin"
              " sinh sqrt tan tanh", _number),
):
    for _name in _names.split():
        globals()[_module + "_" + _name] = _converting(_module, _name, _convert)


def math_ldexp(x, i, /):
    return __import__("math").ldexp(_real(x), _index(i))


def math_dist(p, q, /):
    return __import__("math").dist(_reals(p), _reals(q))


def math_fsum(seq, /):
    return __import__("math").fsum(_reals(seq))


def Decimal___reduce__(self):
    return type(self), (__import__("_decimalcore").Decimal.__str__(self),)


def Decimal___copy__(self):
    return self


def Decimal___deepcopy__(self, memo):
    return self
