"""Three threads wait at the same time, so that all of it takes as long as one of them."""
import threading
import time


def crawl(link, delay=0.3):
    print(f"crawl started for {link}")
    time.sleep(delay)
    print(f"crawl ended for {link}")


links = ["https://python.org", "https://docs.python.org", "https://peps.python.org"]
start = time.monotonic()
threads = [threading.Thread(target=crawl, args=(link,), kwargs={"delay": 0.3}) for link in links]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print("at once:", time.monotonic() - start < 0.8)
