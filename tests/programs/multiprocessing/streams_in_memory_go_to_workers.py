"""Streams in memory are pickled with what they hold and where they are; those of files are not."""
import io
import multiprocessing
import os
import pickle


class Named(io.BytesIO):
    pass


def read_on(stream):
    rest = stream.read()
    stream.seek(0)
    return rest, stream.getvalue(), stream


if __name__ == "__main__":
    streams = io.StringIO("one\ntwo\n"), io.BytesIO(b"three four"), Named(b"five six")
    for stream in streams:
        stream.seek(4)
    with multiprocessing.Pool(1) as pool:
        for rest, whole, stream in pool.map(read_on, streams):
            print(repr(rest), repr(whole), type(stream).__name__, stream.tell())
    for stream in open(os.devnull), open(os.devnull, "rb"), open(os.devnull, "rb", buffering=0):
        try:
            pickle.dumps(stream)
        except TypeError as error:
            print(str(error).split("'")[0], "...")
        stream.close()
