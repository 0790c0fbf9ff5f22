# cmath.
import cmath

values = (0, 1, -1, 1j, -2.5 + 0.5j, 3 - 4j, 0.001 + 1000j, complex(-0.0, -0.0))
for name in ("sqrt", "exp", "sin", "cos", "tan", "sinh", "cosh", "tanh", "asin", "acos", "atan", "asinh", "acosh", "atanh", "log", "log10", "phase"):
    results = []
    for value in values:
        try:
            result = getattr(cmath, name)(value)
            results.append(f"{result:.9g}")
        except (ValueError, OverflowError) as error:
            results.append(f"{type(error).__name__}")
    print(name, *results)
print(cmath.polar(3 + 4j), cmath.rect(2, 0), cmath.isclose(cmath.rect(1, cmath.pi), -1), cmath.log(8, 2))
print(cmath.inf, cmath.infj, cmath.isnan(complex("nan")), cmath.isfinite(1j), cmath.isinf(complex("inf")), cmath.tau, cmath.isclose(1, 1 + 1e-10))
print(cmath.exp(1j * cmath.pi).real, cmath.sqrt(-4))
