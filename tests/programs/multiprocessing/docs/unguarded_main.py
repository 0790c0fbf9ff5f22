# Without the guard a child that is spawned would start children itself: it gets an error instead.
import multiprocessing

multiprocessing.set_start_method("spawn", force=True)
process = multiprocessing.Process(target=print, args=("never printed",))
process.start()
process.join()
print(process.exitcode)
