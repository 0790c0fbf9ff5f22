"""Without a guard a child of the fork server fails too: it imports the main program once the server has failed to."""
import multiprocessing


def work():
    print("never")


multiprocessing.set_start_method("forkserver", force=True)
child = multiprocessing.Process(target=work)
child.start()
child.join()
print("exit code", child.exitcode)
