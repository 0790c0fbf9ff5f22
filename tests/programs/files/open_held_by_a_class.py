"""`open` is a built-in function: a class that holds it does not bind it, and one file may be opened many ways."""


class Opener:
    open = open

    def lines(self, name):
        with self.open(name) as file:
            return file.readlines()


with open("poem.txt", "w", encoding="utf-8", newline="\r\n") as file:
    print("roses", "red", sep=" are ", file=file)
    file.write("été\n")
print(Opener().lines("poem.txt"), open)
print(open("poem.txt", "rb").read())
print(vars(Opener)["open"] is open)
for arguments in (("poem.txt", "q"), ("poem.txt", "rw"), ("poem.txt", "rb", -1, "utf-8"), (None,)):
    try:
        open(*arguments)
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
