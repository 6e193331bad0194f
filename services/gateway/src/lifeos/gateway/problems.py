"""Every error is RFC 9457 problem+json: what happened, what to do next, and the request's id."""

from collections.abc import Mapping
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from lifeos.contracts.api import Problem
from lifeos.gateway.sentences import Sentence, language_of
from lifeos.runtime import telemetry
from lifeos.runtime.errors import LifeError, Rejected, Unavailable

TITLES = {
    400: "Bad request",
    401: "Not logged in",
    403: "Not allowed",
    404: "Not found",
    405: "Method not allowed",
    409: "Conflict",
    412: "It changed meanwhile",
    413: "Too large",
    415: "Unsupported media type",
    422: "Cannot be understood",
    428: "If-Match is missing",
    429: "Too many requests",
    500: "Something broke",
    503: "Not available now",
}
PLAINLY = {
    "string_too_long": "it may have {max_length} characters at most; send it in several parts",
    "string_too_short": "it must have {min_length} characters at least",
    "missing": "this is needed",
    "json_invalid": "the body is not valid JSON",
    "model_attributes_type": "the body must be a JSON object",
    "model_type": "the body must be a JSON object",
    "dict_type": "this must be a JSON object",
    "uuid_parsing": "this is no id",
    "literal_error": "it must be one of these: {expected}",
    "extra_forbidden": "there is no such field",
    "string_type": "this must be a text",
    "int_parsing": "this must be a whole number",
    "greater_than_equal": "it must be {ge} or more",
    "less_than_equal": "it must be {le} or less",
    "ends_before_it_starts": "it ends ({end}) before it starts ({start})",
}
"""What the validator finds most often, in the words of whoever meets it."""
LONGEST = 600
"""Characters of a `detail`."""
AWAY = "{what}. Nothing is lost: send the same request again, with the same Idempotency-Key if it had one."
OUR_FAULT = "This is our fault. Please try again; name the request id if it stays."
NO_KEY = "Send a valid key as `Authorization: Bearer lo_...` or `X-API-Key`, or log in on the page."


class Refused(LifeError):
    """The door says no, in a sentence for the person; it never echoes what they sent. `values` fill its `{places}`."""

    def __init__(
        self, status: int, english: str, *, retry_after: float | None = None, **values: object
    ) -> None:
        self.status, self.retry_after = status, retry_after
        self.sentence = Sentence(english, values)
        super().__init__(self.sentence.told("en"))


def problem(
    request: Request, status: int, sentence: Sentence, headers: Mapping[str, str] | None = None
) -> JSONResponse:
    """One problem+json answer, in the language that the caller reads."""
    language = language_of(request.headers.get("accept-language", ""))
    body = Problem(
        title=TITLES.get(status, "Error"),
        status=status,
        detail=sentence.told(language)[:LONGEST],
        request_id=request_id(request),
    )
    said = {"Content-Language": language, "Vary": "Accept-Language", **(headers or {})}
    return JSONResponse(body.model_dump(), status, said, media_type="application/problem+json")


def request_id(request: Request) -> str:
    return str(getattr(request.state, "request_id", ""))


def install(app: FastAPI) -> None:
    """Every way a request can fail ends in a problem."""

    @app.exception_handler(Refused)
    async def refused(request: Request, error: Refused) -> JSONResponse:
        telemetry.REFUSED.labels(str(error.status)).inc()
        headers: dict[str, str] = {}
        if error.retry_after is not None:
            headers["Retry-After"] = str(max(1, round(error.retry_after)))
        if error.status == 401:
            headers["WWW-Authenticate"] = "Bearer"
        return problem(request, error.status, error.sentence, headers)

    @app.exception_handler(Unavailable)
    async def away(request: Request, error: Unavailable) -> JSONResponse:
        telemetry.REFUSED.labels("unavailable").inc()
        headers = {"Retry-After": str(max(1, round(error.retry_after)))}
        return problem(request, 503, Sentence(AWAY, {"what": str(error)}), headers)

    @app.exception_handler(Rejected)
    async def rejected(request: Request, error: Rejected) -> JSONResponse:
        return problem(request, 422, Sentence(str(error)))

    @app.exception_handler(RequestValidationError)
    async def invalid(request: Request, error: RequestValidationError) -> JSONResponse:
        faults = {fault.told("en"): fault for fault in map(_fault, error.errors())}
        return problem(
            request, 422, Sentence("{faults}", {"faults": [faults[key] for key in sorted(faults)]})
        )

    @app.exception_handler(HTTPException)
    async def http(request: Request, error: HTTPException) -> JSONResponse:
        return problem(request, error.status_code, Sentence(str(error.detail)), error.headers)

    @app.exception_handler(Exception)
    async def broke(request: Request, error: Exception) -> JSONResponse:
        # Not the error's own text: it may quote what the person said.
        telemetry.logger().error("request failed", error=type(error).__name__, places=telemetry.places(error))
        return problem(request, 500, Sentence(OUR_FAULT))


def _fault(error: Mapping[str, Any]) -> Sentence:
    """Where and what, without the input itself."""
    where = ".".join(str(part) for part in error.get("loc", ()) if part != "body")
    plain = PLAINLY.get(error.get("type", ""))
    what = (
        Sentence(plain, error.get("ctx", {}))
        if plain
        else Sentence(str(error.get("msg", "")).removeprefix("Value error, "))
    )
    return (
        Sentence("{where}: {what}", {"where": where, "what": what}) if where and not where.isdigit() else what
    )
