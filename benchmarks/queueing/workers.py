"""For `dramatiq benchmarks.queueing.workers`: the studio's own workers, which know the kind that makes nothing."""

import config.workers  # isort: skip  (it readies Django)

from benchmarks.queueing import nothing
from generation import bells, handlers

handlers.HANDLERS[nothing.KIND] = nothing.__name__

broker = bells.broker

__all__ = ["broker", "config"]
