"""The one way in which a model fails. It never carries a word of the prompt or of the answer."""

import re
from typing import Literal

Reason = Literal[
    "auth", "rate_limited", "context", "timeout", "unreachable", "provider", "declined",
    "bad_answer", "cut", "stalled", "truncated", "empty",
    "breaker_open", "busy", "over_budget", "spend_unknown",
]  # fmt: skip
"""`auth`: the key was refused. `context`: the prompt is too long. `provider`: it answered with an error.
`declined`: its filter withheld the answer. `bad_answer`: not the shape that was asked for. `cut`: the
connection ended before the answer did. `stalled`: a stream went silent. `truncated`: the answer hit the token limit. `empty`:
no answer in the answer. The last row means that the model was not called at all."""

UNHEALTHY: frozenset[Reason] = frozenset(
    {"auth", "rate_limited", "timeout", "unreachable", "provider", "cut", "stalled"}
)
"""Reasons that speak of the rung itself; the others speak of one prompt, and the next one may do well."""

SAFE_CODE = re.compile(r"[A-Za-z][A-Za-z0-9_.-]{0,59}")


class ModelFailed(Exception):
    """A rung gave no usable answer.

    Only a reason, an HTTP status and a provider's error code are kept: its sentences may repeat the prompt.
    """

    def __init__(
        self,
        reason: Reason,
        *,
        status: int | None = None,
        code: str = "",
        retry_after_s: float | None = None,
    ) -> None:
        self.reason: Reason = reason
        self.status = status
        self.code = code if SAFE_CODE.fullmatch(code) else ""
        self.retry_after_s = retry_after_s
        shown = [reason, *([f"status {status}"] if status else []), *([self.code] if self.code else [])]
        super().__init__(", ".join(shown))
