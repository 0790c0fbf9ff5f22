"""`exit()` and `quit()` end a program by raising SystemExit."""
print(exit, quit)
for end, code in [(exit, 3), (quit, None), (exit, "a message")]:
    try:
        end(code)
    except SystemExit as leaving:
        print(repr(leaving.code))


def work():
    try:
        exit()
    finally:
        print("cleaned up")


work()
print("never printed")
