"""What operators see: one trace through the bus, and neither ids in labels nor anybody's words anywhere."""

import logging
from collections.abc import Iterator

import pytest
import structlog
from opentelemetry import trace
from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.trace import SpanContext
from prometheus_client import generate_latest
from structlog.testing import capture_logs

from lifeos.contracts import TurnAnswered, TurnReceived, names
from lifeos.runtime import telemetry
from lifeos.runtime.bus import Bus
from lifeos.runtime.errors import Rejected
from lifeos.runtime.testing.loops import a_turn, answer_to, end_of, is_done, running, stored
from lifeos.runtime.testing.servers import until
from lifeos.runtime.worker import Worker

WORDS = "My heart operation was in Porto"


@pytest.fixture
def spans() -> Iterator[InMemorySpanExporter]:
    """Everything traced in this test. OpenTelemetry knows one provider per process, so it is set once."""
    provider = trace.get_tracer_provider()
    if not isinstance(provider, TracerProvider):
        provider = TracerProvider()
        trace.set_tracer_provider(provider)
    exporter = InMemorySpanExporter()
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    yield exporter
    exporter.shutdown()


def answering(problem: Exception | None = None) -> Worker[None]:
    worker: Worker[None] = Worker()

    @worker.handles("traced", ends_at=end_of, when_parked=lambda turn, _reason: [answer_to(turn)])
    async def answer(turn: TurnReceived, _tools: None) -> TurnAnswered:  # pyright: ignore[reportUnusedFunction]
        if problem:
            raise problem
        return answer_to(turn, turn.request.message)

    return worker


def named(spans: InMemorySpanExporter, name: str) -> ReadableSpan:
    (span,) = [span for span in spans.get_finished_spans() if span.name == name]
    return span


def context(span: ReadableSpan) -> SpanContext:
    assert span.context is not None
    return span.context


@pytest.mark.slow
async def test_publish_process_publish_is_one_trace(bus: Bus, spans: InMemorySpanExporter) -> None:
    turn = a_turn(WORDS)
    await bus.publish(turn)
    async with running(bus, answering(), None):
        await until(lambda: is_done(bus, "traced"))
    first = named(spans, "publish life.turn.received.v1")
    process = named(spans, "process life.turn.received.v1")
    second = named(spans, "publish life.turn.answered.v1")
    parents = [span.parent.span_id for span in (process, second) if span.parent]
    assert parents == [context(first).span_id, context(process).span_id]
    assert {context(span).trace_id for span in (first, process, second)} == {context(first).trace_id}
    assert [link.context.span_id for link in process.links] == [context(first).span_id]
    (kept,) = await stored(bus, names.LIFE, "life.turn.answered.")
    assert f"{context(second).span_id:016x}" in (kept.headers or {})[names.HEADER_TRACE]


@pytest.mark.slow
@pytest.mark.parametrize("problem", [None, ValueError(WORDS), Rejected("no such job: 7")])
async def test_neither_ids_nor_words_are_told_to_operators(
    problem: Exception | None, bus: Bus, spans: InMemorySpanExporter
) -> None:
    turn = a_turn(WORDS)
    with capture_logs() as logs:
        await bus.publish(turn)
        async with running(bus, answering(problem), None):
            await until(lambda: any(span.name.startswith("process ") for span in spans.get_finished_spans()))
    traced = " ".join(span.to_json() for span in spans.get_finished_spans())
    metrics = generate_latest().decode()
    assert "process life.turn.received.v1" in traced
    assert 'template="life.turn.received.v1"' in metrics
    for told in (traced, metrics, repr(logs)):
        assert WORDS not in told
    for id in (turn.id, str(turn.session_id), str(turn.person_id)):
        assert id not in metrics
    assert "no such job" not in metrics
    if isinstance(problem, ValueError):
        assert any("test_telemetry.py" in place for log in logs for place in log.get("places", []))


def test_a_failed_handler_is_a_failed_span_without_the_error_text(spans: InMemorySpanExporter) -> None:
    with pytest.raises(ValueError, match="heart"), telemetry.processing("d", "life.a.b.v1.s.i", None, 3):
        raise ValueError(WORDS)
    span = named(spans, "process life.a.b.v1")
    assert (span.attributes or {})["error.type"] == "ValueError"
    assert (span.attributes or {})["lifeos.message.deliveries"] == 3
    assert WORDS not in span.to_json()


@pytest.mark.parametrize(
    ("subject", "template"),
    [
        ("life.turn.received.v1.session.turn", "life.turn.received.v1"),
        ("live.reply.delta.v1.session", "live.reply.delta.v1"),
        ("ask.talk.v1", "ask.talk"),
        ("parked.cv-write.session.turn", "parked.cv-write"),
    ],
)
def test_a_template_is_a_subject_without_its_ids(subject: str, template: str) -> None:
    assert telemetry.template(subject) == template


def test_a_log_line_carries_the_trace_it_was_written_in(
    spans: InMemorySpanExporter, capsys: pytest.CaptureFixture[str]
) -> None:
    before = structlog.get_config()
    telemetry._set_up_logs("sample", logging.getLevelName(logging.INFO))
    try:
        with telemetry.publishing("life.a.b.v1.s.i", "i") as span:
            telemetry.logger().info("said inside")
    finally:
        structlog.configure(**before)
        structlog.contextvars.clear_contextvars()
    line = capsys.readouterr().out
    assert f'"trace_id": "{span.get_span_context().trace_id:032x}"' in line
    assert '"service": "sample"' in line
