"""What holds for any words and any value."""

import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lifeos.grounding import FieldKind, WordIndex, Words, check_value, index

KINDS: tuple[FieldKind, ...] = (
    "name", "employer", "institution", "date", "end_date", "email", "phone", "url", "location", "skill", "language",
    "fluency", "degree", "title", "label", "certificate", "number", "text",
)  # fmt: skip
STORY = (
    "I worked at Northgate Foods in Bristol as a coordinator, 03/2016 to 06/2019. I trained 127 temps and cut "
    "errors from 48 to 12. We saved 184,300 euros. Call me on 07700 900 418."
)


def said(text: str) -> list[Words]:
    return [Words("message", "turn", text)]


def with_another_digit(value: str, place: int, digit: int) -> str:
    spots = [spot for spot, character in enumerate(value) if character.isdigit()]
    spot = spots[place % len(spots)]
    changed = (int(value[spot]) + digit) % 10
    return value[:spot] + str(changed) + value[spot + 1 :]


@given(st.integers(0, 50), st.integers(1, 9))
@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("phone", "07700 900418"),
        ("date", "2016-03"),
        ("end_date", "2019-06"),
        ("number", "184,300 euros"),
        ("text", "Trained 127 temps"),
        ("text", "Cut errors from 48 to 12"),
    ],
)
def test_any_changed_digit_is_caught(kind: FieldKind, value: str, place: int, digit: int) -> None:
    assert check_value(kind, value, said(STORY)).status != "unsupported"
    changed = with_another_digit(value, place, digit)
    assert check_value(kind, changed, said(STORY)).status == "unsupported"


@given(st.data())
def test_words_copied_from_the_story_are_verbatim(data: st.DataObject) -> None:
    parts = STORY.split()
    first = data.draw(st.integers(0, len(parts) - 1))
    last = data.draw(st.integers(first + 1, len(parts)))
    copied = " ".join(parts[first:last]).strip(".,")
    verdict = check_value("text", copied, said(STORY))
    assert verdict.status == "verbatim"
    assert STORY[verdict.evidence[0].start : verdict.evidence[0].end] == copied


@given(st.sampled_from(KINDS), st.text(max_size=80), st.text(max_size=300))
@settings(max_examples=400)
def test_no_text_whatever_breaks_the_check(kind: FieldKind, value: str, text: str) -> None:
    first = check_value(kind, value, said(text))
    assert first == check_value(kind, value, said(text))
    for evidence in first.evidence:
        assert 0 <= evidence.start < evidence.end <= len(text)


@given(st.integers(0, 10**6), st.text(max_size=20))
def test_evidence_counts_from_the_start_of_the_source(offset: int, before: str) -> None:
    text = f"{before}. My mail is ana@example.com"
    evidence = check_value("email", "ana@example.com", [Words("file", "cv", text, offset, page=2)]).evidence[
        0
    ]
    assert text[evidence.start - offset : evidence.end - offset] == "ana@example.com"
    assert (evidence.source, evidence.id, evidence.page) == ("file", "cv", 2)


@pytest.mark.parametrize("make", ["story", "numbers", "months", "names", "dates", "signs"])
def test_twice_the_words_cost_no_more_than_their_length(make: str) -> None:
    grain = random.Random(7)
    sample = {
        "story": STORY,
        "numbers": "one two twenty 3.5 million thousand ",
        "months": "mar 2016 to may 2017 - since ",
        "names": "Northgate Northgatee ",
        "dates": "03/2016 2016-18 ",
        "signs": ". , - @ ' I don't know no sé ",
    }[make]
    text = (sample * (32_000 // len(sample) + 1))[:32_000]
    words = " ".join(grain.sample(STORY.split(), 12))
    whole, half = index(said(text)), index(said(text[:16_000]))
    for kind in KINDS:
        assert spent(kind, words, whole) < 3 * spent(kind, words, half) + 0.2, kind


def spent(kind: FieldKind, value: str, ready: WordIndex) -> float:
    """Processor seconds of one check: the better of two, so that another process counts less."""
    seconds: list[float] = []
    for _ in range(2):
        began = time.process_time()
        check_value(kind, value, ready)
        seconds.append(time.process_time() - began)
    return min(seconds)
