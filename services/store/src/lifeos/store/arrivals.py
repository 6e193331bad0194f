"""Tells who waits in this process that a message is in the tables now."""

import asyncio
from collections.abc import Generator, Iterable
from contextlib import contextmanager


class Arrivals:
    """A hint, never the proof: who is woken looks into the tables, and who is not looks again by itself."""

    def __init__(self) -> None:
        self._waiting: dict[str, set[asyncio.Event]] = {}

    def came(self, subject: str) -> None:
        for event in self._waiting.get(subject, ()):
            event.set()

    @contextmanager
    def of(self, subjects: Iterable[str]) -> Generator[asyncio.Event]:
        """An event that is set whenever one of these messages came in."""
        event, wanted = asyncio.Event(), set(subjects)
        for subject in wanted:
            self._waiting.setdefault(subject, set()).add(event)
        try:
            yield event
        finally:
            for subject in wanted:
                self._waiting[subject].discard(event)
                if not self._waiting[subject]:
                    del self._waiting[subject]
