# A lambda cannot be sent to a child.
from multiprocessing import Process

if __name__ == "__main__":
    process = Process(target=lambda: print("never"))
    try:
        process.start()
    except Exception as error:
        print(type(error).__name__)
