# Template strings.
from string.templatelib import Interpolation, Template

width = 3
template = t"a{width!r:>{width}}b{width + 1}"
print(template)
print(template.strings, template.values, [type(part).__name__ for part in template])
print(template.interpolations[0].conversion, template.interpolations[1].expression, Interpolation.__match_args__)
print(Template("a", Interpolation(1), "b", "c"), template + t"!")
for make in [lambda: template + "x", lambda: Template(3), lambda: Interpolation(1, 2), lambda: Interpolation(1, "e", "z")]:
    try:
        print(make())
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
