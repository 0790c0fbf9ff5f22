"""threading.excepthook gets what a thread does not handle; SystemExit ends the thread silently."""
import sys
import threading


def fail():
    raise ValueError("from a thread")


def hook(args):
    print(args.exc_type.__name__, args.exc_value, args.thread.name, args.exc_traceback is not None)


threading.excepthook = hook
thread = threading.Thread(target=fail, name="failing")
thread.start()
thread.join()
thread = threading.Thread(target=sys.exit)
thread.start()
thread.join()
threading.excepthook = threading.__excepthook__
sys.stderr = sys.stdout
thread = threading.Thread(target=sys.exit)
thread.start()
thread.join()
print("main goes on")
