"""Dicts whose attributes are their items, by methods of dict under other names."""


class Attributes(dict):
    __getattr__ = dict.__getitem__
    __setattr__ = dict.__setitem__
    __delattr__ = dict.__delitem__


settings = Attributes(x=1)
settings.y = 2
settings.y += 5
del settings.x
print(settings, settings.y, vars(settings), hasattr(Attributes, "y"))
for operation in (lambda: settings.q, lambda: delattr(settings, "q")):
    try:
        operation()
    except KeyError as error:
        print("no", error)
setattr(settings, "z", 3)
print(getattr(settings, "z"), sorted(settings))


class Getting(dict):
    __getattr__ = dict.get


print(Getting(a=1).a, Getting().b)


class Listed(list):
    __setattr__ = list.append if False else lambda self, name, value: self.append((name, value))


listed = Listed()
listed.x = 5
print(listed)
