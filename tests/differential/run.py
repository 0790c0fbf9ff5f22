"""Runs generated programs on CPython and on Spawnpoint, and keeps those on which they differ, cut down to the blocks that matter.

    python3 tests/differential/run.py RUNNER [--seconds 60] [--seed 0] [--keep target/differential]

RUNNER is the native runner. Ends with status 1 where programs differed. The programs leave out what Python has changed
since 3.11, which runs this.
"""

import argparse
import os
import re
import subprocess
import sys
import time

from programs import blocks

TIMEOUT = 20
ADDRESS = re.compile("0x[0-9a-f]{6,}")


def run(command, path):
    environment = {**os.environ, "PYTHONHASHSEED": "0", "PYTHONIOENCODING": "utf-8"}
    try:
        ended = subprocess.run([*command, path], capture_output=True, timeout=TIMEOUT, env=environment, stdin=subprocess.DEVNULL)
    except subprocess.TimeoutExpired:
        return "time is up"
    text = ADDRESS.sub("0x", ended.stdout.decode("utf-8", "replace"))
    # A crash of the runner is a difference, whatever it has printed.
    status = ended.returncode if ended.returncode in (0, 1) else f"{ended.returncode}\n{ended.stderr.decode('utf-8', 'replace')[-300:]}"
    return f"{text}exit {status}"


class Comparison:
    def __init__(self, runner, folder):
        self.commands = [[sys.executable, "-W", "ignore"], [runner]]
        self.path = os.path.join(folder, "program.py")

    def outputs(self, parts):
        with open(self.path, "w", encoding="utf-8") as file:
            file.write("\n".join(line for part in parts for line in part) + "\n")
        return [run(command, self.path) for command in self.commands]

    def differs(self, parts):
        ours, theirs = self.outputs(parts)
        return ours != theirs

    def smallest(self, parts):
        """The parts without those that the difference does not need; the first one, the prologue, stays."""
        kept = parts
        size = max(1, (len(kept) - 1) // 2)
        while True:
            index = 1
            while index < len(kept):
                fewer = kept[:index] + kept[index + size:]
                if len(fewer) < len(kept) and self.differs(fewer):
                    kept = fewer
                else:
                    index += size
            if size == 1:
                return kept
            size //= 2


def first_difference(theirs, ours):
    for a, b in zip(theirs.splitlines(), ours.splitlines()):
        if a != b:
            return f"CPython: {a}\n   here: {b}"
    return f"CPython: {theirs.splitlines()[-1]}\n   here: {ours.splitlines()[-1]}"


def keep(comparison, folder, seed, parts):
    parts = comparison.smallest(parts)
    theirs, ours = comparison.outputs(parts)
    path = os.path.join(folder, f"seed_{seed}.py")
    os.replace(comparison.path, path)
    print(f"seed {seed}: {path}\n{first_difference(theirs, ours)}", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("runner")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=0, help="of the first program")
    parser.add_argument("--keep", default="target/differential", help="folder for programs that differ")
    options = parser.parse_args()
    os.makedirs(options.keep, exist_ok=True)
    comparison = Comparison(os.path.abspath(options.runner), options.keep)
    end, seed, found = time.monotonic() + options.seconds, options.seed, 0
    while time.monotonic() < end:
        parts = blocks(seed)
        if comparison.differs(parts):
            keep(comparison, options.keep, seed, parts)
            found += 1
        seed += 1
    print(f"{seed - options.seed} programs, {found} of them differed")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
