"""What people say to the machine is no fact; what they take back, correct or list is read as that."""

from datetime import date
from uuid import uuid4

import pytest

from lifeos.contracts.memory import Memory, Question
from lifeos.cv.composing import compose, questions
from lifeos.cv.drafts import borne_out
from lifeos.cv.learner import standing_after
from lifeos.cv.learning import Learned, learn


def hear(text: str, known: list[Memory] | None = None, slot: str = "") -> Learned:
    pending = Question(slot=slot, text="?") if slot else None
    return learn(
        text, turn_id=uuid4(), session_id=uuid4(), known=known or [], pending=pending, today=date(2026, 11, 22)
    )  # fmt: skip


def told(*texts: str) -> list[Memory]:
    """What stands after these turns."""
    known: list[Memory] = []
    for text in texts:
        known = standing_after(known, hear(text, known).facts)
    return known


def jobs(known: list[Memory]) -> list[tuple[str, ...]]:
    fields = ("name", "startDate", "endDate")
    return [
        tuple(memory.claims[field].value if field in memory.claims else "" for field in fields)
        for memory in known
        if memory.kind == "job"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Please make my CV.",
        "thanks, bye",
        "tell me a joke",
        "I dunno man, you ask a lot of questions",
        "Can I talk to Mariana",
        "What can you do?",
        "¿Qué opinas del Valencia CF?",
        "ponme con Mariana",
        "borra todo lo que sabes de mí",
        "gracias, hasta luego",
        "quero falar com os dois",
        "apaga tudo",
        "O que você sabe de mim?",
    ],
)
def test_a_remark_is_no_fact(text: str) -> None:
    assert hear(text).facts == []


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("I ran a team of eight people and I need a CV", "I ran a team of eight people"),
        ("tengo ocho personas a mi cargo y pues necesito un currículum", "tengo ocho personas a mi cargo"),
        ("cuido de oito pessoas e preciso de um currículo novo", "cuido de oito pessoas"),
    ],
)
def test_a_wish_behind_a_statement_is_left_out_of_it(text: str, kept: str) -> None:
    assert [claim.value for fact in hear(text).facts for claim in fact.claims.values()] == [kept]


@pytest.mark.parametrize(
    ("first", "then", "expected"),
    [
        ("I was a teacher at St. Mary's from 2015 to July 2021.", "I made a mistake, I left St. Mary's in June 2021",
         ("St. Mary's", "2015", "2021-06")),
        ("I was an engineer at Arup from September 2013 to February 2018.",
         "Sorry, I left Arup in January 2018, not February.", ("Arup", "2013-09", "2018-01")),
        ("Trabajé como contable en Mercadona de 2015 a mayo de 2019.",
         "Perdona, en Mercadona terminé en abril de 2019, no en mayo.", ("Mercadona", "2015", "2019-04")),
        ("Trabalhei na Lápis Raro como designer de janeiro de 2017 a dezembro de 2018.",
         "Na verdade saí da Lápis Raro em dezembro de 2019.", ("Lápis Raro", "2017-01", "2019-12")),
    ],
)  # fmt: skip
def test_a_correction_changes_one_date_and_leaves_no_result_behind(
    first: str, then: str, expected: tuple[str, ...]
) -> None:
    known = told(first, then)

    assert jobs(known) == [expected]
    assert [memory.kind for memory in known] == ["job"]
    document = borne_out(compose(known, "en"), known, "en").document
    assert (document["work"][0]["startDate"], document["work"][0]["endDate"]) == expected[1:]


@pytest.mark.parametrize(
    ("first", "then"),
    [
        (
            "I worked at Costa as a barista from 2019 to 2021.",
            "Actually I never worked at Costa, delete that",
        ),
        ("I worked at Costa as a barista from 2019 to 2021.", "No, Costa is not an employer"),
        ("Trabajé en Costa como camarera de 2019 a 2021.", "nunca trabajé en Costa"),
        ("Trabajé en Costa como camarera de 2019 a 2021.", "quita Costa, por favor"),
        ("Trabalhei na Costa como garçom de 2019 a 2021.", "tira a Costa do currículo"),
        ("I speak French.", "please remove the French"),
    ],
)
def test_what_is_said_not_to_be_so_is_taken_out_and_named(first: str, then: str) -> None:
    known = told(first)

    learned = hear(then, known)

    assert [fact.kind for fact in standing_after(known, learned.facts)] == ["other"]
    assert [change.after for change in learned.changes] == [""]


