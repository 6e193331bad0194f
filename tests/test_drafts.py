"""Messages and packs, composed and by models: in three languages nothing is said that the words do not bear out."""

import json
import random
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

import pytest

from lifeos.contracts.job import JobView
from lifeos.contracts.letter import Brief, Purpose, Recipient, character_limit, placeholders
from lifeos.contracts.memory import Memory
from lifeos.contracts.pack import STORY_PARTS
from lifeos.contracts.words import DeliverableKind, Locale
from lifeos.cv.learning import learn
from lifeos.grounding.fold import folded
from lifeos.grounding.jobs import find_fit, read_posting
from lifeos.grounding.ledger import said_once
from lifeos.grounding.letters.style import WORDS
from lifeos.interview.composing import Situation as PackSituation
from lifeos.interview.composing import compose as compose_pack
from lifeos.interview.model_writing import write_with_model as write_pack
from lifeos.outreach.composing import compose
from lifeos.outreach.model_writing import write_with_model
from lifeos.outreach.situation import Situation
from lifeos.runtime.testing.openai_behaviours import fails
from services.cv.tests.scripted import answers, scripted
from tests.stories import load_stories

DATA = Path(__file__).parents[1] / "libs/grounding/tests/letters/lies.json"
CANDIDATES: list[dict[str, Any]] = json.loads(DATA.read_text("utf-8"))
PERSON = uuid5(NAMESPACE_URL, "person")
TURN = uuid5(NAMESPACE_URL, "told")
SESSION = uuid5(NAMESPACE_URL, "session")
TODAY = date(2026, 11, 25)
KINDS: tuple[DeliverableKind, ...] = (
    "linkedin_note",
    "linkedin_message",
    "email",
    "follow_up",
    "cover_letter",
)
PURPOSES: tuple[Purpose, ...] = ("introduction", "application", "referral", "thank_you", "follow_up")
LANGUAGES: tuple[Locale, ...] = ("en", "es", "pt")


def learned(text: str, turn: UUID = TURN) -> list[Memory]:
    return learn(text, turn_id=turn, session_id=SESSION, known=[], pending=None, today=TODAY).facts


def candidate(language: str) -> dict[str, Any]:
    return next(each for each in CANDIDATES if each["language"] == language)


def job_of(text: str) -> JobView:
    posting = read_posting(text)
    return JobView.model_validate(
        {
            "id": uuid5(NAMESPACE_URL, text), "title": posting.title, "company": posting.company,
            "language": posting.language, "text": text, "posting": posting, "created_at": TODAY, "updated_at": TODAY,
        }
    )  # fmt: skip


def situation(
    language: Locale, kind: DeliverableKind = "email", purpose: Purpose = "application", **brief: Any
) -> Situation:
    found = candidate(language)
    memories, job = learned(found["story"]), job_of(found["posting"])
    recipient = Recipient(**found["recipient"], email="someone@example.com")
    return Situation(
        kind=kind, brief=Brief(recipient=recipient, purpose=purpose, **brief), language=language, source="form",
        person_id=PERSON, memories=memories, job=job, fit=find_fit(job.posting, said_once(memories), None),
    )  # fmt: skip


def said_in(found: Any, story: str) -> list[str]:
    """The words that the evidence points at."""
    return [
        story[each.start : each.end]
        for leaf in found.leaves
        for each in leaf.evidence
        if each.source == "message"
    ]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("purpose", PURPOSES)
def test_a_composed_message_keeps_every_rule(
    language: Locale, kind: DeliverableKind, purpose: Purpose
) -> None:
    about = situation(language, kind, purpose)

    made = compose(about)

    text = made.letter.text(kind)
    assert len(text) <= character_limit(kind, False)
    assert len(text.split()) <= WORDS[kind]
    gaps = placeholders(text)
    assert not [
        gap
        for gap in gaps
        if "name" not in gap
        and "nombre" not in gap
        and "nome" not in gap
        and purpose not in ("thank_you", "follow_up")
    ]
    errors = {finding.rule for finding in made.findings if finding.severity == "error"}
    assert ("placeholder" in errors) is bool(gaps), "no gap is hidden"
    assert not [finding for finding in made.findings if finding.severity == "warning"]
    assert all(leaf.evidence and leaf.status != "unsupported" for leaf in made.leaves)
    assert all(words.strip() for words in said_in(made, candidate(language)["story"]))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_result_stands_in_the_message_as_it_was_told(language: Locale) -> None:
    made = compose(situation(language))

    proof = next(leaf for leaf in made.leaves if leaf.status in ("verbatim", "reworded"))
    paragraph = made.letter.paragraphs[int(proof.pointer.split("/")[2])]
    told = folded(candidate(language)["story"])
    words = (
        folded(paragraph).strip(" .").partition(": ")[2] or folded(paragraph).strip(" .").partition(", ")[2]
    )
    assert words
    assert words in told


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("of_a_position", [True, False])
def test_no_two_follow_ups_ask_the_same(language: Locale, of_a_position: bool) -> None:
    """Each has one ask, and is worded by the rules like any message."""
    about = [situation(language, "follow_up", "follow_up", step=step) for step in (1, 2, 3)]
    made = [compose(each if of_a_position else replace(each, job=None)) for each in about]

    asked = [[line for line in each.letter.paragraphs if line.endswith("?")] for each in made]
    assert [len(lines) for lines in asked] == [1, 1, 1]
    assert len({lines[0] for lines in asked}) == 3
    assert not [finding for each in made for finding in each.findings if finding.severity == "warning"]


