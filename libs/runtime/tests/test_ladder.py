"""How the ladder falls, and what happens in a crowd. Over real HTTP to a scripted model."""

import asyncio
from collections.abc import Callable
from contextlib import aclosing

from libs.runtime.tests.ladders import (
    ANA,
    PROMPT,
    Notebook,
    ask_times,
    both,
    rung,
    settings,
)
from lifeos.runtime.llm.ladder import DonePiece, Fell, Ladder, ResetPiece, TextPiece
from lifeos.runtime.llm.usage import Usage
from lifeos.runtime.testing.openai_behaviours import (
    REPLY,
    Asked,
    Behaviour,
    after,
    breaks_off,
    fails,
    says,
    stall,
    trickles,
)
from lifeos.runtime.testing.openai_stub import OpenAIStub


async def test_without_any_model_the_caller_composes_the_answer_itself(stub: OpenAIStub) -> None:
    async with Ladder(settings()) as ladder:
        assert await ladder.generate("talk", PROMPT, person_id=ANA) is None
        pieces = [piece async for piece in ladder.stream("talk", PROMPT, person_id=ANA)]
    assert pieces == [DonePiece(Usage(rung="offline", model=None), ())]


async def test_talk_never_climbs_to_the_heavy_rung(stub: OpenAIStub) -> None:
    async with Ladder(both(stub)) as ladder:
        got = await ladder.generate("talk", PROMPT, person_id=ANA)
    assert got is not None
    assert got.usage.rung == "mini"
    assert stub.hits["ok:heavy"] == 0


async def test_when_every_rung_fails_a_half_said_reply_is_voided_and_offline_is_left(
    stub: OpenAIStub,
) -> None:
    stub.queue("ok:heavy", breaks_off(3, stall))
    stub.queue("ok:mini", fails(500))
    ladder_settings = settings(rung(stub, "heavy", chunk_s=0.2), rung(stub, "mini"))
    async with Ladder(ladder_settings) as ladder:
        pieces = [piece async for piece in ladder.stream("write_cv", PROMPT, person_id=ANA)]
    fell = (Fell("heavy", "stalled"), Fell("mini", "provider"))
    assert pieces[-2] == ResetPiece()
    end = pieces[-1]
    assert isinstance(end, DonePiece)
    assert (end.usage.rung, end.fell) == ("offline", fell)


async def test_a_model_that_trickles_for_ever_meets_the_deadline(stub: OpenAIStub) -> None:
    stub.queue("ok:heavy", trickles(0.05))
    slow_but_alive = settings(rung(stub, "heavy", timeout_s=0.4, chunk_s=0.3), rung(stub, "mini"))
    async with Ladder(slow_but_alive) as ladder:
        pieces = [piece async for piece in ladder.stream("write_cv", PROMPT, person_id=ANA)]
    end = pieces[-1]
    assert isinstance(end, DonePiece)
    assert end.fell == (Fell("heavy", "timeout"),)


async def test_a_slow_reader_does_not_look_like_a_stalled_model(stub: OpenAIStub) -> None:
    async with Ladder(settings(rung(stub, "mini", chunk_s=0.2, first_token_s=0.2))) as ladder:
        text = ""
        async for piece in ladder.stream("talk", PROMPT, person_id=ANA):
            if isinstance(piece, TextPiece) and not text:
                await asyncio.sleep(0.5)
            text += piece.text if isinstance(piece, TextPiece) else ""
    assert text == REPLY


async def test_no_more_calls_run_at_once_than_the_rung_has_slots(stub: OpenAIStub) -> None:
    running, most = 0, 0

    def counted(change: int) -> None:
        nonlocal running, most
        running += change
        most = max(most, running)

    stub.behaviours = {"ok:mini": slow_and_counted(counted)}
    async with Ladder(settings(rung(stub, "mini", at_once=2))) as ladder:
        await asyncio.gather(*[ladder.generate("talk", PROMPT, person_id=ANA) for _ in range(6)])
    assert (most, stub.hits["ok:mini"]) == (2, 6)


def slow_and_counted(counted: Callable[[int], None]) -> Behaviour:
    """Answers after a moment, and tells how many requests are inside."""
    answer = after(0.05, says(REPLY))

    async def behave(asked: Asked, request: object) -> object:
        counted(1)
        try:
            return await answer(asked, request)  # pyright: ignore[reportArgumentType]
        finally:
            counted(-1)

    return behave  # pyright: ignore[reportReturnType]


async def test_a_crowd_that_waits_too_long_falls_without_blaming_the_model(stub: OpenAIStub) -> None:
    watcher = Notebook()
    stub.behaviours = {"ok:heavy": after(0.6, says(REPLY))}
    narrow = settings(rung(stub, "heavy", at_once=1, timeout_s=0.8), rung(stub, "mini"))
    async with Ladder(narrow, observer=watcher) as ladder:
        answered = await asyncio.gather(*[ask_times(ladder, 1) for _ in range(7)])
        assert ladder.health()["heavy"] == "ok"
    assert sorted(rungs[0] for rungs in answered) == ["heavy", *["mini"] * 6]
    assert watcher.outcomes().count(("heavy", "busy")) == 6


async def test_a_reader_that_leaves_frees_the_slot_and_is_no_failure(stub: OpenAIStub) -> None:
    watcher = Notebook()
    one = settings(rung(stub, "mini", at_once=1))
    async with Ladder(one, observer=watcher) as ladder:
        async with aclosing(ladder.stream("talk", PROMPT, person_id=ANA)) as pieces:
            await anext(pieces)
        got = await ladder.generate("talk", PROMPT, person_id=ANA)
    assert got is not None
    assert watcher.outcomes() == [("mini", "cancelled"), ("mini", "ok")]


async def test_a_record_holds_figures_and_names_and_no_words(stub: OpenAIStub) -> None:
    watcher = Notebook()
    async with Ladder(settings(rung(stub, "mini")), observer=watcher) as ladder:
        async for _ in ladder.stream("talk", PROMPT, person_id=ANA, purpose="reply"):
            pass
    [record] = watcher.records
    assert (record.task, record.purpose, record.rung, record.model) == ("talk", "reply", "mini", "ok:mini")
    assert record.first_chunk_seconds is not None
    assert 0 < record.first_chunk_seconds <= record.seconds
    assert (record.input_tokens, record.output_tokens) == (11, 22)
    assert "Dani" not in repr(record)
