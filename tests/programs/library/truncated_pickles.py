"""What is said of the first bytes of a pickle."""

import io
import pickle

for protocol in (0, 2, 5):
    data = pickle.dumps([1, "abc", 2.5, {"k": b"bytes"}], protocol)
    found = {}
    for length in range(len(data)):
        for name, load in (("loads", pickle.loads), ("load", lambda part: pickle.load(io.BytesIO(part)))):
            try:
                load(data[:length])
                result = "loaded"
            except (EOFError, pickle.UnpicklingError) as error:
                result = f"{type(error).__name__}: {error}"
            found.setdefault((name, result), []).append(length)
    for key, lengths in found.items():
        print(protocol, *key, lengths)