def test_the_writers_own_reason_goes_in_as_it_is() -> None:
    made = compose(situation("en", "email", "introduction", why="Jo told me that you look after the buyers."))

    assert "Jo told me that you look after the buyers." in made.letter.paragraphs


@pytest.mark.parametrize(
    ("name", "language", "mail", "paper"),
    [
        ("Ms Anna Chen", "en", "Hello Ms Chen,", "Dear Ms Anna Chen,"),
        ("mr smith", "en", "Hello Mr Smith,", "Dear Mr Smith,"),
        ("MARIA KELLER", "en", "Hello Maria,", "Dear Maria Keller,"),
        ("the hiring manager", "en", "Hello,", "Dear hiring team at Calder Foods,"),
        ("HR team", "en", "Hello,", "Dear hiring team at Calder Foods,"),
        ("Sra. Montse Puig", "es", "Hola, Sra. Puig:", "Estimada Sra. Montse Puig:"),
        ("Pedro Ruiz", "es", "Hola, Pedro:", "Estimada/o Pedro Ruiz:"),
        ("Dra. Paula Reis", "pt", "Olá, Dra. Reis,", "Prezada Dra. Paula Reis,"),
    ],
)
def test_people_are_greeted_as_one_greets_people(name: str, language: Locale, mail: str, paper: str) -> None:
    for kind, greeting in (("email", mail), ("cover_letter", paper)):
        about = situation(language, kind)  # type: ignore[arg-type]
        brief = about.brief.model_copy(update={"recipient": Recipient(name=name, email="x@example.com")})
        assert compose(replace(about, brief=brief)).letter.paragraphs[0] == greeting


def test_what_a_turn_said_of_the_content_stands_as_a_gap() -> None:
    """It cannot be put into a sentence without guessing, and it must not be lost."""
    made = compose(situation("en", "email", "thank_you", told="we talked about the falls huddle"))

    assert "[put into your own sentence: we talked about the falls huddle]" in made.letter.paragraphs
    assert "placeholder" in {finding.rule for finding in made.findings}


def test_no_position_is_made_up_for_a_company() -> None:
    about = situation("en", "email", "introduction")
    made = compose(replace(about, job=None))

    assert "Calder Foods" not in made.letter.paragraphs[1]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_without_anything_known_there_are_only_gaps(language: Locale, kind: DeliverableKind) -> None:
    empty = Situation(kind, Brief(), language, "form", PERSON)

    made = compose(empty)

    assert placeholders(made.letter.text(kind)) or kind == "cover_letter"
    assert made.memories == []
    assert made.leaves == []


@pytest.mark.parametrize("story", load_stories("dev") + load_stories("heldout"), ids=lambda story: story.name)
def test_messages_and_packs_of_every_story_hold_together(story: Any) -> None:
    """Whatever people tell, however they tell it."""
    memories = [m for n, turn in enumerate(story.turns) for m in learned(turn, uuid5(TURN, str(n)))]
    said = {str(uuid5(TURN, str(n))): turn for n, turn in enumerate(story.turns)}
    rng = random.Random(story.name)
    job = job_of(rng.choice(CANDIDATES)["posting"])
    fit = find_fit(job.posting, said_once(memories), None)
    for kind in KINDS:
        recipient = Recipient(name="Mária O'Neill", company="Northwind", email="m@example.com")
        made = compose(
            Situation(
                kind,
                Brief(recipient=recipient, purpose="application"),
                story.language,
                "form",
                PERSON,
                memories,
                job,
                fit,
            )
        )
        assert len(made.letter.text(kind)) <= character_limit(kind, False)
        assert all(leaf.evidence for leaf in made.leaves)
    pack = compose_pack(PackSituation(story.language, memories, job, fit))
    told = [folded(text) for text in said.values()]
    told += [folded(claim.value) for memory in memories for claim in memory.claims.values()]
    for each in pack.pack.stories:
        for part in STORY_PARTS:
            for sentence in getattr(each, part).split(". "):
                assert any(folded(sentence).strip(" .") in text for text in told), sentence
    for leaf in pack.leaves:
        assert all(said[each.id][each.start : each.end].strip() for each in leaf.evidence)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_lying_model_gets_no_fabrication_into_a_message(language: Locale) -> None:
    """Each of the planted lies by itself, in the part of the message where a model would put it."""
    found = candidate(language)
    about = situation(language)
    passed: list[str] = []
    for lie in found["false"]:
        honest = {"subject": "", "opening": "", "proof": "", "ask": ""}
        async with scripted(answers(honest | {lie["where"]: lie["text"]})) as (ladder, _):
            made, _ = await write_with_model(ladder, about)
        if folded(lie["text"]) in folded(made.letter.text("email")):
            passed.append(lie["text"])

    assert passed == []


