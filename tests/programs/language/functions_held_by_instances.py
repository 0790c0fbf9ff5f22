# An attribute of an instance may be a function: it is called without the instance, whatever the class has.
class Button:
    def __init__(self, action):
        self.action = action


def press(button):
    return button.action("pressed")


button = Button(str.upper)
print([press(button) for _ in range(3)])
button.action = len
print([press(button) for _ in range(3)])
other = Button(repr)
other.colour = "red"
print(press(other), press(button))
del other.action
try:
    press(other)
except AttributeError as error:
    print(error)
Button.action = lambda self, how: (type(self).__name__, how)
print(press(other), press(button), press(other))


class Pretender:
    @property
    def __class__(self):
        return int


class Renamed(Button):
    pass


print(Pretender().__class__, isinstance(Pretender(), int))
button.__class__ = Renamed
print([thing.__class__.__name__ for thing in (button, other, 1, None)])
