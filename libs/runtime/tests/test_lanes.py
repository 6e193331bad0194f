"""Every fault that model servers have, through both lanes: one typed reason, one request, then the next rung."""

import asyncio
import subprocess
import sys
import time
import traceback
from collections.abc import AsyncIterator
from contextlib import aclosing
from dataclasses import dataclass
from uuid import UUID

import pytest
import pytest_asyncio
from pydantic import SecretStr

from lifeos.runtime.llm.calls import Call, ChatMessage, Lane
from lifeos.runtime.llm.errors import ModelFailed, Reason
from lifeos.runtime.llm.ladder import DonePiece, Fell, Ladder, Piece, ResetPiece, TextPiece, build_lane
from lifeos.runtime.llm.settings import DEFAULT_LADDERS, LadderSettings, LaneName, RungSettings
from lifeos.runtime.testing.openai_behaviours import FAULTS, REPLY, fails
from lifeos.runtime.testing.openai_stub import OpenAIStub

# The import of litellm takes 5 s, and ten times that on a machine with other work.
pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.timeout(180)]

PERSON = UUID("6f1b0e3e-0000-4000-8000-000000000001")
KEY = "sk-never-show-this"
WORDS = "I was sacked from Acme in 2019"
PROMPT = (ChatMessage("system", "You are Antonio."), ChatMessage("user", WORDS))
LANES: tuple[LaneName, ...] = ("openai", "litellm")
SHORT_S = 1.5
"""The deadline of the faulty rung. Slow servers answer after 30 s."""
PATIENT_S = 10.0
"""No fault may cost the person more than this; generous, for busy machines."""


@dataclass(frozen=True)
class Fault:
    """A model of the stub, and what each lane must call its behaviour."""

    model: str
    openai: Reason
    litellm: Reason
    shown: bool = False
    """Whether words are shown before it fails, so that they must be voided."""


WHOLE = (
    Fault("unauthorized", "auth", "auth"),
    Fault("forbidden", "auth", "auth"),
    Fault("rate-limited", "rate_limited", "rate_limited"),
    Fault("error-500", "provider", "provider"),
    Fault("error-503", "provider", "provider"),
    Fault("bad-request", "provider", "provider"),
    Fault("not-there", "provider", "provider"),
    Fault("too-long", "context", "context"),
    Fault("slow", "timeout", "timeout"),
    Fault("half-a-body", "cut", "cut"),
    Fault("hangs-up", "unreachable", "unreachable"),
    Fault("html", "bad_answer", "provider"),
    Fault("not-json", "bad_answer", "bad_answer"),
    Fault("no-choices", "empty", "empty"),
    Fault("blank", "empty", "empty"),
    Fault("truncated", "truncated", "truncated"),
    Fault("filtered", "declined", "declined"),
)
STREAMED = (
    Fault("unauthorized", "auth", "auth"),
    Fault("rate-limited", "rate_limited", "rate_limited"),
    Fault("error-500", "provider", "provider"),
    Fault("too-long", "context", "context"),
    Fault("slow", "stalled", "stalled"),
    Fault("hangs-up", "unreachable", "unreachable"),
    Fault("html", "bad_answer", "empty"),
    Fault("no-choices", "bad_answer", "empty"),
    Fault("blank", "empty", "empty", shown=True),
    Fault("truncated", "truncated", "truncated", shown=True),
    Fault("filtered", "declined", "declined"),
    Fault("cut", "cut", "cut", shown=True),
    Fault("no-end", "cut", "cut", shown=True),
    Fault("stall", "stalled", "stalled", shown=True),
    Fault("silent", "stalled", "stalled"),
    Fault("junk", "bad_answer", "bad_answer", shown=True),
    Fault("error-inside", "provider", "provider", shown=True),
)


