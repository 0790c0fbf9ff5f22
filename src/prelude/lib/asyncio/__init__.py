"""asyncio: CPython's tasks, locks, queues and runners over an event loop that waits as threads do.

There are no sockets and no subprocesses in a page, so neither streams nor transports.
"""

from . import base_events, coroutines, events, exceptions, futures, graph, locks, queues, runners, taskgroups, tasks
from . import threads, timeouts
from .base_events import *
from .coroutines import *
from .events import *
from .exceptions import *
from .futures import *
from .graph import *
from .locks import *
from .queues import *
from .runners import *
from .taskgroups import *
from .tasks import *
from .threads import *
from .timeouts import *

__all__ = (
    base_events.__all__ + coroutines.__all__ + events.__all__ + exceptions.__all__ + futures.__all__ + graph.__all__
    + locks.__all__ + queues.__all__ + runners.__all__ + taskgroups.__all__ + tasks.__all__ + threads.__all__
    + timeouts.__all__
)


def __getattr__(name):
    if name in ("open_connection", "start_server", "create_subprocess_exec", "create_subprocess_shell"):
        raise AttributeError(f"asyncio.{name} is not there: a web page can neither open sockets nor run programs")
    raise AttributeError(f"module 'asyncio' has no attribute {name!r}")
