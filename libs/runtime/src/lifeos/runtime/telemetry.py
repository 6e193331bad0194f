"""Every span, metric and log of Life-OS is named here.

Names follow OpenTelemetry's semantic conventions (messaging, gen_ai, 1.44); NATS has no page of its own there, so
`messaging.system` is `nats` and the destination is the subject's template: the subject itself holds ids.
No person's words ever enter a log, span name, attribute or label.
"""

import logging
import sys
import time
import traceback
from collections.abc import Generator, Mapping, MutableMapping
from contextlib import contextmanager
from pathlib import Path

import structlog
from opentelemetry import propagate, trace
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import SpanProcessor, TracerProvider
from opentelemetry.trace import Link, Span, SpanKind, Status, StatusCode
from prometheus_client import Counter, Gauge, Histogram

SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120)

PUBLISHED = Counter("messaging_client_sent_messages", "Messages published", ["template", "outcome"])
PROCESS_SECONDS = Histogram(
    "messaging_process_duration_seconds",
    "Time to handle a message",
    ["durable", "error_type"],
    buckets=SECONDS,
)
PARKED = Counter(
    "lifeos_parked_messages", "Messages set aside because they cannot succeed", ["durable", "reason"]
)
HELD = Gauge("lifeos_held_messages", "Messages waiting for a dependency to come back", ["durable"])
WAITING = Gauge("lifeos_waiting_messages", "Messages that a consumer has still to handle", ["durable"])
STREAM_MESSAGES = Gauge("lifeos_stream_messages", "Messages in a stream", ["stream"])
STREAM_BYTES = Gauge("lifeos_stream_bytes", "Bytes in a stream", ["stream"])
STREAM_LIMIT = Gauge("lifeos_stream_limit_bytes", "Most bytes that a stream may hold", ["stream"])
ASK_SECONDS = Histogram("lifeos_ask_duration_seconds", "Time store took to answer", ["noun"], buckets=SECONDS)
TURN_SECONDS = Histogram("lifeos_turn_duration_seconds", "Accepted to complete", ["outcome"], buckets=SECONDS)
TURNS_ACCEPTED = Counter("lifeos_turns_accepted", "Turns accepted at the door", ["channel"])
CALLS = Counter("lifeos_calls", "Calls at their end", ["reason"])
CALL_SECONDS = Histogram(
    "lifeos_call_duration_seconds", "Length of calls", buckets=(10, 30, 60, 120, 300, 600, 1200, 2700)
)
CALL_COST = Counter("lifeos_call_cost_usd", "Money spent on calls, replies and speech together")
SPOKEN_SECONDS = Histogram(
    "lifeos_call_reply_seconds", "From the person's last sound to the first of the reply", buckets=SECONDS
)
SPEECH_TROUBLE = Counter("lifeos_call_troubles", "Parts of calls that failed", ["part"])
FEEDBACK = Counter("lifeos_feedback", "Thumbs of people", ["about", "rating"])
REFUSED = Counter("lifeos_refused_requests", "Requests refused at the door", ["reason"])
STREAMS_OPEN = Gauge("lifeos_streams_active", "Open event streams")
HTTP_SECONDS = Histogram(
    "http_server_request_duration_seconds",
    "HTTP requests",
    ["http_route", "http_response_status_code"],
    buckets=SECONDS,
)
INTENTS = Counter("lifeos_intents", "Intents found", ["intent", "tier"])
FACTS = Counter("lifeos_facts_learned", "Facts learned", ["kind"])
LEAVES = Counter("lifeos_document_leaves", "Values in documents by how the words bear them out", ["status"])
PRINTED = Counter("lifeos_documents_printed", "Documents at their end", ["kind", "outcome"])
DECISIONS = Counter("lifeos_decisions", "Decisions about messages", ["verb", "outcome"])
MAILS = Counter("lifeos_mails", "Mails by what became of them", ["outcome"])
MODEL_SECONDS = Histogram(
    "gen_ai_client_operation_duration_seconds", "Model calls", ["rung", "task", "outcome"], buckets=SECONDS
)
MODEL_FIRST_SECONDS = Histogram(
    "gen_ai_client_operation_time_to_first_chunk_seconds",
    "First words of a model",
    ["rung", "task"],
    buckets=SECONDS,
)
MODEL_RESTS = Gauge("lifeos_model_rests", "1 while a rung is left alone after it failed", ["rung"])
MODEL_TOKENS = Counter("gen_ai_client_token_usage", "Tokens", ["rung", "token_type"])
MODEL_COST = Counter("lifeos_model_cost_usd", "Money spent on models", ["rung", "task"])