def rung(stub: OpenAIStub, lane: LaneName, model: str, name: str = "heavy") -> RungSettings:
    """A rung that reaches `model` of the stub: an impatient one, or a patient one called `mini`."""
    return RungSettings(
        name="heavy" if name == "heavy" else "mini",
        model=f"openai/{model}" if lane == "litellm" else model,
        api_base=stub.base,
        api_key=SecretStr(KEY),
        lane=lane,
        timeout_s=SHORT_S if name == "heavy" else 30.0,
        first_token_s=0.6 if name == "heavy" else 30.0,
        chunk_s=0.6 if name == "heavy" else 30.0,
    )


def two_rungs(stub: OpenAIStub, lane: LaneName, model: str) -> LadderSettings:
    """`model` first, and a healthy one below it."""
    below = rung(stub, lane, "ok:below", "mini")
    return LadderSettings({"heavy": rung(stub, lane, model), "mini": below}, DEFAULT_LADDERS)


@pytest_asyncio.fixture(scope="module", loop_scope="module", name="stub")
async def running_stub() -> AsyncIterator[OpenAIStub]:
    """One server for the module; litellm is imported once, before any deadline counts."""
    async with OpenAIStub() as stub:
        lane = build_lane(rung(stub, "litellm", "ok:warm", "mini"))
        await lane.complete(Call(PROMPT))
        async for _ in lane.stream(Call(PROMPT)):
            pass
        yield stub


@pytest.mark.parametrize("fault", WHOLE, ids=lambda fault: fault.model)
@pytest.mark.parametrize("lane", LANES)
async def test_a_faulty_model_is_asked_once_and_the_next_rung_answers(
    stub: OpenAIStub, lane: LaneName, fault: Fault
) -> None:
    before = stub.hits[fault.model]
    began = time.monotonic()
    async with Ladder(two_rungs(stub, lane, fault.model)) as ladder:
        got = await ladder.generate("write_cv", PROMPT, person_id=PERSON)
    assert got is not None
    assert got.fell == (Fell("heavy", fault.openai if lane == "openai" else fault.litellm),)
    assert (got.value, got.usage.rung, got.repaired) == (REPLY, "mini", False)
    assert stub.hits[fault.model] == before + 1
    assert time.monotonic() - began < PATIENT_S


@pytest.mark.parametrize("fault", STREAMED, ids=lambda fault: fault.model)
@pytest.mark.parametrize("lane", LANES)
async def test_a_faulty_stream_is_voided_and_the_next_rung_begins_again(
    stub: OpenAIStub, lane: LaneName, fault: Fault
) -> None:
    before = stub.hits[fault.model]
    began = time.monotonic()
    async with Ladder(two_rungs(stub, lane, fault.model)) as ladder:
        pieces = [piece async for piece in ladder.stream("write_cv", PROMPT, person_id=PERSON)]
    done = pieces[-1]
    assert isinstance(done, DonePiece)
    assert done.fell == (Fell("heavy", fault.openai if lane == "openai" else fault.litellm),)
    assert done.usage.rung == "mini"
    assert (ResetPiece() in pieces) == fault.shown
    assert what_stands(pieces) == REPLY
    assert stub.hits[fault.model] == before + 1
    assert time.monotonic() - began < PATIENT_S


@pytest.mark.parametrize("lane", LANES)
async def test_a_healthy_model_streams_its_words_and_counts_them(stub: OpenAIStub, lane: LaneName) -> None:
    async with Ladder(two_rungs(stub, lane, "ok:counted")) as ladder:
        pieces = [piece async for piece in ladder.stream("write_cv", PROMPT, person_id=PERSON)]
    done = pieces[-1]
    assert isinstance(done, DonePiece)
    assert (done.fell, done.usage.rung) == ((), "heavy")
    assert (done.usage.input_tokens, done.usage.output_tokens) == (11, 22)
    assert what_stands(pieces) == REPLY
    assert len(pieces) > 5


@pytest.mark.parametrize("lane", LANES)
async def test_a_server_that_is_not_there_is_unreachable(stub: OpenAIStub, lane: LaneName) -> None:
    nobody = RungSettings("heavy", "openai/x", api_base="http://127.0.0.1:9/v1", lane=lane)
    with pytest.raises(ModelFailed) as failed:
        await build_lane(nobody).complete(Call(PROMPT))
    assert failed.value.reason == "unreachable"


