# A list of fixed length in shared memory: items change, and keep within their room.
import pickle
from multiprocessing import shared_memory

if __name__ == "__main__":
    items = shared_memory.ShareableList(["howdy", b"HoWdY", -273.154, 100, None, True, 42])
    print([type(item).__name__ for item in items])
    items[2] = -78.5
    items[2] = "dry ice"
    print(items[2])
    try:
        items[2] = "larger than the room that was kept for it"
    except ValueError as error:
        print(error)
    print(items[2], len(items), items.index(42), items.count(True))
    same = shared_memory.ShareableList(name=items.shm.name)
    same[-1] = "now text"
    print(items[-1])
    same.shm.close()
    copy = pickle.loads(pickle.dumps(items))
    copy[3] = 999
    print(items[3])
    copy.shm.close()
    items.shm.close()
    items.shm.unlink()
