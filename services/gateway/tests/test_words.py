"""Words reach a reader in order or not at all."""

from uuid import uuid4

import pytest

from lifeos.contracts.api import ReplyGrew, ReplyVoid
from lifeos.gateway.control import Position
from lifeos.gateway.problems import Refused
from lifeos.gateway.words import Words

TURN = uuid4()
VOID = ReplyVoid(turn_id=TURN)


def grew(offset: int, text: str) -> ReplyGrew:
    return ReplyGrew(turn_id=TURN, offset=offset, speaker="antonio", text=text)


def passed(words: Words, *events: ReplyGrew | ReplyVoid) -> list[ReplyGrew | ReplyVoid]:
    return [shown for event in events for shown in words.pass_on(event)]


def test_words_in_order_pass() -> None:
    assert passed(Words(), grew(0, "ab"), grew(2, "cd")) == [grew(0, "ab"), grew(2, "cd")]


def test_words_that_come_twice_pass_once() -> None:
    assert passed(Words(), grew(0, "ab"), grew(0, "ab"), grew(2, "c")) == [grew(0, "ab"), grew(2, "c")]


def test_a_gap_voids_what_was_shown_and_nothing_more_passes() -> None:
    assert passed(Words(), grew(0, "ab"), grew(5, "fg"), grew(7, "h")) == [grew(0, "ab"), VOID]


def test_after_a_reset_words_pass_again() -> None:
    assert passed(Words(), grew(0, "ab"), grew(5, "fg"), VOID, grew(0, "x")) == [
        grew(0, "ab"), VOID, VOID, grew(0, "x"),
    ]  # fmt: skip


def test_a_reader_who_comes_in_the_middle_waits_for_the_whole_text() -> None:
    assert passed(Words(), grew(4, "ef"), grew(6, "g")) == []


def test_a_reader_who_comes_back_goes_on_where_they_stopped() -> None:
    assert passed(Words(known=False), grew(4, "ef"), grew(6, "g"), grew(9, "j")) == [
        grew(4, "ef"),
        grew(6, "g"),
        VOID,
    ]


@pytest.mark.parametrize("known", [True, False])
def test_a_reader_who_may_have_lost_words_forgets_them_once(known: bool) -> None:
    assert passed(Words(known=known, doubtful=True), grew(4, "ef"), grew(6, "g")) == [VOID]
    assert passed(Words(known=known, doubtful=True), grew(0, "ab"), grew(2, "c")) == [
        VOID,
        grew(0, "ab"),
        grew(2, "c"),
    ]


def test_a_position_is_read_as_it_is_written() -> None:
    assert Position.parse("12-20261123T0102-7") == Position(12, "20261123T0102", 7)
    assert Position.parse("12") == Position(12, "", 0)


@pytest.mark.parametrize("text", ["", "abc", "1-2", "-1", "1-e-x", "1" * 30, "1-e-2-3", "1\n2"])
def test_a_position_of_somebody_else_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(Refused) as refused:
        Position.parse(text)
    assert refused.value.status == 422
    assert "Leave it out" in str(refused.value)