@pytest.mark.parametrize("lane", LANES)
async def test_a_provider_that_names_a_time_to_come_back_is_understood(
    stub: OpenAIStub, lane: LaneName
) -> None:
    with pytest.raises(ModelFailed) as failed:
        await build_lane(rung(stub, lane, "rate-limited")).complete(Call(PROMPT))
    assert failed.value.retry_after_s == 1.0


@pytest.mark.parametrize("lane", LANES)
async def test_an_error_code_that_is_a_sentence_is_dropped(stub: OpenAIStub, lane: LaneName) -> None:
    stub.queue("ok:talkative", fails(500, code=WORDS))
    with pytest.raises(ModelFailed) as failed:
        await build_lane(rung(stub, lane, "ok:talkative")).complete(Call(PROMPT))
    assert "Acme" not in str(failed.value) + failed.value.code
    assert failed.value.status == 500


@pytest.mark.parametrize("lane", LANES)
async def test_the_key_reaches_the_server_and_the_request_is_what_was_asked(
    stub: OpenAIStub, lane: LaneName
) -> None:
    form = {"type": "json_object"}
    await build_lane(rung(stub, lane, "ok:recorded")).complete(Call(PROMPT, form))
    asked = stub.requests[-1]
    assert asked.headers["Authorization"] == f"Bearer {KEY}"
    assert asked.messages == [{"role": one.role, "content": one.content} for one in PROMPT]
    assert asked.body["response_format"] == form


@pytest.mark.parametrize(
    "model", [name for name in FAULTS if name not in {"ok", "no-usage", "flaky", "slow"}]
)
@pytest.mark.parametrize("lane", LANES)
async def test_no_failure_shows_the_key_or_a_word_of_the_person(
    stub: OpenAIStub, lane: LaneName, model: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    settings = rung(stub, lane, model)
    asking = build_lane(settings)
    seen = [repr(settings), repr(PROMPT)]
    for ask in (asking.complete(Call(PROMPT)), drained(asking, seen)):
        try:
            async with asyncio.timeout(0.3):
                seen.append(repr(await ask))
        except (ModelFailed, TimeoutError):
            seen.append(traceback.format_exc())
    await asking.close()
    for text in (*seen, caplog.text):
        assert KEY not in text
        assert "sacked" not in text
        assert REPLY not in text


async def test_a_process_with_only_the_small_lane_never_imports_litellm() -> None:
    script = """
import asyncio, sys
from uuid import uuid4
from lifeos.runtime.llm.calls import ChatMessage
from lifeos.runtime.llm.ladder import Ladder
from lifeos.runtime.llm.settings import read_settings
from lifeos.runtime.testing.openai_stub import OpenAIStub

async def main():
    async with OpenAIStub() as stub:
        mini = {"MODEL": "ok", "API_BASE": stub.base, "LANE": "openai"}
        env = {f"LIFEOS_LLM_MINI_{name}": value for name, value in mini.items()}
        async with Ladder(read_settings(env, str)) as ladder:
            await ladder.warm()
            got = await ladder.generate("talk", [ChatMessage("user", "hi")], person_id=uuid4())
    print(got.usage.rung, "litellm" in sys.modules)

asyncio.run(main())
"""
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", script, stdout=subprocess.PIPE)
    out, _ = await process.communicate()
    assert out.decode().split() == ["mini", "False"]


async def drained(asking: Lane, seen: list[str]) -> None:
    """Read a stream to its end, noting how each delta prints."""
    async with aclosing(asking.stream(Call(PROMPT))) as deltas:
        async for delta in deltas:
            seen.append(repr(delta))


def what_stands(pieces: list[Piece]) -> str:
    """The words that the person is left with."""
    text = ""
    for piece in pieces:
        if isinstance(piece, ResetPiece):
            text = ""
        elif isinstance(piece, TextPiece):
            text += piece.text
    return text
