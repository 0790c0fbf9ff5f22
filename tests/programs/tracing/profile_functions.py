"""`sys.setprofile` hears of calls and returns, of Python functions and of built-in ones."""
import sys
import threading

heard = []


def profile(frame, event, arg):
    if event.startswith("c_"):
        heard.append(f"{event} {arg.__name__}")
    else:
        heard.append(f"{event} {frame.f_code.co_name}")


def work():
    words = ["b", "a"]
    words.append("c")
    try:
        len(5)
    except TypeError:
        pass
    return sorted(words, key=lambda word: word)


sys.setprofile(profile)
work()
sys.setprofile(None)
print("\n".join(heard[:-1] if heard[-1] == "c_call setprofile" else heard))
print(sys.getprofile())

heard.clear()
threading.setprofile(lambda frame, event, arg: heard.append(event) if frame.f_code is work.__code__ else None)
thread = threading.Thread(target=work)
thread.start()
thread.join()
threading.setprofile(None)
print([event for event in heard if not event.startswith("c_")])
