"""Who stopped in the middle of a sentence is waited for; how long somebody spoke and paused is measured."""

from collections.abc import AsyncGenerator

import pytest

from lifeos.contracts.turn import Segment
from lifeos.contracts.words import Locale
from lifeos.voice.brain import Spoken
from lifeos.voice.interlocutor import by_speaker, first_clause
from lifeos.voice.speaking import SpeechClock, sounds_unfinished

UNFINISHED: list[tuple[Locale, str]] = [
    ("en", "I worked at"),
    ("en", "I was a cook and"),
    ("en", "I was there because,"),
    ("en", "My manager was, um"),
    ("es", "Trabajé en"),
    ("es", "Fui cocinera y"),
    ("pt", "Trabalhei na"),
    ("pt", "Fui cozinheira e"),
]
FINISHED: list[tuple[Locale, str]] = [
    ("en", "I worked at Acme."),
    ("en", "Make my CV."),
    ("en", "What is it for?"),
    ("es", "Trabajé en Acme."),
    ("es", "Hazme el CV"),
    ("pt", "Trabalhei na Acme."),
]


@pytest.mark.parametrize(("language", "text"), UNFINISHED)
def test_a_sentence_that_opens_something_is_waited_for(language: Locale, text: str) -> None:
    assert sounds_unfinished(text, language)


@pytest.mark.parametrize(("language", "text"), FINISHED)
def test_a_whole_sentence_is_answered(language: Locale, text: str) -> None:
    assert not sounds_unfinished(text, language)


def test_a_turn_is_timed_with_its_pauses_and_the_thinking_before_it() -> None:
    clock = SpeechClock()
    clock.agent_stopped(10.0)
    clock.began(12.5)
    clock.stopped(15.0)
    clock.began(17.0)
    clock.stopped(17.4)
    clock.began(17.6)
    clock.stopped(20.0)
    speech = clock.take()
    assert speech
    assert (speech.seconds, speech.waited_s, speech.pauses, speech.longest_pause_s) == (7.5, 2.5, 1, 2.0)
    assert clock.take() is None


def test_what_was_heard_is_told_by_speaker_without_the_filler() -> None:
    spoken = Spoken()
    spoken.add("mariana", "One moment. ")
    spoken.filler_length = len(spoken.text)
    spoken.add("mariana", "That is a big step.")
    spoken.add("antonio", "\n\nWhen did it begin?")
    whole = spoken.heard(len(spoken.text))
    assert whole == [
        Segment(speaker="mariana", text="That is a big step."),
        Segment(speaker="antonio", text="When did it begin?"),
    ]
    assert spoken.heard(spoken.filler_length + 9) == [Segment(speaker="mariana", text="That is a")]
    assert spoken.heard(0) == []


async def _chunks(*texts: str) -> AsyncGenerator[str]:
    for text in texts:
        yield text


async def test_each_speaker_gets_their_own_words() -> None:
    spoken = Spoken()
    texts = ("That is ", "a big step.", "\n\nWhen did ", "it begin?")
    for speaker, text in zip(("mariana", "mariana", "antonio", "antonio"), texts, strict=True):
        spoken.add(speaker, text)  # type: ignore[arg-type]
    runs: list[tuple[str, str]] = []
    async for speaker, run in by_speaker(_chunks(*texts), spoken, "antonio"):
        runs.append((speaker, "".join([piece async for piece in run])))
    assert runs == [("mariana", "That is a big step."), ("antonio", "\n\nWhen did it begin?")]


@pytest.mark.parametrize(
    ("texts", "first"),
    [
        (("I am writing your CV", " now; it appears", " soon."), "I am writing your CV now;"),
        (("Yes. ", "I have Acme. More?"), "Yes. I have Acme."),
        (("One moment",), "One moment"),
        ((), ""),
    ],
)
async def test_the_first_clause_is_spoken_alone_and_nothing_is_lost(
    texts: tuple[str, ...], first: str
) -> None:
    clause, rest = await first_clause(_chunks(*texts))
    assert clause == first
    assert clause + "".join([piece async for piece in rest]) == "".join(texts)
