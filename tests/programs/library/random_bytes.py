"""However many random bytes a program asks for, they are new ones."""

import os
import secrets
import uuid

print(len({os.urandom(8) for _ in range(3000)}))
print(len({uuid.uuid4() for _ in range(3000)}))
print(len({secrets.token_hex(16) for _ in range(3000)}))
print(len({secrets.randbelow(1 << 64) for _ in range(1000)}))

long = os.urandom(100_000)
print(len(long), len(set(long)))
print(len({long[start:start + 32] for start in range(0, len(long), 32)}))
print(os.urandom(0))
try:
    os.urandom(-1)
except ValueError as error:
    print(error)
