"""Where no more processes can be alive, the fork server says so to whoever asked, and starts others later."""
import multiprocessing
import time

if __name__ == "__main__":
    context = multiprocessing.get_context("forkserver")
    processes = []
    try:
        while True:
            process = context.Process(target=time.sleep, args=(1000,), daemon=True)
            process.start()
            processes.append(process)
    except OSError as error:
        print(type(error).__name__, error)
    print(len(processes) >= 32, all(process.is_alive() for process in processes))
    for process in processes:
        process.kill()
        process.join()
    print({process.exitcode for process in processes})
    process = context.Process(target=print, args=("and again there is room",))
    process.start()
    process.join()
