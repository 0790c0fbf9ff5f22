# pathlib, glob, fnmatch, shutil, tempfile and os.path over real files.
import fnmatch
import glob
import os
import pathlib
import shutil
import stat
import tempfile
from pathlib import Path, PurePath

folder = Path(tempfile.mkdtemp(prefix="paths_"))
print(folder.is_dir(), folder.name.startswith("paths_"), folder.is_absolute())
os.chdir(folder)
(Path("a") / "b" / "c").mkdir(parents=True)
(Path("a") / "one.txt").write_text("one\ntwo\n")
(Path("a/b") / "two.py").write_text("print('hi')\n", encoding="utf-8")
(Path("a/b/c") / "three.bin").write_bytes(b"\x00\x01")
print(sorted(str(path) for path in Path("a").rglob("*")), sorted(map(str, Path("a").glob("*.txt"))), sorted(map(str, Path().glob("**/*.py"))))
print(sorted(path.name for path in Path("a").iterdir()), Path("a/one.txt").read_text().splitlines(), Path("a/b/c/three.bin").read_bytes())
path = PurePath("/usr/lib/python3/site.tar.gz")
print(path.name, path.stem, path.suffix, path.suffixes, path.parent, path.parts, path.anchor, list(path.parents)[1])
print(path.with_suffix(".zip"), path.with_name("x"), path.with_stem("y"), path.relative_to("/usr"), path.is_relative_to("/usr/lib"), path / "more" / "/root")
print(repr(Path("x") / "y"), Path("a//b/./c/"), Path("x") == PurePath("x"), Path("a") < Path("b"), hash(Path("q")) == hash(Path("q")), Path("x/../y"), path.match("*.gz"))
print(Path("a/one.txt").exists(), Path("none").exists(), Path("a/one.txt").stat().st_size, Path("a").is_file(), stat.S_ISDIR(Path("a").stat().st_mode), stat.filemode(Path("a/one.txt").stat().st_mode))
with Path("a/one.txt").open("a") as file:
    file.write("three\n")
print(Path("a/one.txt").rename("a/renamed.txt"), Path("a/renamed.txt").read_text().count("\n"), Path("a/renamed.txt").resolve() == folder.resolve() / "a/renamed.txt")
Path("touched").touch()
Path("touched").unlink()
Path("touched").unlink(missing_ok=True)
for attempt in (lambda: Path("touched").unlink(), lambda: Path("a").rmdir(), lambda: Path("a").mkdir(), lambda: Path("none").read_text(), lambda: PurePath("a").relative_to("b")):
    try:
        attempt()
    except (OSError, ValueError) as error:
        print(type(error).__name__, error)
print(sorted(glob.glob("a/*")), sorted(glob.glob("**/*.py", recursive=True)), glob.glob("none*"), sorted(glob.glob("a/[or]*")))
print(fnmatch.fnmatch("data.csv", "*.csv"), fnmatch.filter(["a1", "b2", "a3"], "a?"), fnmatch.fnmatchcase("A", "a"))
print(shutil.copy("a/renamed.txt", "copy.txt"), Path("copy.txt").read_text() == Path("a/renamed.txt").read_text())
print(shutil.copytree("a", "tree"), sorted(str(path) for path in Path("tree").rglob("*")), shutil.move("copy.txt", "tree/b"))
print([(top, sorted(folders), sorted(files)) for top, folders, files in os.walk("tree")])
shutil.rmtree("tree")
print(os.path.exists("tree"), os.path.splitext("a/b.c.d"), os.path.commonpath(["/a/b", "/a/c"]), os.path.relpath("/a/b", "/a/c/d"), os.path.normpath("a//b/../c"))
with tempfile.TemporaryDirectory() as temporary:
    with tempfile.NamedTemporaryFile("w+", dir=temporary, suffix=".txt", delete=False) as file:
        file.write("temporary")
        file.seek(0)
        print(file.read(), os.path.basename(file.name).endswith(".txt"), os.path.dirname(file.name) == temporary)
    print(len(os.listdir(temporary)))
print(os.path.exists(temporary))
with tempfile.TemporaryFile() as file:
    file.write(b"bytes")
    file.seek(0)
    print(file.read())
with tempfile.SpooledTemporaryFile(max_size=10, mode="w+") as file:
    file.write("short")
    file.write(" and long")
    file.seek(0)
    print(file.read())
os.environ["SPAWNED"] = "yes"
print(os.environ.get("SPAWNED"), os.getenv("NOT_THERE", "default"), "SPAWNED" in os.environ, os.path.expandvars("$SPAWNED/x"), os.path.expanduser("~") == os.environ["HOME"])
del os.environ["SPAWNED"]
try:
    os.environ["SPAWNED"]
except KeyError as error:
    print("KeyError", error)