def test_telling_what_it_was_instead_takes_nothing_out() -> None:
    known = told("I worked at Costa as a barista from 2019 to 2021.")
    assert (
        jobs(standing_after(known, hear("I never worked at Costa in 2021, it was 2020", known).facts)) != []
    )


@pytest.mark.parametrize("slot", ["", "name", "email", "phone"])
def test_a_list_of_jobs_that_nobody_asked_for_renames_nobody(slot: str) -> None:
    known = told("My name is Deshawn Carter.")
    text = "Swift Transportation, long haul driver, from 2011 to 2016\nWerner Enterprises, driver trainer, 2016 - 2020"

    stand = standing_after(known, hear(text, known, slot).facts)

    assert [memory.claims["value"].value for memory in stand if memory.kind == "name"] == ["Deshawn Carter"]
    assert [name for name, *_ in jobs(stand)] == ["Swift Transportation", "Werner Enterprises"]


@pytest.mark.parametrize(
    ("text", "slot"),
    [("I was a chef", "name"), ("fui cocinero", "name"), ("at Chapter One in Dublin, 2015-2019", "phone")],
)
def test_an_answer_to_another_question_does_not_fill_a_contact(text: str, slot: str) -> None:
    assert not [fact for fact in hear(text, slot=slot).facts if fact.kind == slot]


def test_talk_is_no_list_even_when_a_list_was_asked_for() -> None:
    known = told("I worked at Swift from 2012 to 2016 as a driver.")
    text = "uh no not mike he aint in it haha. and its not swift from twenty twelve its twenty eleven"
    assert jobs(standing_after(known, hear(text, known, "jobs").facts)) == [("Swift", "2012", "2016")]


def test_an_address_that_was_spelled_is_asked_for_again_and_not_guessed() -> None:
    facts = hear("my email is d carter eighty eight at gmail dot com", slot="email").facts
    assert [fact.kind for fact in facts] == ["other"]


WAYFAIR = "I worked at Wayfair as a data engineer from 2018 to 2020"


@pytest.mark.parametrize(
    ("first", "reply", "expected"),
    [
        (WAYFAIR, "it was 2019 to 2020, sorry", [("Wayfair", "2019", "2020")]),
        (WAYFAIR, "no, Wayfair was 2019 to 2020", [("Wayfair", "2019", "2020")]),
        (WAYFAIR, "yes but also Deloitte, analyst, 2016 to 2018",
         [("Wayfair", "2018", "2020"), ("Deloitte", "2016", "2018")]),
        (WAYFAIR, "Before: Data Engineer @ Netlify, 2016–2018", [("Wayfair", "2018", "2020"), ("Netlify", "2016", "2018")]),
        ("Trabajé en Repsol de 2015 a 2018.", "Lo de Repsol fue de 2016 a 2018, corrija por favor", [("Repsol", "2016", "2018")]),
        ("Trabajé en Repsol de 2015 a 2018.", "También Cepsa, operario, 2010 - 2014",
         [("Repsol", "2015", "2018"), ("Cepsa", "2010", "2014")]),
        ("Trabalhei no Boi Gordo de 2010 a 2015.", "errei, no Boi Gordo foi de 2011 a 2015", [("Boi Gordo", "2011", "2015")]),
        ("I've been at Hargreaves & Stone LLP since Sept 2023",
         "Actually I started at Hargreaves in October 2023, not September", [("Hargreaves & Stone LLP", "2023-10", "present")]),
    ],
)  # fmt: skip
def test_a_reply_to_the_second_look_corrects_or_adds_and_takes_nothing_else_out(
    first: str, reply: str, expected: list[tuple[str, ...]]
) -> None:
    known = told(first)
    pending = Question(slot="jobs", text="?", choices=["Yes, that is all"])
    learned = learn(
        reply, turn_id=uuid4(), session_id=uuid4(), known=known, pending=pending, today=date(2026, 11, 22)
    )  # fmt: skip
    assert sorted(jobs(standing_after(known, learned.facts))) == sorted(expected)


