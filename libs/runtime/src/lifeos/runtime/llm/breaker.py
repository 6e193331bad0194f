"""A rung that keeps failing is left alone for a minute, so that nobody waits for it."""

from collections.abc import Callable

from lifeos.runtime.llm.errors import UNHEALTHY, ModelFailed

FAILURES = 5
WINDOW_S = 60.0
REST_S = 60.0


class Breaker:
    """Opens after five unhealthy failures within 60 s with no success between them, or at once on `auth`.

    After its rest one call may try; when that succeeds the rung is back, else it rests again. A provider
    that names a time to come back is left alone for that time, at most 60 s.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._failures: list[float] = []
        self._rests_until: float | None = None
        self._trying = False
        self.key_refused = False
        """The last failure was the key's; that does not mend itself."""

    def rest_left_s(self) -> float:
        """Seconds until a call may try again; 0 when the rung is in use."""
        return 0.0 if self._rests_until is None else max(0.0, self._rests_until - self._clock())

    def admits(self) -> bool:
        """Whether a call may go now. After a yes, tell exactly one of the three outcomes below."""
        if self._rests_until is None:
            return True
        if self._trying or self.rest_left_s() > 0:
            return False
        self._trying = True
        return True

    def succeeded(self) -> None:
        """The model answered."""
        self._failures.clear()
        self._rests_until = None
        self._trying = False
        self.key_refused = False

    def abandoned(self) -> None:
        """The call ended for a reason that says nothing about the model, such as a cancelled turn."""
        self._trying = False

    def failed(self, failure: ModelFailed) -> None:
        """The model gave no usable answer."""
        if failure.reason not in UNHEALTHY:
            self.succeeded()
            return
        self.key_refused = failure.reason == "auth"
        now = self._clock()
        self._failures = [at for at in self._failures if now - at < WINDOW_S] + [now]
        if self._trying or failure.reason == "auth" or len(self._failures) >= FAILURES:
            self._rest(now + REST_S)
        elif failure.retry_after_s:
            self._rest(now + min(failure.retry_after_s, REST_S))
        self._trying = False

    def _rest(self, until: float) -> None:
        self._rests_until = max(until, self._rests_until or until)
