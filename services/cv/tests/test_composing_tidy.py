"""Spoken results become lines by leaving out words. Nothing is added, and no number changes."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lifeos.cv.composing.tidy import lines
from lifeos.grounding.revisions.folding import fold


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("The thing I'm proudest of is that I cut costs from 12 to 9 percent.", ["Cut costs from 12 to 9 percent"]),
        ("I build dashboards in Power BI, and I trained 6 people", ["Build dashboards in Power BI", "Trained 6 people"]),
        ("I was responsible for payroll. I also ran the canteen.", ["Responsible for payroll", "Ran the canteen"]),
        ("I’ve been leading a team of 9", ["Leading a team of 9"]),
        ("um so I did about two hundred covers, you know", ["Did about two hundred covers"]),
        ("I trained I wanna say six new cooks", ["Trained about six new cooks"]),
        ("I got it from 34 to 29 percent that's the thing I'm most proud of", ["Got it from 34 to 29 percent"]),
        ("My repair rate was under 1.2%", ["Repair rate was under 1.2%"]),
        ("- Closed the books in 5 working days", ["Closed the books in 5 working days"]),
        ("Yes, it is true: I trained 12 nurses", ["Trained 12 nurses"]),
        ("Sí, es verdad: formé a 12 enfermeras", ["Formé a 12 enfermeras"]),
        ("Sim, é verdade: formei 12 enfermeiras", ["Formei 12 enfermeiras"]),
        ("Me encargaba de coordinar a 5 personas", ["Coordinar a 5 personas"]),
        ("lo que más me enorgullece es que bajé las mermas un 12 %", ["Bajé las mermas un 12 %"]),
        ("pues bajamos el tiempo de espera, ¿no?", ["Bajamos el tiempo de espera"]),
        ("Organicé el turno y yo formé a seis personas", ["Organicé el turno", "Formé a seis personas"]),
        ("era la responsable de la caja", ["Responsable de la caja"]),
        ("eu coordenava a equipe de 8", ["Coordenava a equipe de 8"]),
        ("O que mais me orgulha é que reduzi o prazo de 10 para 4 dias", ["Reduzi o prazo de 10 para 4 dias"]),
        ("a renovação está em 94% né", ["A renovação está em 94%"]),
        ("Fui o responsável pelo inventário de 9.000 paletes.", ["Responsável pelo inventário de 9.000 paletes"]),
    ],
)  # fmt: skip
def test_a_spoken_result_becomes_lines(said: str, expected: list[str]) -> None:
    assert [line.text for line in lines(said)] == expected


@pytest.mark.parametrize(
    "said",
    [
        "We delivered a 34-metre barge three weeks early",
        "I didn't lose one client",
        "I think we halved it",
        "Me encargaba de las nóminas",
        "I Congreso Nacional de Enfermería",
        "My boss and I built the site",
        "As senior accountant I cut unreconciled items from 140 to 12",
        "Redesenhei os formulários; o tempo de preenchimento caiu pela metade",
        "Hacía como noventa paradas al día",
        "Well logging for Shell",
        "-5% waste in one year",
    ],
)
def test_words_that_carry_meaning_stay(said: str) -> None:
    assert [line.text for line in lines(said)] == [said]


_OPENERS = [
    "",
    "I ",
    "and I ",
    "um, ",
    "The thing I'm proudest of is that I ",
    "yo ",
    "pues ",
    "eu ",
    "então ",
    "My ",
]
_MIDDLES = [
    "cut scrap by 4.5%", "trained 6 people", "bajé las mermas un 12 %", "coordenava 1.200 pedidos", "led nine welders",
]  # fmt: skip
_JOINTS = [", and I ", " and I ", ". I ", "; ", " y yo ", " e eu ", ", "]
_ENDS = ["", ".", ", you know", " né", " y eso", " in 2019"]

_spoken = st.tuples(
    st.sampled_from(_OPENERS),
    st.sampled_from(_MIDDLES),
    st.sampled_from(_JOINTS),
    st.sampled_from(_MIDDLES),
    st.sampled_from(_ENDS),
).map("".join)


@given(_spoken | st.text(max_size=80))
def test_lines_are_a_part_of_the_words_in_their_order(said: str) -> None:
    told = iter(fold(said).split())
    shown = [word for line in lines(said) for word in fold(line.text).split()]
    assert all(word in told for word in shown)


@given(_spoken)
def test_no_number_is_lost_or_changed(said: str) -> None:
    shown = " ".join(line.text for line in lines(said))
    assert re.findall(r"\d[\d.,]*\d|\d", shown) == re.findall(r"\d[\d.,]*\d|\d", said)


@given(_spoken | st.text(max_size=80))
def test_the_spans_of_lines_stand_one_after_the_other_inside_the_words(said: str) -> None:
    found = lines(said)
    edges = [edge for line in found for edge in (line.start, line.end)]
    assert edges == sorted(edges)
    assert all(0 <= line.start < line.end <= len(said) for line in found)
    assert bool(found) == bool(said.strip())
