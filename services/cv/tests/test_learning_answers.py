"""A question was asked, but people go on telling, ask back or give orders: only an answer fills what was asked for."""

from datetime import date
from uuid import uuid4

import pytest

from lifeos.contracts.memory import Memory, Question
from lifeos.contracts.words import Locale
from lifeos.cv.composing.texts import question_text
from lifeos.cv.learning import learn
from services.cv.tests.telling import Story

SOMETHING_ELSE: dict[Locale, list[str]] = {
    "en": [
        "I also speak Italian at C1. Please update my CV.", "I cut costs by 20% last year.", "Please make it shorter.",
        "Can you send it to me?", "No, sorry, that is private.", "My mother lives in Leeds.", "What do you need that for?",
        "Thanks, looks good!", "My e-mail is ana@example.com", "I was born in 1990", "make my cv now",
        "You can call me on 0161 496 0000", "I have two kids and a dog",
    ],
    "es": [
        "También hablo italiano C1. Actualiza mi CV, por favor.", "Reduje los costes un 20% el año pasado.",
        "Hazlo más corto, por favor.", "¿Me lo puedes enviar?", "No, perdón, eso es privado.", "Mi madre vive en Sevilla.",
        "¿Para qué lo necesitas?", "Gracias, ¡quedó muy bien!", "Mi correo es ana@example.com", "Nací en 1990", "hazme el cv ya",
        "Me puedes llamar al 600 123 456", "Tengo dos hijos y un perro",
    ],
    "pt": [
        "Também falo italiano C1. Atualize meu currículo, por favor.", "Reduzi os custos em 20% no ano passado.",
        "Deixe mais curto, por favor.", "Você pode me enviar?", "Não, desculpe, isso é particular.",
        "Minha mãe mora em Lisboa.", "Para que você precisa disso?", "Obrigada, ficou ótimo!", "Meu e-mail é ana@example.com",
        "Nasci em 1990", "faça meu currículo agora", "Pode me ligar no 11 91234-5678", "Tenho dois filhos e um cachorro",
    ],
}  # fmt: skip
SLOTS = [
    "location", "target", "name", "job.name", "job.position", "job.startDate", "job.endDate", "education.institution",
    "education.studyType", "skills",
]  # fmt: skip


def answered(text: str, slot: str, language: Locale) -> list[Memory]:
    """What is learned from a turn after this question."""
    story, kind = Story(), slot.partition(".")[0]
    about = None
    if kind == "job":
        about = story.learn("job", {"name": "Foo"} if "Date" in slot else {"startDate": "2012"})
    if kind == "education":
        about = story.learned("education", endDate="2012")
    question = Question(slot=slot, about=about, text=question_text("location", language))

    return learn(
        text, turn_id=uuid4(), session_id=uuid4(), known=story.memories, pending=question, today=date(2026, 11, 22)
    ).facts  # fmt: skip


def filled(facts: list[Memory], slot: str) -> list[str]:
    kind, _, field = slot.partition(".")
    kind = "skill" if kind == "skills" else kind
    whole = "name" if kind == "skill" else "value"
    return [
        fact.claims[field or whole].value
        for fact in facts
        if fact.kind == kind and (field or whole) in fact.claims
    ]


@pytest.mark.parametrize("language", ["en", "es", "pt"])
@pytest.mark.parametrize("slot", SLOTS)
def test_what_is_no_answer_fills_nothing(slot: str, language: Locale) -> None:
    wrong = {text: filled(answered(text, slot, language), slot) for text in SOMETHING_ELSE[language]}
    assert {text: values for text, values in wrong.items() if values} == {}


@pytest.mark.parametrize("language", ["en", "es", "pt"])
def test_what_is_told_instead_of_an_answer_is_learned(language: Locale) -> None:
    first, *_ = SOMETHING_ELSE[language]
    mail = next(text for text in SOMETHING_ELSE[language] if "@" in text)

    assert [fact.claims["fluency"].value for fact in answered(first, "location", language)[:1]] == ["C1"]
    assert [fact.kind for fact in answered(mail, "job.name", language)] == ["email"]


