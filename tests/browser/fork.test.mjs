// Fork in a browser: a child is a copy of its parent's linear memory, in a worker of its own.
import assert from "node:assert/strict";
import { launch, openBlank, runProgram, test } from "./harness.mjs";

const browser = await launch();

/** 50,000 objects, and a generator that has walked over some of them: each child goes on from there. */
const FOUR_COPIES = `
import os
from multiprocessing import Pipe

class Node:
    def __init__(self, value, before):
        self.value = value
        self.before = before

def running_totals(nodes):
    total = 0
    for node in nodes:
        total += node.value
        yield total

nodes, node = [], None
for value in range(50_000):
    node = Node(value, node)
    nodes.append(node)
places = {node: index for index, node in enumerate(nodes[:100])}
totals = running_totals(nodes)
for _ in range(20_000):
    next(totals)

def child(number, writer, go):
    go.recv()
    for _ in range(number):
        total = next(totals)
    assert places[nodes[7]] == 7
    length = 0
    node = nodes[-1]
    while node is not None:
        length, node = length + 1, node.before
    writer.send((number, total, length))

reader, writer = Pipe(duplex=False)
starts = [Pipe() for _ in range(4)]
pids = []
for number in range(1, 5):
    pid = os.fork()
    if pid == 0:
        child(number, writer, starts[number - 1][1])
        os._exit(number)
    pids.append(pid)
for mine, theirs in starts:
    mine.send("go")
answers = sorted(reader.recv() for _ in pids)
expected = [(number, sum(range(20_000 + number)), 50_000) for number in range(1, 5)]
print(answers == expected, len(set(pids)))
print(sorted(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) for pid in pids))
print(next(totals) == sum(range(20_001)))
`;

test("four forked children go on with their parent's generator and objects", async (t) => {
  const page = await openBlank(browser, t);
  const result = await runProgram(page, FOUR_COPIES);
  assert.equal(result.stderr, "");
  assert.equal(result.stdout, "True 4\n[1, 2, 3, 4]\nTrue\n");
  assert.equal(result.processes.length, 5);
  const [parent, ...children] = result.processes;
  assert.ok(children.every((child) => child.ppid === parent.pid));
  const lastStart = Math.max(...children.map((child) => child.started));
  assert.ok(children.every((child) => child.ended > lastStart), "all four were alive at once");
});

test("a chain of forks, each from a child, comes home", async (t) => {
  const page = await openBlank(browser, t);
  const result = await runProgram(page, `
import os

depth = 0
while depth < 5:
    pid = os.fork()
    if pid:
        status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
        break
    depth += 1
else:
    status = 0
if depth:
    os._exit(status + depth)
print(status)
`);
  assert.equal(result.stderr, "");
  assert.equal(result.stdout, "15\n");
  assert.equal(result.processes.length, 6);
});

test("a parent that is ended while it forks takes nobody with it, and the run is over", async (t) => {
  const page = await openBlank(browser, t);
  const result = await runProgram(page, `
import os, time
from multiprocessing import Process

def fork_for_ever():
    while True:
        if os.fork() == 0:
            os._exit(0)

if __name__ == "__main__":
    victims = [Process(target=fork_for_ever) for _ in range(2)]
    for victim in victims:
        victim.start()
    time.sleep(0.5)
    for victim in victims:
        victim.kill()
        victim.join()
    print([victim.exitcode for victim in victims])
`, { run: { timelimit: 20 } });
  assert.equal(result.stdout, "[-9, -9]\n");
  assert.equal(result.status, "ok");
  assert.ok(result.processes.length > 3, "they forked");
});