@pytest.mark.parametrize("language", LANGUAGES)
async def test_what_a_model_words_truthfully_is_kept(language: Locale) -> None:
    """A third of the true sentences at least; for the others the person's own words stand."""
    proofs = [each["text"] for each in candidate(language)["true"] if each["where"] == "proof"]
    kept = 0
    for proof in proofs:
        async with scripted(answers({"subject": "", "opening": "", "proof": proof, "ask": ""})) as (
            ladder,
            _,
        ):
            made, usage = await write_with_model(ladder, situation(language))
        if proof in made.letter.paragraphs:
            kept += 1
            number = made.letter.paragraphs.index(proof)
            leaf = next(leaf for leaf in made.leaves if leaf.pointer == f"/paragraphs/{number}")
            assert leaf.evidence
            assert usage.rung == "heavy"

    assert kept >= len(proofs) / 3, (kept, len(proofs))


@pytest.mark.parametrize(
    "draft",
    [
        {"opening": "I am a huge fan of your amazing work.", "proof": "", "ask": ""},
        {"opening": "", "proof": "", "ask": "Could we talk? And could you refer me? Or call me?"},
        {"opening": "word " * 300, "proof": "", "ask": ""},
        {"opening": "Hello [name], I am writing about {position}.", "proof": "", "ask": ""},
    ],
)
async def test_a_draft_against_the_rules_is_not_kept(draft: dict[str, str]) -> None:
    about = situation("en")
    async with scripted(answers({"subject": ""} | draft)) as (ladder, _):
        made, _ = await write_with_model(ladder, about)

    assert made.letter == compose(about).letter


async def test_without_an_answer_the_composed_message_stands() -> None:
    about = situation("es")
    async with scripted(fails(500)) as (ladder, _):
        made, usage = await write_with_model(ladder, about)

    assert made.letter == compose(about).letter
    assert usage.rung == "offline"


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_models_questions_come_from_a_line_that_stands_there(language: Locale) -> None:
    found = candidate(language)
    job = job_of(found["posting"])
    memories = learned(found["story"])
    fit = find_fit(job.posting, said_once(memories), None)
    about = PackSituation(language, memories, job, fit)
    line = fit[0].requirement.text
    real = {
        "text": f"«{line}»: ¿?" if language == "es" else f"How about this: {line}?",
        "why": "It stands there.",
        "about": line,
    }
    lies = [
        {"text": "What did you learn at Google?", "why": "It is in the CV.", "about": line},
        {"text": "How did you lead 4500 people?", "why": "It is in the CV.", "about": line},
        {
            "text": "Why is the moon made of cheese?",
            "why": "They ask it often.",
            "about": "The moon is made of cheese",
        },
    ]
    async with scripted(answers({"questions": [real, *lies]})) as (ladder, _):
        made, usage = await write_pack(ladder, about, PERSON)

    texts = [question.text for question in made.pack.questions]
    assert real["text"] in texts
    assert not [lie["text"] for lie in lies if lie["text"] in texts]
    assert usage.rung == "heavy"
    assert made.pack.stories == compose_pack(about).pack.stories, (
        "what the person would answer stays their own words"
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_question_of_a_pack_says_why_it_is_asked(language: Locale) -> None:
    found = candidate(language)
    job = job_of(found["posting"])
    memories = learned(found["story"])
    made = compose_pack(
        PackSituation(language, memories, job, find_fit(job.posting, said_once(memories), None))
    )

    pack = made.pack
    assert {question.round for question in pack.questions} == {
        "screening",
        "manager",
        "skills",
        "behaviour",
        "closing",
    }
    assert all(question.why and question.text for question in pack.questions)
    assert all(
        question.about in found["posting"] for question in pack.questions if question.source == "advert"
    )
    assert pack.stories
    assert pack.gaps
    assert pack.ask_them
    assert pack.checklist
    assert not placeholders(
        json.dumps([pack.ask_them, pack.checklist, [q.text for q in pack.questions]], ensure_ascii=False)
        .strip("[]")
        .replace("[", "")
        .replace("]", "")
    )
