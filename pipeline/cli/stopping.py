"""Ctrl-C and kill: the first asks a run to end, the second ends it at once."""

from __future__ import annotations

import contextlib
import os
import signal
import threading
from collections.abc import Iterator

from pipeline.batch.stopping import Stop

SIGNALS = (signal.SIGINT, signal.SIGTERM)
_ASKED = b"termlock: finishing what is in hand; once more to stop at once.\n"


@contextlib.contextmanager
def stop_on_signals() -> Iterator[Stop]:
    """A stop that Ctrl-C or `kill` asks for; before and after it they do what they did."""
    stop = Stop()

    def asked(*_: object) -> None:
        if stop.asked():
            os._exit(3)
        stop.ask()
        with contextlib.suppress(OSError):
            os.write(2, _ASKED)

    if threading.current_thread() is not threading.main_thread():
        yield stop  # signals are heard in the main thread alone
        return
    before = {number: signal.signal(number, asked) for number in SIGNALS}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
