"""Named points at which a test may kill this very process, to prove that nothing is lost there.

`LIFEOS_CRASH_AT=<point>` dies at the first time the point is reached, `<point>@<n>` at the n-th.
Without the setting a point costs one comparison.
"""

import os
from dataclasses import dataclass


@dataclass
class CrashPoints:
    """The points of one process."""

    at: str | None = None
    left: int = 1

    @classmethod
    def of(cls, setting: str | None) -> "CrashPoints":
        if not setting:
            return cls()
        name, _, count = setting.rpartition("@")
        return cls(name, int(count)) if name else cls(setting)

    def here(self, name: str) -> None:
        """Die without any clean-up when this is the chosen point."""
        if self.at != name:
            return
        self.left -= 1
        if self.left <= 0:
            os._exit(137)
