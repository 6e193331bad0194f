"""Messages to people: what is wanted, whether every sentence is true, and how it is written.

The candidates, lies and requests in `letters/` were written by another hand than the rules.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from lifeos.contracts.letter import Letter, Recipient
from lifeos.contracts.words import Locale
from lifeos.grounding import Words
from lifeos.grounding.jobs import read_posting
from lifeos.grounding.letters import (
    Named,
    asks_for_a_message,
    findings_of,
    unsupported_in,
    wanted_messages,
    without_request,
)
from lifeos.grounding.letters.requests import Wanted
from tests.stories import load_stories

DATA = Path(__file__).parent / "letters"
CANDIDATES: list[dict[str, Any]] = json.loads((DATA / "lies.json").read_text("utf-8"))
REQUESTS = [json.loads(line) for line in (DATA / "requests.jsonl").read_text("utf-8").splitlines()]
NOT_REQUESTS = [json.loads(line) for line in (DATA / "not_requests.jsonl").read_text("utf-8").splitlines()]
LANGUAGES = ("en", "es", "pt")


def candidate(language: str) -> tuple[dict[str, Any], list[Words], Named]:
    found = next(each for each in CANDIDATES if each["language"] == language)
    posting = read_posting(found["posting"])
    named = Named(found["recipient"]["name"], found["recipient"]["company"], posting.title)
    return found, [Words("message", "told", found["story"])], named


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_planted_fabrication_passes(language: Locale) -> None:
    found, words, named = candidate(language)

    passed = [
        lie["text"] for lie in found["false"] if not unsupported_in(lie["text"], words, named, language)
    ]

    assert len(found["false"]) == 30
    assert passed == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_most_true_sentences_pass(language: Locale) -> None:
    """A blocked one costs a composed sentence in its place, never a lie: so two thirds are enough."""
    found, words, named = candidate(language)

    passed = [true for true in found["true"] if not unsupported_in(true["text"], words, named, language)]

    assert len(passed) >= 8, [true["text"] for true in found["true"] if true not in passed]


@pytest.mark.parametrize(
    "sentence",
    [
        "I have managed a team of 12.",
        "As Senior Demand Analyst I forecast for 40 shops.",
        "I am writing about the Senior Demand Analyst position, which I have done for 10 years.",
        "Could we talk about my time at Google?",
    ],
)
def test_what_the_advert_says_is_nothing_the_writer_did(sentence: str) -> None:
    _, words, named = candidate("en")

    assert unsupported_in(sentence, words, named, "en")


def test_writing_about_a_position_claims_nothing() -> None:
    named = Named("Maria Keller", "Northwind", "Data Analyst")

    text = "Hello Maria, I am writing about the Data Analyst position at Northwind. Could we talk for 15 minutes next week?"

    assert unsupported_in(text, [], named, "en") == []


def only_one(message: str) -> Wanted:
    """The one message that is wanted."""
    found = wanted_messages(message)
    assert len(found) == 1, f"{message}: {found}"
    return found[0]


def test_who_is_meant_is_read_from_the_words() -> None:
    """Names, companies and addresses as another hand labelled them; a wrong name would greet a stranger."""
    right, wrong = {"kind": 0, "purpose": 0, "name": 0, "company": 0, "email": 0}, 0
    for request in REQUESTS:
        found = only_one(request["text"])
        recipient = found.brief.recipient
        read = {
            "kind": found.kind,
            "purpose": found.brief.purpose,
            "name": recipient.name,
            "company": recipient.company,
            "email": recipient.email or "",
        }
        for field, value in read.items():
            right[field] += value == request[field]
            wrong += bool(value) and value != request[field]

    assert wrong == 0
    assert right["kind"] == right["purpose"] == right["email"] == len(REQUESTS) == 90
    assert right["name"] >= 85
    assert right["company"] >= 85


@pytest.mark.parametrize(
    ("text", "name", "company"),
    [
        (
            "Write an email to Maria Keller (m@norte.example) saying that I can start in January",
            "Maria Keller",
            "",
        ),
        ("Write a note to Hélène Dubois in French", "Hélène Dubois", ""),
        ("Write a message to James O'Neill, Head of Talent at Unilever", "James O'Neill", "Unilever"),
        (
            "Write to my old colleague Tom Reed at Leeds General Infirmary (t@x.example)",
            "Tom Reed",
            "Leeds General Infirmary",
        ),
        ("message the boss at Wincanton, his name is Steve Barnes s@w.example", "Steve Barnes", "Wincanton"),
        ("a cover letter for a barista job at Costa", "", "Costa"),
        ("uma carta de apresentação pra essa vaga", "", ""),
        (
            "escreve uma mensagem pra coordenadora do Colégio Santa Cruz, Dona Marta Leal",
            "Marta Leal",
            "Colégio Santa Cruz",
        ),
        ("escreve pra Marta de novo", "Marta", ""),
        ("escribe a mi antigua jefa Rocío Peña, del Hotel Macarena", "Rocío Peña", "Hotel Macarena"),
        (
            "escribe al director del Colegio Internacional Levante, se llama Pablo Ferrer (p@l.example)",
            "Pablo Ferrer",
            "Colegio Internacional Levante",
        ),
        ("mensaje para la jefa de almacén de Seur, Inés Roca", "Inés Roca", "Seur"),
        ("Write her a reply to say thanks and that Tuesday works", "", ""),
    ],
)
def test_no_month_role_or_post_becomes_a_name(text: str, name: str, company: str) -> None:
    recipient = only_one(text).brief.recipient

    assert (recipient.name, recipient.company) == (name, company)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Write an email to Ann because her ward was named to me by a colleague.",
            "because her ward was named to me by a colleague",
        ),
        ("Thank Maria Keller, we talked about the falls huddle", "we talked about the falls huddle"),
        (
            "escribe a Ana López porque llevo años viendo sus camiones",
            "porque llevo años viendo sus camiones",
        ),
        (
            "I want to decline the offer from Hillside, write an email to David",
            "I want to decline the offer from Hillside, write an email to David",
        ),
        ("Write an email to Ann.", ""),
    ],
)
def test_what_is_said_of_the_content_is_kept(text: str, told: str) -> None:
    assert only_one(text).brief.told == told


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Make my CV and write an e-mail and a LinkedIn note to Maria Keller at Northwind (maria@n.example) to apply.",
            [("email", "Maria Keller", "application"), ("linkedin_note", "Maria Keller", "application")],
        ),
        (
            "Write an e-mail to Maria Keller (m@n.example) to apply and a LinkedIn note to Peter Ode at Globex.",
            [("email", "Maria Keller", "application"), ("linkedin_note", "Peter Ode", "introduction")],
        ),
        (
            "Escribe un correo a María Keller de Northwind (m@n.example) para postularme y una nota de LinkedIn para ella.",
            [("email", "María Keller", "application"), ("linkedin_note", "María Keller", "application")],
        ),
        (
            "Escreve um e-mail para Maria Keller da Northwind e uma nota do LinkedIn para Pedro Ode.",
            [("email", "Maria Keller", "introduction"), ("linkedin_note", "Pedro Ode", "introduction")],
        ),
        (
            "Write a thank-you e-mail to Karen Ode at Globex. Write a LinkedIn note to Tom Reed at Acme.",
            [("email", "Karen Ode", "thank_you"), ("linkedin_note", "Tom Reed", "introduction")],
        ),
        (
            "CV, pack, a LinkedIn note and an e-mail to Maria Keller at Northwind please. Also a cover letter for Globex.",
            [
                ("linkedin_note", "Maria Keller", "introduction"),
                ("email", "Maria Keller", "introduction"),
                ("cover_letter", "", "application"),
            ],
        ),
    ],
)
def test_one_turn_may_ask_for_several_messages(text: str, wanted: list[tuple[str, str, str]]) -> None:
    found = wanted_messages(text)

    assert [(each.kind, each.brief.recipient.name, each.brief.purpose) for each in found] == wanted


@pytest.mark.parametrize(
    ("text", "position"),
    [
        (
            "I want to apply for the Senior Data Analyst position at Northwind, write to Maria Keller",
            "Senior Data Analyst",
        ),
        ("message tom okafor at brightwater and ask if he can refer me for the planner role", "planner"),
        ("Message to the recruiter for the job above, say I'm applying", ""),
        (
            "escribe un correo a Ana López para el puesto de analista de datos en Northwind",
            "analista de datos",
        ),
        ("hazme una carta de presentacion para Supermercados El Olivar, puesto de cajera", "cajera"),
        ("escreve um e-mail para a Ana sobre a vaga de analista de dados da Northwind", "analista de dados"),
        ("faz uma carta de apresentação para esta vaga", ""),
        ("Write an e-mail to Ann.", ""),
    ],
)
def test_the_position_is_named_as_the_writer_names_it(text: str, position: str) -> None:
    assert only_one(text).brief.position == position


def test_mentions_of_messages_ask_for_none() -> None:
    assert [each["text"] for each in NOT_REQUESTS if asks_for_a_message(each["text"])] == []
    assert [each["text"] for each in NOT_REQUESTS if without_request(each["text"]) != each["text"]] == []


def test_no_story_loses_words_to_a_request_for_a_message() -> None:
    told = [turn for story in load_stories("dev") + load_stories("heldout") for turn in story.turns]

    assert [turn for turn in told if without_request(turn) != turn] == []


def test_the_recipient_of_a_request_is_blanked_and_the_story_stays() -> None:
    text = "I worked at Acme from 2018 to 2020. Write an email to Ben Ode at Globex, ben@globex.example. I like cats."

    left = without_request(text)

    assert len(left) == len(text)
    assert left.startswith("I worked at Acme from 2018 to 2020.")
    assert left.endswith("I like cats.")
    assert "Globex" not in left
    assert "ben@" not in left


def letter(*paragraphs: str, **fields: Any) -> Letter:
    return Letter(recipient=Recipient(name="Maria Keller"), paragraphs=list(paragraphs), **fields)


@pytest.mark.parametrize(
    "gap", ["[their name]", "{name}", "{{ company }}", "<your name>", "____", "XXXX", "TBD"]
)
def test_every_visible_gap_stands_in_the_way(gap: str) -> None:
    found = findings_of("linkedin_message", letter(f"Hello {gap},"), "en")

    assert [(finding.rule, finding.severity) for finding in found] == [("placeholder", "error")]


def test_ordinary_words_are_no_gaps() -> None:
    text = "Hola, María: todo bien. I grew sales by <10 %, then > 20 %. The XXL shop sold 3.000 units."

    assert [f for f in findings_of("linkedin_message", letter(text), "es") if f.severity == "error"] == []


@pytest.mark.parametrize(
    ("premium", "length", "fits"),
    [(False, 200, True), (False, 201, False), (True, 300, True), (True, 301, False)],
)
def test_a_note_has_the_room_that_linkedin_gives(premium: bool, length: int, fits: bool) -> None:
    found = findings_of("linkedin_note", letter("a" * length, premium=premium), "en")

    assert ("too_long" not in {finding.rule for finding in found}) is fits


def test_an_email_needs_a_subject_and_an_address() -> None:
    found = findings_of("email", letter("Hello Maria,"), "en")

    assert {finding.rule for finding in found if finding.severity == "error"} == {"no_subject", "no_address"}


def test_alices_rules_are_advice() -> None:
    text = "I am a huge fan of your inspiring work. Could we talk? Or could you refer me?"
    recipient = Recipient(name="Maria", language="es")

    found = findings_of("linkedin_message", Letter(recipient=recipient, paragraphs=[text]), "en")

    assert {finding.severity for finding in found} == {"warning"}
    assert {finding.rule for finding in found} >= {"flattery", "many_asks", "language"}
