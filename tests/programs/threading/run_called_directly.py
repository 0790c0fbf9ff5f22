"""Thread.run in the thread that calls it."""
import threading

thread = threading.Thread(target=print, args=[1])
thread.run()
thread = threading.Thread(target=print, args=(2,))
thread.run()
print(thread.is_alive(), thread.ident)
