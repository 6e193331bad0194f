"""Why something failed, by type. The worker loop decides by these and by nothing else.

LifeError
├── Rejected       it can never succeed: park it now and tell the person
│   └── Erased     the person was erased: drop it, and keep no copy
└── Unavailable    a whole dependency is away: hold the message, stop pulling, try again
Anything else is a bug: it is tried again with growing delay, and parked at its tenth delivery.
"""


class LifeError(Exception):
    """The message of every error says what happened, without any person's words."""


class Rejected(LifeError):
    """This can never succeed, however often it is tried."""


class Erased(Rejected):
    """What this belongs to was erased, so nothing of it may be stored again."""


class Unavailable(LifeError):
    """A dependency is away. `retry_after` is in seconds."""

    def __init__(self, what: str, retry_after: float = 1.0) -> None:
        super().__init__(what)
        self.retry_after = retry_after
