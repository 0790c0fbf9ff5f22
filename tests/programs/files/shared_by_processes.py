# Files are shared by all processes: what one writes, the others read.
import os
from multiprocessing import Lock, Process


def append(path, number, lock):
    for step in range(5):
        with lock, open(path, "a") as file:
            file.write(f"{number}:{step}\n")


def move(folder):
    os.chdir(folder)
    with open("from_child.txt", "w") as file:
        file.write(os.path.basename(os.getcwd()))


def main():
    path = "shared_by_processes.txt"
    with open(path, "w") as file:
        file.write("start\n")
    lock = Lock()
    processes = [Process(target=append, args=(path, number, lock)) for number in range(3)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    with open(path) as file:
        lines = file.read().splitlines()
    print(lines[0], len(lines), sorted(lines[1:]))
    for number in range(3):
        print([line for line in lines if line.startswith(f"{number}:")])
    os.remove(path)
    os.makedirs("shared_folder", exist_ok=True)
    before = os.getcwd()
    child = Process(target=move, args=("shared_folder",))
    child.start()
    child.join()
    print(os.getcwd() == before, open("shared_folder/from_child.txt").read())
    os.remove("shared_folder/from_child.txt")
    os.rmdir("shared_folder")


if __name__ == "__main__":
    main()
