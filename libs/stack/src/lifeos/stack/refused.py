"""Why the stack does not do what was asked, in words for the person at the terminal."""

import sys
from collections.abc import Callable

_INTERRUPTED = 130


class Refused(Exception):
    """What was asked cannot be done; the message is one plain sentence that says what to do."""


def exit_code(work: Callable[[], int]) -> int:
    """Do the work and return its exit code; a refusal is printed as its one sentence and gives 1; ctrl-C gives 130."""
    try:
        return work()
    except Refused as why:
        sys.stderr.write(f"{why}\n")
        return 1
    except KeyboardInterrupt:
        return _INTERRUPTED
