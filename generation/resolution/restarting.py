"""Ending this worker's process so that another takes its place; only where somebody is known to start it."""

import errno
import logging
import os
import signal

log = logging.getLogger("dailies.worker")

_supervised = False


def is_supervised() -> bool:
    """Whether whoever started this process starts another when it ends."""
    return _supervised


def expect_a_successor() -> None:
    """Said by a worker's entry point, whose launcher starts it again."""
    global _supervised
    _supervised = True


def is_out_of_files() -> bool:
    """Whether another process would have to take over because this one can open no file: patience gives none back."""
    if not is_supervised():
        return False
    try:
        os.close(os.open(os.devnull, os.O_RDONLY))
    except OSError as error:
        return error.errno == errno.EMFILE
    return False


def end_this_process() -> None:
    """As a stop from outside: the worker finishes what it holds or gives it back, and ends."""
    log.warning("this worker ends so that another starts afresh")
    os.kill(os.getpid(), signal.SIGTERM)