@pytest.mark.parametrize(
    ("first", "then"),
    [(WAYFAIR, "I never worked there"), ("Trabajé en Repsol de 2015 a 2018.", "quita eso"),
     ("My phone is 07700 900123", "remove my phone number"), ("soy Ana Ruiz, ana@x.com", "quita el correo")],
)  # fmt: skip
def test_what_is_pointed_at_is_taken_out_when_it_can_only_be_one(first: str, then: str) -> None:
    known = told(first)
    after = standing_after(known, hear(then, known).facts)
    assert [memory.kind for memory in after].count("other") == 1
    assert len(after) == len(known)


def test_of_several_jobs_nobody_can_tell_which_one_is_pointed_at() -> None:
    known = told(WAYFAIR, "I worked at Deloitte as an analyst from 2016 to 2018")
    assert len(jobs(standing_after(known, hear("I never worked there", known).facts))) == 2


@pytest.mark.parametrize(
    "text",
    [
        "trabajo en el Hotel Meliá desde 2017. Antes estuve en el hostal El Rincón de 2013 a 2016.",
        "trabajé en Repsol de 2015 a 2018 y en Cepsa de 2010 a 2014",
    ],
)
def test_another_job_is_never_a_result_of_the_one_before(text: str) -> None:
    known = told(text)
    assert not [memory for memory in known if memory.kind == "highlight"]
    assert questions(known, "es")[0].slot == "jobs"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("T Clarke, electrician, 2018 - 2022\nself employed, 2022 - now", [("T Clarke", "2018", "2022"), ("", "2022", "present")]),
        ("Ejército Mexicano, Coronel, 1985 - 2020\nConsultor independiente, 2021 - actualidad",
         [("Ejército Mexicano", "1985", "2020"), ("", "2021", "present")]),
        ("Nando's, chef, 2018 - 2022", [("Nando's", "2018", "2022")]),
    ],
)  # fmt: skip
def test_lines_of_jobs_are_jobs_and_nobodys_name(text: str, expected: list[tuple[str, ...]]) -> None:
    known = told(text)
    assert jobs(known) == expected
    assert not [memory for memory in known if memory.kind == "name"]


def test_contacts_beside_the_name_that_was_asked_for_are_kept() -> None:
    facts = hear("I'm Ann Lee, ann@x.com, 07700 900123, I live in Leeds", slot="name").facts
    assert {fact.kind for fact in facts} == {"name", "email", "phone", "location"}


@pytest.mark.parametrize(
    ("text", "slot"),
    [("LPC, BPP University, 2020", "job.position"), ("estudié hasta la secundaria en Lima", "location")],
)
def test_studies_answer_no_other_question(text: str, slot: str) -> None:
    assert not [fact for fact in hear(text, slot=slot).facts if fact.kind in (slot, slot.split(".")[0])]


def test_scraps_of_a_sentence_and_other_people_are_no_results() -> None:
    known = told(
        "I worked at Lusicode as a programmer from 2010 to 2014, in Braga. I built the payroll export.",
        "My brother works at Farfetch and tried to hire me in 2019, but I said no.",
    )
    results = [memory.claims["text"].value for memory in known if memory.kind == "highlight"]
    assert results == ["I built the payroll export"]


@pytest.mark.parametrize(
    ("text", "skills"),
    [
        (
            "SQL, Python (pandas, scikit-learn), A/B testing",
            ["SQL", "Python", "pandas", "scikit-learn", "A/B testing"],
        ),
        ("HTML/CSS; LIMS (LabWare)", ["HTML", "CSS", "LIMS", "LabWare"]),
    ],
)
def test_brackets_and_slashes_in_a_list_of_skills(text: str, skills: list[str]) -> None:
    facts = hear(text, slot="skills").facts
    assert [fact.claims["name"].value for fact in facts if fact.kind == "skill"] == skills


@pytest.mark.parametrize(
    "then",
    [
        "Actually I was also at Acme as a cook from 2010 to 2012.",
        "sorry for the delay, I worked at Acme from 2010 to 2012",
        "No, before that I worked at Acme from 2010 to 2012.",
    ],
)
def test_another_job_corrects_none(then: str) -> None:
    known = told(WAYFAIR)
    assert ("Wayfair", "2018", "2020") in jobs(standing_after(known, hear(then, known, "jobs").facts))


