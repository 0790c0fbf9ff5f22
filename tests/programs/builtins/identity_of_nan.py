"""A NaN equals none, yet containers know the very one that they hold."""

import array
import math
import pickle
import struct

nan = float("nan")
print([nan] == [nan], nan in [nan], (nan,) == (nan,), {nan: 1} == {nan: 1}, [nan].index(nan), nan in {nan})
print([float("nan")] == [float("nan")], float("nan") in [nan], float("nan") is nan, nan == nan, nan is nan)
print([nan].count(float("nan")), len({nan, nan, float("nan"), float("-nan")}), {nan: "it"}.get(float("nan")))
print(math.nan in [math.nan], math.nan in [nan], len({math.nan, float("nan")}))
copy = nan
print(copy in [nan], float(nan) in [nan], [copy, nan].count(nan), hash(copy) == hash(nan))
print(struct.pack(">d", nan).hex(), struct.pack(">d", float("-nan")).hex(), struct.pack(">f", nan).hex(),
      struct.pack(">e", nan).hex(), array.array("d", [nan]).tobytes().hex())
print(pickle.dumps(nan, 2), nan, -nan, repr([nan]), f"{nan:8.2f}", nan.hex(), math.copysign(1, nan), math.copysign(1, float("-nan")))
kept = struct.unpack(">d", bytes.fromhex("7ff8000000000007"))[0]
print(struct.pack(">d", kept).hex())
