# csv: reading and writing rows, dialects, dictionaries, quoting, and errors.
import csv
import io

text = 'name,age,notes\r\n"Smith, John",42,"said ""hi"""\r\nAnn,7,"two\r\nlines"\r\n\r\n,,\r\n'
for row in csv.reader(io.StringIO(text, newline="")):
    print(row)
reader = csv.DictReader(io.StringIO("a,b\n1,2\n3,4,5\n6\n"), restkey="rest", restval="-")
print(list(reader), reader.fieldnames, reader.line_num)
out = io.StringIO()
writer = csv.writer(out)
print(writer.writerow(["plain", 'with "quotes"', "comma, here", "new\nline", 5, 2.5, None, ""]))
writer.writerows([[1, 2], ["", ""], [""], ["a b"]])
print(repr(out.getvalue()))
for quoting in (csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC, csv.QUOTE_NONE):
    out = io.StringIO()
    csv.writer(out, quoting=quoting, escapechar="\\", delimiter=";", lineterminator="|").writerow(["a;b", 'q"', 3, 4.5, None])
    print(quoting, out.getvalue())
out = io.StringIO()
table = csv.DictWriter(out, fieldnames=["x", "y"], extrasaction="ignore", lineterminator="\n")
table.writeheader()
table.writerows([{"x": 1, "y": 2}, {"x": 3, "z": 9}])
print(out.getvalue())
print(list(csv.reader(["1;2; 3", "'a;b';c"], delimiter=";", quotechar="'", skipinitialspace=True)))
print(list(csv.reader(["1,x,2.5", '"7",8,9'], quoting=csv.QUOTE_NONNUMERIC)) if False else list(csv.reader(['1,"x",2.5'], quoting=csv.QUOTE_NONNUMERIC)))
print(list(csv.reader(["a\tb", 'c\t"d\te"'], "excel-tab")), sorted(csv.list_dialects()))
csv.register_dialect("pipes", delimiter="|", quoting=csv.QUOTE_MINIMAL)
print(list(csv.reader(["a|b"], "pipes")), csv.get_dialect("pipes").delimiter)
print(csv.Sniffer().sniff("a;b;c\n1;2;3\n4;5;6\n").delimiter, csv.Sniffer().has_header("name,age\nann,3\nbob,4\n"))
with open("csv_files.csv", "w", newline="") as file:
    csv.writer(file).writerows((number, number ** 2) for number in range(1000))
with open("csv_files.csv", newline="") as file:
    print(sum(int(square) for _, square in csv.reader(file)))
for attempt in (lambda: csv.reader(["a"], delimiter=""), lambda: csv.reader(["a"], "none"), lambda: csv.writer(io.StringIO()).writerow(5),
                lambda: csv.writer(io.StringIO(), quoting=csv.QUOTE_NONE).writerow(["a,b"]), lambda: list(csv.reader(['"open'], strict=True)),
                lambda: list(csv.reader(['"a"b'], strict=True)), lambda: csv.DictWriter(io.StringIO(), ["a"]).writerow({"b": 1})):
    try:
        attempt()
    except (csv.Error, TypeError, ValueError) as error:
        print(type(error).__name__, error)
