# configparser, tomllib, argparse, shlex and string templates.
import argparse
import configparser
import io
import shlex
import string
import tomllib

config = configparser.ConfigParser()
config.read_string("[DEFAULT]\nbase = /srv\n[web]\nport = 80\nroot = %(base)s/web\ndebug = yes\n; comment\n[db]\nhost: localhost\nlist =\n  a\n  b\n")
print(config.sections(), config["web"]["root"], config.getint("web", "port"), config.getboolean("web", "debug"), config.get("db", "none", fallback="?"), config["db"]["list"].split())
config["new"] = {"key": "value"}
config.set("web", "port", "8080")
out = io.StringIO()
config.write(out)
print(out.getvalue())
for attempt in (lambda: config["none"], lambda: config.get("web", "none"), lambda: configparser.ConfigParser().read_string("x = 1")):
    try:
        attempt()
    except (KeyError, configparser.Error) as error:
        print(type(error).__name__, str(error).splitlines()[0])
with open("settings.ini", "w") as file:
    config.write(file)
print(configparser.ConfigParser().read(["settings.ini", "missing.ini"]))

print(tomllib.loads('title = "T"\n[owner]\nage = 3\nborn = 1979-05-27T07:32:00Z\npi = 3.14\nlist = [1, 2, [3, "x"]]\n[[items]]\nname = "a"\n[[items]]\nname = "b"\nflag = true\n'))
try:
    tomllib.loads("a = ")
except tomllib.TOMLDecodeError as error:
    print(error)

parser = argparse.ArgumentParser(prog="tool", description="Does things.", formatter_class=argparse.RawDescriptionHelpFormatter, **({"color": False} if "color" in argparse.ArgumentParser.__init__.__code__.co_varnames else {}))
parser.add_argument("files", nargs="*", help="what to read")
parser.add_argument("-n", "--number", type=int, default=3, help="how many (default: %(default)s)")
parser.add_argument("-v", "--verbose", action="store_true")
parser.add_argument("--level", choices=["low", "high"])
print(parser.parse_args(["a.txt", "b.txt", "-n", "5", "-v"]), parser.parse_args([]), parser.parse_args(["--level=high", "x"]))
print(parser.format_usage())
commands = argparse.ArgumentParser(prog="git")
subparsers = commands.add_subparsers(dest="command", required=True)
add = subparsers.add_parser("add")
add.add_argument("path")
add.set_defaults(run=lambda arguments: f"adding {arguments.path}")
arguments = commands.parse_args(["add", "file"])
print(arguments.command, arguments.run(arguments))
print(shlex.split("a 'b c' \"d e\" f\\ g # not a comment"), shlex.join(["a b", "c"]), shlex.quote("it's"))
print(string.Template("$who likes ${what}s, $$5").substitute(who="tim", what="cat"), string.Template("$a $b").safe_substitute(a=1))
