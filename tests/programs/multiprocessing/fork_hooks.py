# os.register_at_fork: before in reverse order, after in order, in the parent and in the child.
import os
import random
import sys

for n in (1, 2):
    os.register_at_fork(
        before=lambda n=n: print("before", n, flush=True),
        after_in_parent=lambda n=n: log.append(f"parent {n}"),
        after_in_child=lambda n=n: print("child", n, flush=True),
    )
log = []
pid = os.fork()
if pid == 0:
    sys.stdout.flush()
    os._exit(0)
os.waitpid(pid, 0)
print(log)

try:
    os.register_at_fork()
except TypeError as error:
    print(type(error).__name__)
try:
    os.register_at_fork(before=3)
except TypeError as error:
    print(type(error).__name__)

# Parent and child go on with the same state of a generator of their own, but not with the same randomness.
mine = random.Random(4)
mine.random()
reader, writer = __import__("multiprocessing").Pipe(False)
pid = os.fork()
if pid == 0:
    writer.send((mine.random(), random.random(), os.urandom(8)))
    os._exit(0)
same, theirs, entropy = reader.recv()
os.waitpid(pid, 0)
print(same == mine.random(), theirs == random.random(), entropy == os.urandom(8))