_tracer = trace.get_tracer("lifeos")


def set_up(service: str, *, log_level: str = "info", otlp_endpoint: str | None = None) -> None:
    """Logs as JSON on standard output, traces to `otlp_endpoint` when one is given. Once per process."""
    _set_up_logs(service, log_level)
    provider = TracerProvider(
        resource=Resource.create({"service.name": service, "service.namespace": "lifeos"})
    )
    if otlp_endpoint:
        provider.add_span_processor(_exporter(otlp_endpoint))
    trace.set_tracer_provider(provider)


def _exporter(endpoint: str) -> SpanProcessor:
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
    from opentelemetry.sdk.trace.export import BatchSpanProcessor

    return BatchSpanProcessor(OTLPSpanExporter(endpoint=endpoint), schedule_delay_millis=500)


def _set_up_logs(service: str, level: str) -> None:
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _with_trace,
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[level.upper()]),
        logger_factory=structlog.PrintLoggerFactory(sys.stdout),
    )
    structlog.contextvars.bind_contextvars(service=service)


def _with_trace(
    _logger: object, _method: str, event: MutableMapping[str, object]
) -> MutableMapping[str, object]:
    context = trace.get_current_span().get_span_context()
    if context.is_valid:
        event["trace_id"] = f"{context.trace_id:032x}"
    return event


def logger() -> structlog.stdlib.BoundLogger:
    return structlog.get_logger()


def places(error: BaseException) -> list[str]:
    """Where an error came from, innermost last, without its text: that may quote what a person said."""
    frames = traceback.extract_tb(error.__traceback__)[-6:]
    return [f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames]


def template(subject: str) -> str:
    """A subject without its ids: what may stand in a span name or a label."""
    parts = subject.split(".")
    return ".".join(parts[:4]) if parts[0] in ("life", "live") else ".".join(parts[:2])


def inject() -> dict[str, str]:
    """Headers that carry the current trace to the next hop."""
    headers: dict[str, str] = {}
    propagate.inject(headers)
    return headers


@contextmanager
def serving(method: str, headers: Mapping[str, str]) -> Generator[Span]:
    """A SERVER span around one HTTP request, continuing the caller's trace. Its name gets the route once it is known."""
    context = propagate.extract(dict(headers))
    attributes = {"http.request.method": method}
    with _tracer.start_as_current_span(method, context, SpanKind.SERVER, attributes=attributes) as span:
        yield span


@contextmanager
def publishing(subject: str, message_id: str) -> Generator[Span]:
    """A PRODUCER span around one publish."""
    name = template(subject)
    attributes = {
        "messaging.system": "nats",
        "messaging.operation.name": "publish",
        "messaging.operation.type": "send",
        "messaging.destination.template": name,
        "messaging.message.id": message_id,
    }
    with _tracer.start_as_current_span(
        f"publish {name}", kind=SpanKind.PRODUCER, attributes=attributes
    ) as span:
        yield span


@contextmanager
def processing(
    durable: str, subject: str, headers: Mapping[str, str] | None, deliveries: int
) -> Generator[Span]:
    """A CONSUMER span, child of and linked to the publish; its duration is counted under `durable`."""
    context = propagate.extract(dict(headers or {}))
    origin = trace.get_current_span(context).get_span_context()
    attributes = {
        "messaging.system": "nats",
        "messaging.operation.name": "process",
        "messaging.operation.type": "process",
        "messaging.destination.template": template(subject),
        "messaging.consumer.group.name": durable,
        "lifeos.message.deliveries": deliveries,
    }
    start, error = time.perf_counter(), ""
    links = [Link(origin)] if origin.is_valid else None
    with _tracer.start_as_current_span(
        f"process {template(subject)}",
        context,
        SpanKind.CONSUMER,
        attributes=attributes,
        links=links,
        record_exception=False,
        set_status_on_exception=False,
    ) as span:
        try:
            yield span
        except Exception as problem:
            error = type(problem).__name__
            span.set_attribute("error.type", error)
            span.set_status(Status(StatusCode.ERROR))
            raise
        finally:
            PROCESS_SECONDS.labels(durable, error).observe(time.perf_counter() - start)
