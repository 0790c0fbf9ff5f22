# The file system through os: descriptors, directories, names, and errors.
import errno
import os

os.mkdir("sandbox")
os.chdir("sandbox")
fd = os.open("raw.txt", os.O_RDWR | os.O_CREAT, 0o600)
print(os.write(fd, b"hello world"), os.lseek(fd, 0, os.SEEK_SET), os.read(fd, 5), os.read(fd, 100), os.read(fd, 5))
print(os.fstat(fd).st_size, oct(os.fstat(fd).st_mode & 0o777), os.pread(fd, 3, 2), os.pwrite(fd, b"HE", 0), os.lseek(fd, -3, os.SEEK_END))
os.ftruncate(fd, 4)
copy = os.dup(fd)
os.close(fd)
print(os.lseek(copy, 0, 0), os.read(copy, 10))
os.close(copy)
for action in (lambda: os.read(fd, 1), lambda: os.close(fd), lambda: os.write(999, b"x"), lambda: os.fstat(-1)):
    try:
        action()
    except OSError as error:
        print(error.errno == errno.EBADF, error)

os.mkdir("folder")
os.makedirs("deep/er/still")
os.makedirs("deep/er", exist_ok=True)
with open("folder/one.txt", "w") as file:
    file.write("1")
with open("folder/two.txt", "w") as file:
    file.write("22")
print(sorted(os.listdir("folder")), sorted(os.listdir()), sorted(os.listdir(b"folder")))
with os.scandir("folder") as entries:
    for entry in sorted(entries, key=lambda entry: entry.name):
        print(entry.name, entry.path, entry.is_file(), entry.is_dir(), entry.stat().st_size, entry)
print([(top, sorted(folders), sorted(files)) for top, folders, files in sorted(os.walk("deep"))])
os.rename("folder/one.txt", "folder/renamed.txt")
os.replace("folder/two.txt", "folder/renamed.txt")
print(os.listdir("folder"), open("folder/renamed.txt").read())
os.rename("folder", "deep/moved")
print(os.path.isdir("deep/moved"), os.path.isfile("deep/moved/renamed.txt"), os.path.exists("folder"))
before = os.getcwd()
os.chdir("deep/moved")
print(os.getcwd()[len(before):], sorted(os.listdir("..")), os.path.abspath("renamed.txt") == os.getcwd() + "/renamed.txt")
os.chdir(before)
os.utime("raw.txt", (1000, 2000.5))
status = os.stat("raw.txt")
print(status.st_mtime, status.st_atime, status[8], status.st_mtime_ns, len(status), status.st_size)
os.chmod("raw.txt", 0o640)
print(oct(os.stat("raw.txt").st_mode), os.access("raw.txt", os.R_OK | os.W_OK), os.access("raw.txt", os.X_OK), os.access("none", os.F_OK))
handle = open("raw.txt")
os.remove("raw.txt")
print(os.path.exists("raw.txt"), handle.read())
handle.close()
attempts = [
    lambda: os.mkdir("deep"), lambda: os.mkdir("a/b"), lambda: os.rmdir("deep"), lambda: os.rmdir("none"),
    lambda: os.remove("none"), lambda: os.rename("none", "other"), lambda: os.listdir("none"),
    lambda: os.listdir("deep/moved/renamed.txt"), lambda: os.chdir("none"), lambda: os.stat("none"),
    lambda: os.rename("deep", "deep/er/inside"), lambda: os.rmdir("deep/moved/renamed.txt"), lambda: os.stat(""),
]
for attempt in attempts:
    try:
        attempt()
    except OSError as error:
        print(type(error).__name__, errno.errorcode[error.errno], error)
for attempt in (lambda: os.stat("a\0b"), lambda: os.mkdir(5), lambda: os.listdir(1.5), lambda: os.stat(None), lambda: os.rename("x", None)):
    try:
        attempt()
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)


class Named:
    def __fspath__(self):
        return "deep/moved/renamed.txt"


print(os.stat(Named()).st_size, os.path.getsize(Named()), open(Named()).read(), os.path.exists(Named()))
os.unlink(Named())
os.rmdir("deep/moved")
with open(os.devnull, "w") as null:
    print(null.write("gone"), os.path.exists("/dev/null"), open("/dev/null").read() == "")
