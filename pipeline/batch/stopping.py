"""Asking a run to end: it finishes what is in hand, writes it, and ends within seconds."""

from __future__ import annotations

import threading
import time

GRACE = 2.5
"""Seconds after the asking in which what was made is judged and written."""


class Stop:
    """Whether a run is to end; may be asked from a signal's handler or another thread."""

    def __init__(self) -> None:
        self._event = threading.Event()
        self._since = 0.0

    def ask(self) -> None:
        if not self._event.is_set():
            self._since = time.monotonic()
            self._event.set()

    def asked(self) -> bool:
        return self._event.is_set()

    def left(self) -> float | None:
        """Seconds that are left for what is in hand; None while nobody asked."""
        if not self.asked():
            return None
        return max(0.0, self._since + GRACE - time.monotonic())
