"""Waiting for several objects: for what `multiprocessing` can wait for, its connections above all."""

__all__ = ["select", "error"]

error = OSError


def select(rlist, wlist, xlist, timeout=None, /):
    """Waits until something can be read. Writing never has to wait."""
    from multiprocessing.connection import Connection, wait
    rlist, wlist, xlist = list(rlist), list(wlist), list(xlist)
    for item in (*rlist, *wlist, *xlist):
        if not isinstance(item, Connection):
            raise TypeError(f"select() waits for multiprocessing's connections here, not for {type(item).__name__}: "
                            "a web page has no sockets")
    ready = wait(rlist, 0 if wlist else timeout)
    return [item for item in rlist if item in ready], wlist, []
