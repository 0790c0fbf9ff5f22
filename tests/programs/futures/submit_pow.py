"""One call in a thread, and its result."""
from concurrent.futures import ThreadPoolExecutor

with ThreadPoolExecutor(max_workers=1) as executor:
    future = executor.submit(pow, 323, 1235)
    result = future.result()
print(str(result)[:6], str(result)[-6:], len(str(result)), future.done())
try:
    executor.submit(pow, 2, 3)
except RuntimeError as error:
    print(error)
