# Modules that a web page cannot have: the error says why.
for name in ["socket", "subprocess", "numpy"]:
    try:
        __import__(name)
    except ModuleNotFoundError as error:
        print(error, "/", error.name)
