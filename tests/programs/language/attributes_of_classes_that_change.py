"""What a loop has looked up in a class many times is looked up anew when it has become something else."""
import gc


class Member:
    pass


class Descriptor:
    def __get__(self, instance, owner):
        return f"given by the descriptor to {owner.__name__}"


class Shape:
    corners = property(lambda self: 4)


def member():
    return type(Member.only).__name__ if isinstance(Member.only, Member) else Member.only


def corners(shape):
    return shape.corners


Member.only = Member()
for _ in range(3):
    member()
print(member())
Member.only.__class__ = Descriptor
print(member())

square = Shape()
for _ in range(3):
    corners(square)
print(corners(square))
vars(Shape)["corners"].__init__(lambda self: "as many as ever")
gc.collect()
print(corners(square))
