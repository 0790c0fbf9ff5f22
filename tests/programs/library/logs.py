"""Logging: levels, handlers, formatters, filters and a configuration from a dict."""

import io
import logging
import logging.config
import logging.handlers
import sys

log = logging.getLogger("app")
log.debug("not shown")
stream = io.StringIO()
handler = logging.StreamHandler(stream)
handler.setFormatter(logging.Formatter("%(levelname)s:%(name)s:%(message)s"))
log.addHandler(handler)
log.setLevel(logging.INFO)
log.propagate = False
log.info("hello %s", "world")
log.warning("%d of %d", 1, 3)
child = logging.getLogger("app.part")
child.error("from the child")
try:
    1 / 0
except ZeroDivisionError:
    child.exception("failed")
print([line for line in stream.getvalue().splitlines() if not line.startswith(" ")])
print(child.getEffectiveLevel(), log.isEnabledFor(logging.DEBUG), logging.getLevelName(30), log, child.parent is log)


class NoSecrets(logging.Filter):
    def filter(self, record):
        record.msg = str(record.msg).replace("secret", "***")
        return "drop" not in record.msg


log.addFilter(NoSecrets())
stream.truncate(0)
stream.seek(0)
log.info("my secret")
log.info("drop me")
print(stream.getvalue(), end="")

logging.config.dictConfig({
    "version": 1,
    "formatters": {"short": {"format": "{levelname[0]} {message}", "style": "{"}},
    "handlers": {"out": {"class": "logging.StreamHandler", "stream": "ext://sys.stdout", "formatter": "short"}},
    "loggers": {"configured": {"level": "DEBUG", "handlers": ["out"], "propagate": False}},
})
logging.getLogger("configured").debug("by a dict")

memory = logging.handlers.MemoryHandler(10, target=logging.StreamHandler(sys.stdout))
buffered = logging.getLogger("buffered")
buffered.addHandler(memory)
buffered.warning("held back")
print("before the flush")
memory.flush()
adapter = logging.LoggerAdapter(logging.getLogger("configured"), {"user": "Ada"})
adapter.info("adapted")
logging.captureWarnings(False)
logging.disable(logging.CRITICAL)
adapter.error("not shown either")
