# What a process object says of itself in the course of its life.
import signal
import time
from multiprocessing import Process

if __name__ == "__main__":
    process = Process(target=time.sleep, args=(1000,), name="sleeper")
    print(repr(process).replace(str(process._parent_pid), "P"), process.is_alive())
    process.start()
    print("started" in repr(process), process.is_alive())
    process.terminate()
    process.join()
    print(repr(process).replace(str(process.pid), "C").replace(str(process._parent_pid), "P"), process.is_alive())
    print(process.exitcode == -signal.SIGTERM)
