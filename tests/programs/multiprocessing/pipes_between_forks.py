# os.pipe and os.fork: bytes from a child, the end of a pipe, and a pipe in the place of standard output.
import os
import sys

reading, writing = os.pipe()
pid = os.fork()
if pid == 0:
    os.close(reading)
    for number in range(3):
        os.write(writing, f"line {number}\n".encode())
    os._exit(7)
os.close(writing)
received = b""
while chunk := os.read(reading, 5):
    received += chunk
os.close(reading)
ended, status = os.waitpid(pid, 0)
print(received, ended == pid, os.WEXITSTATUS(status))

# A child is a filter between two pipes.
to_child, from_child = os.pipe(), os.pipe()
if os.fork() == 0:
    os.close(to_child[1])
    os.close(from_child[0])
    with os.fdopen(to_child[0]) as source, os.fdopen(from_child[1], "w") as sink:
        for line in source:
            sink.write(line.upper())
    os._exit(0)
os.close(to_child[0])
os.close(from_child[1])
with os.fdopen(to_child[1], "w") as sink:
    sink.write("one\ntwo\n")
with os.fdopen(from_child[0]) as source:
    print(source.readlines())
print(os.wait()[1])

# What a child prints goes into a pipe.
reading, writing = os.pipe()
sys.stdout.flush()
if os.fork() == 0:
    os.dup2(writing, 1)
    print("not on the terminal")
    sys.stdout.flush()
    os._exit(0)
os.close(writing)
print("from the child:", os.read(reading, 100))
os.wait()

# A full pipe makes the writer wait.
reading, writing = os.pipe()
if os.fork() == 0:
    os.close(reading)
    os._exit(os.write(writing, b"x" * 200_000) == 200_000)
os.close(writing)
size = 0
while chunk := os.read(reading, 1000):
    size += len(chunk)
print(size, os.WEXITSTATUS(os.wait()[1]))

reading, writing = os.pipe()
os.close(reading)
try:
    os.write(writing, b"nobody reads")
except BrokenPipeError as error:
    print(error)
os.close(writing)
try:
    os.read(reading, 1)
except OSError as error:
    print(error)
reading, writing = os.pipe()
for call in (lambda: os.read(writing, 1), lambda: os.write(reading, b"x"), lambda: os.lseek(reading, 0, 0)):
    try:
        call()
    except OSError as error:
        print(error)
