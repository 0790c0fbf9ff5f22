# Where no more processes can be alive, starting one fails as where an operating system refuses it.
import time
from multiprocessing import Process

if __name__ == "__main__":
    processes = []
    try:
        while True:
            process = Process(target=time.sleep, args=(1000,), daemon=True)
            process.start()
            processes.append(process)
    except OSError as error:
        print(type(error).__name__, error)
    print(len(processes) >= 32)
    for process in processes:
        process.kill()
        process.join()
    process = Process(target=print, args=("and again there is room",))
    process.start()
    process.join()
