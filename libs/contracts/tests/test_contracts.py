"""The vocabulary holds together: fresh schemas, real examples, someone who says it and someone who listens."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lifeos.contracts import LIVE_MESSAGES, MESSAGES, LiveMessage, Message
from lifeos.contracts.api import DeliverableUpdated, IntentsFound, Replied, ReplyGrew, TurnEvent, TurnStarted
from lifeos.contracts.deliverable import Deliverable
from lifeos.contracts.fold import TurnFold
from lifeos.contracts.personas import persona_card
from lifeos.contracts.turn import Reply, Segment
from tests.contracts_out import EVENTS, OPENAPI, consumers, events_page, openapi_file, producers, schema_files

EXAMPLES = Path(__file__).parents[1] / "examples"
ALL: tuple[type[Message] | type[LiveMessage], ...] = (*MESSAGES, *LIVE_MESSAGES)


def examples_of(kind: type[Message] | type[LiveMessage]) -> list[Path]:
    return sorted((EXAMPLES / kind.type_name()).glob("*.json"))


def test_schemas_and_the_events_page_are_what_the_types_say() -> None:
    stale = [
        path.name
        for path, text in schema_files().items()
        if not path.exists() or path.read_text("utf-8") != text
    ]

    assert not stale, "run `make contracts`"
    assert EVENTS.read_text("utf-8") == events_page(), "run `make contracts`"
    assert OPENAPI.read_text("utf-8") == openapi_file(), "run `make contracts`, and `npm run types` in web/"


@pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.type_name())
def test_every_message_has_two_examples_that_come_through_unchanged(
    kind: type[Message] | type[LiveMessage],
) -> None:
    paths = examples_of(kind)

    assert len(paths) >= 2
    for path in paths:
        body: dict[str, Any] = json.loads(path.read_text("utf-8"))
        assert kind.model_validate(body).model_dump(mode="json") == body, path.name


@pytest.mark.parametrize("kind", MESSAGES, ids=lambda kind: kind.type_name())
def test_every_message_has_a_producer_and_a_consumer(kind: type[Message]) -> None:
    assert producers(kind)
    assert consumers(kind)


@pytest.mark.parametrize("kind", MESSAGES, ids=lambda kind: kind.type_name())
def test_an_older_reader_ignores_what_it_does_not_know(kind: type[Message]) -> None:
    body = json.loads(examples_of(kind)[0].read_text("utf-8")) | {"added_later": 1}

    assert "added_later" not in kind.model_validate(body).model_dump()


@pytest.mark.parametrize("kind", MESSAGES, ids=lambda kind: kind.type_name())
def test_the_subject_is_built_from_type_session_and_id(kind: type[Message]) -> None:
    fact = kind.model_validate_json(examples_of(kind)[0].read_bytes())

    assert fact.subject == f"life.{kind.type_name()}.{fact.session_id}.{fact.id}"
    assert fact.subject.count(".") == 5


def test_the_four_personas_have_a_name_a_voice_and_instructions() -> None:
    for persona in ("antonio", "mariana", "both", "executor"):
        card = persona_card(persona)
        assert card.name
        assert card.voice
        assert "never" in card.instructions.lower()


def _events() -> list[TurnEvent]:
    routed = next(m for m in MESSAGES if m.type_name() == "turn.routed.v1")
    answered = next(m for m in MESSAGES if m.type_name() == "turn.answered.v1")
    one = json.loads(examples_of(routed)[0].read_text("utf-8"))
    turn_id, session_id, at = one["id"], one["session_id"], one["time"]
    making = Deliverable(id=turn_id, kind="cv", version=0, session_id=session_id)
    said = json.loads(examples_of(answered)[0].read_text("utf-8"))
    text = said["reply"]["text"] or "Hello there"
    return [
        IntentsFound(turn_id=turn_id, intents=[], deliverables=[making]),
        ReplyGrew(turn_id=turn_id, offset=0, speaker="antonio", text=text[:5]),
        ReplyGrew(turn_id=turn_id, offset=5, speaker="antonio", text=text[5:]),
        Replied(
            turn_id=turn_id,
            outcome="replied",
            persona="antonio",
            reply=Reply(text=text, segments=[Segment(speaker="antonio", text=text)]),
            at=at,
        ),
        DeliverableUpdated(
            turn_id=turn_id, deliverable=making.model_copy(update={"status": "draft", "version": 1}), at=at
        ),
        TurnStarted(turn_id=turn_id, session_id=session_id, created_at=at),
    ]


@given(st.data())
def test_folding_in_any_order_and_with_repeats_gives_the_same_turn(data: st.DataObject) -> None:
    *events, started = _events()
    assert isinstance(started, TurnStarted)
    straight = TurnFold(started)
    for event in events:
        straight.apply(event)
    shuffled = data.draw(
        st.permutations([*events, *data.draw(st.lists(st.sampled_from(events), max_size=4))])
    )

    fold = TurnFold(started)
    for event in shuffled:
        fold.apply(event)

    assert straight.complete
    assert fold.turn == straight.turn