@pytest.mark.parametrize(
    ("language", "slot", "text", "value"),
    [
        ("en", "location", "Vigo", "Vigo"),
        ("en", "location", "leeds please", "Leeds"),
        ("en", "location", "I'm in Madrid at the moment. Please make my CV", "Madrid"),
        ("es", "location", "Vivo en Vigo. Hazme el CV.", "Vigo"),
        ("pt", "location", "Moro em São Paulo, SP", "São Paulo, SP"),
        ("pt", "location", "sou de lisboa", "Lisboa"),
        ("en", "job.name", "Make It Happen Ltd", "Make It Happen Ltd"),
        ("en", "job.name", "it was Acme. I was a cook there from 2015", "Acme"),
        ("en", "job.name", "St. Mary's Hospital", "St. Mary's Hospital"),
        ("es", "job.name", "café central", "Café Central"),
        ("es", "job.name", "Mi Tienda", "Mi Tienda"),
        ("es", "job.name", "Construcciones García S.A. de C.V.", "Construcciones García S.A. de C.V"),
        ("en", "job.position", "software engineer I", "software engineer I"),
        ("en", "job.position", "I was the night manager", "night manager"),
        ("en", "job.position", "it support", "it support"),
        ("en", "job.position", "I worked there as a cook", "cook"),
        ("pt", "job.position", "eu era auxiliar de cozinha", "auxiliar de cozinha"),
        ("es", "job.position", "Era camarera, pero a veces cocinaba", "camarera"),
        ("en", "name", "My name is Ana Lopez. I live in Madrid", "Ana Lopez"),
        ("en", "name", "It's Ana Lopez, thanks", "Ana Lopez"),
        ("en", "target", "head nurse, please", "head nurse"),
        ("es", "target", "quiero trabajar de jefa de cocina", "jefa de cocina"),
        ("en", "job.startDate", "I started in March 2015", "2015-03"),
        ("es", "job.startDate", "creo que en 2015", "2015"),
        ("es", "job.endDate", "me echaron en junio de 2020", "2020-06"),
        ("pt", "job.endDate", "fui demitida em junho de 2020", "2020-06"),
        ("pt", "job.endDate", "ainda estou lá", "present"),
        ("en", "education.institution", "University of Leeds. It was great", "University of Leeds"),
        ("es", "education.institution", "en la universidad de sevilla", "Universidad de Sevilla"),
        ("en", "education.studyType", "a bachelor's degree", "bachelor's degree"),
    ],
)
def test_an_answer_fills_what_was_asked_for(language: Locale, slot: str, text: str, value: str) -> None:
    assert filled(answered(text, slot, language), slot) == [value]


@pytest.mark.parametrize(
    ("text", "skills"),
    [
        ("Excel, Word and teamwork", ["Excel", "Word", "teamwork"]),
        ("Excel and Word. I live in Madrid.", ["Excel", "Word"]),
        ("teamwork, Excel, I am never late, first aid", ["teamwork", "Excel", "first aid"]),
    ],
)
def test_skills_are_listed_and_sentences_among_them_are_not(text: str, skills: list[str]) -> None:
    assert filled(answered(text, "skills", "en"), "skills") == skills


def test_what_is_told_after_an_answer_is_read_too() -> None:
    facts = answered("0161 496 0000. I also worked at Foo as a cook from 2010 to 2012", "phone", "en")
    assert {fact.kind for fact in facts} == {"phone", "job"}

    facts = answered("Vigo. My phone is 0161 496 0000", "location", "en")
    assert {fact.kind for fact in facts} == {"location", "phone"}


@pytest.mark.parametrize(
    ("language", "slot", "text"),
    [
        ("pt", "location", "No salão atendo 12 clientes por dia"),
        ("es", "job.position", "en el Alfonso XIII llevaba un equipo de 6 personas"),
        ("en", "location", "same for Claire"),
        ("en", "skills", "hiya"),
        ("es", "education.institution", "dejémoslo"),
    ],
)
def test_what_does_not_look_like_the_answer_is_none(language: Locale, slot: str, text: str) -> None:
    assert filled(answered(text, slot, language), slot) == []
