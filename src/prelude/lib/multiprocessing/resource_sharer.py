"""Resources that processes share by handing each other their names.

Connections need none of it: the ends of a pipe travel within the messages themselves, and no thread has to wait for
those who want them.
"""

__all__ = ["stop"]


def stop(timeout=None):
    """Ends the sharing; there is nothing that would have to end."""
