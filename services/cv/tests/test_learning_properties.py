"""What holds for every text, however hostile."""

import time
from datetime import date
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lifeos.cv.learning import Learned, learn


def hear(text: str) -> Learned:
    """What is learned from one turn of a person who is not known yet."""
    ids = {"turn_id": UUID(int=1), "session_id": UUID(int=2)}
    return learn(text, **ids, known=[], pending=None, today=date(2026, 11, 22))


PIECES = st.sampled_from(
    [
        "I worked at",
        "Acme",
        "as a nurse",
        "from 2015 to 2019",
        ". ",
        ", ",
        "\n",
        "- ",
        "EXPERIENCE\n",
        "My name is",
        "Ana López",
        "soy",
        "trabajé en",
        "Mercadona",
        "desde marzo de 2016",
        "me llamo",
        "trabalhei na",
        "Natura",
        "até 2020",
        "perdón",
        "no wait",
        "twenty fifteen",
        "dois mil e doze",
        "ana@x.com",
        "+34 612 345 678",
        "🙂",
        "مرحبا",
        "<b>",
        "{{7*7}}",
        "um",
        "eh",
        "né",
        "(",
        ")",
        "studied law at",
        "Universidad de Chile",
        "I speak",
        "English C1",
        "and",
        "y",
        "e",
        "never",
        "my sister",
        "2019",
        "12/2020",
        "́",
        "ﬁ",
        "İ",
        "\u200f",
        "skills: ",
        "SQL; ",
        "LANGUAGES\n",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.one_of(PIECES, st.text(max_size=8)), max_size=30).map(" ".join))
def test_every_verbatim_value_is_exactly_the_words_of_its_span(text: str) -> None:
    for memory in hear(text).facts:
        assert memory.quote
        for claim in memory.claims.values():
            (evidence,) = claim.evidence
            assert 0 <= evidence.start < evidence.end <= len(text)
            if claim.status == "verbatim":
                assert text[evidence.start : evidence.end] == claim.value


@settings(max_examples=50, deadline=None)
@given(st.lists(PIECES, max_size=20).map(" ".join))
def test_the_same_turn_gives_the_same_facts(text: str) -> None:
    assert hear(text) == hear(text)
    ids = [memory.id for memory in hear(text).facts]
    assert len(ids) == len(set(ids))


HOSTILE = {
    "one word": "a" * 32_000,
    "words": "worked at " * 3_200,
    "years": "2015 to " * 4_000,
    "spoken years": "twenty fifteen no wait " * 1_400,
    "capitals": "Acme Corp " * 3_200,
    "joined capitals": "Acme and " * 3_500,
    "jobs": "I worked at Acme as a nurse from 2015 to 2019. " * 680,
    "digits": "1 " * 16_000,
    "brackets": "(" * 32_000,
    "blanks": " " * 32_000,
    "lines": "\n" * 32_000,
    "at signs": "a@" * 16_000,
    "dots": "a." * 16_000,
    "dot words": "a dot " * 5_300,
    "commas": "a, " * 10_600,
    "bullets": "- managed Acme\n" * 2_100,
    "unbroken speech": "and then i worked at acme as a cook " * 900,
    "fillers": "um " * 10_600,
    "dashes": "- " * 16_000,
    "html": "<script>alert(1)</script>" * 1_280,
    "emoji": "🙂" * 32_000,
    "profile": "EXPERIENCE\n"
    + "Acme\nNurse, 2015 - 2019\n- did things\n" * 800
    + "SKILLS\nSQL, "
    + "x, " * 500,
    "form": "Empresa: Acme\nCargo: cocinera\nDesde: 2015  Hasta: 2019\nTareas:\n- cociné\n" * 430,
    "duties": "Empresa: Acme\nCargo: cocinera\nDesde: 2015\n" + "Tareas: cociné\n" * 2_000,
    "page of a network": "Contact info\nsee more\nExperience\n"
    + "Cook\nAcme · Full-time\n2015 - 2019\nLeeds, UK\n" * 700,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_text_costs_no_more_than_its_length(name: str) -> None:
    """Twice the text may cost twice the time; a square would be four times. Half a second is noise."""
    text = HOSTILE[name][:32_000]
    assert spent(text) < 3 * spent(text[: len(text) // 2]) + 0.5


def spent(text: str) -> float:
    """Processor seconds to learn from a text: the better of two, so that another process counts less."""
    seconds: list[float] = []
    for _ in range(2):
        began = time.process_time()
        hear(text)
        seconds.append(time.process_time() - began)
    return min(seconds)