@pytest.mark.parametrize(
    ("first", "then"),
    [
        (WAYFAIR, "I cut costs at Wayfair by a fifth."),
        (WAYFAIR, "I had to remove duplicates from the Wayfair catalogue every night."),
        (WAYFAIR, "At Wayfair I would drop tables and erase logs."),
        ("Trabajé en Repsol de 2015 a 2018.", "En Repsol saqué el título de operador y quité los retrasos."),
        (
            "Trabalhei na Lápis Raro de 2017 a 2018.",
            "Na Lápis Raro tirei os atrasos do mês e apaguei incêndios.",
        ),
    ],
)
def test_work_that_sounds_like_an_order_takes_nothing_out(first: str, then: str) -> None:
    known = told(first)
    learned = hear(then, known)
    assert learned.changes == []
    assert len(jobs(standing_after(known, learned.facts))) == 1


@pytest.mark.parametrize(
    ("first", "then", "expected"),
    [
        ("Trabalhei na Lápis Raro de 2017 a 2018.", "na verdade morei em Lisboa de 2010 a 2012", ("Lápis Raro", "2017", "2018")),
        (WAYFAIR, "sorry, I was at home with my kids from 2012 to 2014", ("Wayfair", "2018", "2020")),
        (WAYFAIR, "no, I did a course from 2020 to 2021 at CodeClan", ("Wayfair", "2018", "2020")),
    ],
)  # fmt: skip
def test_dates_of_something_else_correct_no_job(first: str, then: str, expected: tuple[str, ...]) -> None:
    known = told(first)
    assert expected in jobs(standing_after(known, hear(then, known).facts))


@pytest.mark.parametrize(
    "text",
    [
        "Thanks, I led the night shift of the whole ward",
        "You know I managed the kitchen of the hotel",
        "gracias, coordiné al equipo de noche",
        "obrigada, coordenei a equipa da noite",
    ],
)
def test_what_is_said_behind_a_courtesy_is_kept(text: str) -> None:
    assert hear(text).facts


@pytest.mark.parametrize(
    "text",
    [
        "¿me puedes hacer un correo para el hospital Quirónsalud? rrhh@quironsalud.example",
        "Write to julia.hart@ivy.example and ask when I'd hear back",
        "Actually my colleague's name is Ben and his email is ben@copper.example, he can give a reference",
        "The ad says to apply to jobs@bloom.example",
        "mi jefa es Rocío, su correo es rocio@macarena.example",
        "manda um e-mail para vagas@empresa.example",
    ],
)
def test_somebody_elses_address_is_not_the_persons(text: str) -> None:
    assert [fact for fact in hear(text).facts if fact.kind == "email"] == []


@pytest.mark.parametrize(
    "text",
    [
        "my email is ana@example.com",
        "Write to me at ana@example.com",
        "Email: ana@example.com",
        "ana@example.com",
        "mi correo es ana@example.com",
        "meu e-mail é ana@example.com",
    ],
)
def test_the_persons_own_address_is_learned(text: str) -> None:
    assert [fact.claims["value"].value for fact in hear(text).facts if fact.kind == "email"] == [
        "ana@example.com"
    ]


@pytest.mark.parametrize(
    ("slot", "text"),
    [
        ("name", "sí, está bien"),
        ("name", "yes, that's right"),
        ("location", "prepara entrevista"),
        ("location", "cover letter please"),
        ("job.position", "y ahora otro para darle las gracias por la reunión"),
        ("target", "write a message to Ann"),
        ("target", "quero um bilhete pro gestor da vaga"),
    ],
)
def test_a_wish_or_a_yes_fills_no_slot(slot: str, text: str) -> None:
    kinds = {fact.kind for fact in hear(text, slot=slot).facts}

    assert kinds <= {"other"}


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ("I am a cook at Bella Italia since May 2018.", "i never worked nights at Bella Italia"),
        ("I am a cook at Bella Italia since May 2018.", "I never worked at Bella Italia nights"),
        ("Soy cocinera en Robles desde 2018.", "nunca trabajé de noche en Robles"),
        ("Sou cozinheira na Robles desde 2018.", "nunca trabalhei de noite na Robles"),
    ],
)  # fmt: skip
def test_a_denial_about_the_work_does_not_take_the_job_away(first: str, then: str) -> None:
    known = told(first)
    after = standing_after(known, hear(then, known).facts)

    assert [memory.kind for memory in after].count("job") == 1
