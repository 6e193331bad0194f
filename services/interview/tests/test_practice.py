"""What is said about a practised answer: the parts of a story, the length, one's own share, and what was taken back."""

from datetime import date
from uuid import NAMESPACE_URL, uuid5

import pytest

from lifeos.contracts.memory import Claim, Evidence, Memory
from lifeos.contracts.pack import PackQuestion
from lifeos.contracts.practice import Review
from lifeos.contracts.words import Locale, MemoryKind
from lifeos.interview.bank import bank
from lifeos.interview.practice import review
from lifeos.interview.stories import part_of

TURN = uuid5(NAMESPACE_URL, "turn")
TODAY = date(2026, 11, 25)
STORY = PackQuestion(round="behaviour", text="Tell me about it.", why="They want to know.", source="usual")
PLAIN = PackQuestion(round="screening", text="When could you start?", why="They plan.", source="usual")

WHOLE = {
    "en": (
        "When I came to Acme, customers were leaving every month and nobody knew why. I had to find out. I called 40 of them, I "
        "built a list of their reasons and I changed how we answer complaints. As a result churn fell by 12 percent in a year."
    ),
    "es": (
        "Cuando llegué a Acme, los clientes se iban cada mes y nadie sabía por qué. Tenía que averiguarlo. Llamé a 40, hice una lista de "
        "sus razones y cambié la forma de responder a los reclamos. Al final la pérdida bajó un 12 por ciento en un año."
    ),
    "pt": (
        "Quando cheguei na Acme, os clientes saíam todo mês e ninguém sabia por quê. Eu tinha que descobrir. Liguei para 40, fiz uma "
        "lista dos motivos e mudei a forma de responder às reclamações. No fim a perda caiu 12 por cento em um ano."
    ),
}


def memory(kind: MemoryKind, quote: str, **claims: str) -> Memory:
    evidence = [Evidence(source="message", id=str(TURN), start=0, end=len(quote))]
    return Memory(
        id=uuid5(TURN, quote), kind=kind, quote=quote, turn_id=TURN, session_id=TURN,
        claims={name: Claim(value=value, status="verbatim", evidence=evidence) for name, value in claims.items()},
    )  # fmt: skip


def rules(found: Review) -> list[str]:
    return [finding.rule for finding in found.findings]


@pytest.mark.parametrize("language", ["en", "es", "pt"])
def test_a_whole_story_is_seen_as_one(language: Locale) -> None:
    known = [memory("highlight", WHOLE[language], text=WHOLE[language])]

    found = review(WHOLE[language], STORY, language, known, [])

    assert found.told[:2] == ["situation", "task"]
    assert {"action", "result"} <= set(found.told)
    assert rules(found) == ["all_there", "good_length"]


@pytest.mark.parametrize(
    ("language", "answer"),
    [
        ("en", "I built a dashboard."),
        ("es", "Hice un tablero de ventas."),
        ("pt", "Fiz um painel de vendas."),
    ],
)
def test_a_bare_deed_lacks_its_frame(language: Locale, answer: str) -> None:
    found = review(answer, STORY, language, [], [])

    assert {"no_situation", "no_result", "too_short"} <= set(rules(found))
    assert "no_action" not in rules(found)


@pytest.mark.parametrize(
    ("language", "answer"),
    [
        ("en", "When our supplier failed in 2022, I found another one in 2 days and we lost no order."),
        ("es", "Cuando falló nuestro proveedor, encontré otro en 2 días y no perdimos ningún pedido."),
        ("pt", "Quando o nosso fornecedor falhou, achei outro em 2 dias e não perdemos nenhum pedido."),
    ],
)
def test_a_story_in_one_sentence_has_its_parts(language: Locale, answer: str) -> None:
    found = review(answer, STORY, language, [], [])

    assert found.told == ["situation", "action", "result"]


@pytest.mark.parametrize(
    ("language", "answer"),
    [
        ("en", "I am very motivated and I like people, that is what drives me every day in what I do."),
        ("es", "Soy muy motivado y me gusta la gente, eso es lo que me mueve cada día en el trabajo."),
        ("pt", "Sou muito motivado e gosto de gente, é isso que me move todos os dias no trabalho."),
    ],
)
def test_praise_of_oneself_is_no_story(language: Locale, answer: str) -> None:
    found = review(answer, STORY, language, [], [])

    assert found.told == []


def test_a_plain_question_wants_no_story() -> None:
    found = review(
        "I can start in January, after four weeks of notice that I have to give.", PLAIN, "en", [], []
    )

    assert rules(found) == []


def test_too_many_words_are_counted() -> None:
    found = review("I built it and it worked well for all of us. " * 40, STORY, "en", [], [])

    assert "too_long" in rules(found)
    assert str(found.words) in next(f.text for f in found.findings if f.rule == "too_long")


@pytest.mark.parametrize(
    ("language", "answer"),
    [
        (
            "en",
            "We had a problem. We built a tool, our team tested it, and we cut our costs by 10 percent in the end.",
        ),
        (
            "es",
            "Teníamos un problema. Construimos una herramienta, nuestro equipo la probó y bajamos nuestros costos un 10 por ciento.",
        ),
        (
            "pt",
            "Nós tínhamos um problema. Construímos uma ferramenta, nosso time testou e nós reduzimos nossos custos em 10 por cento.",
        ),
    ],
)
def test_whoever_says_we_all_the_time_is_asked_for_their_own_part(language: Locale, answer: str) -> None:
    assert "we_not_i" in rules(review(answer, STORY, language, [], []))


def test_what_was_taken_back_is_never_coached() -> None:
    back = memory("highlight", "I led a team of 12 nurses", text="I led a team of 12 nurses")
    stands = memory("job", "I worked as a nurse at Hospital La Paz", name="Hospital La Paz", position="nurse")

    found = review(
        "At Hospital La Paz I led a team of 12 nurses, and waiting fell.", STORY, "en", [stands], [back]
    )

    assert found.retracted == ["I led a team of 12 nurses"]
    errors = [finding for finding in found.findings if finding.severity == "error"]
    assert [finding.rule for finding in errors] == ["retracted"]
    assert "12 nurses" in errors[0].text


def test_what_still_stands_elsewhere_is_not_called_taken_back() -> None:
    quote = "I led a team of 12 nurses"
    again = memory("highlight", f"Yes, {quote}", text=quote)

    found = review(f"{quote}.", STORY, "en", [again], [memory("highlight", quote, text=quote)])

    assert found.retracted == []


def test_new_claims_are_asked_about_and_not_believed() -> None:
    known = memory("highlight", "I cut waiting times by 20%", text="I cut waiting times by 20%")

    found = review(
        "I cut waiting times by 20%. I also saved 300,000 dollars at Globex.", STORY, "en", [known], []
    )

    assert found.new == ["I also saved 300,000 dollars at Globex"]
    assert "not_said_before" in rules(found)


@pytest.mark.parametrize(
    ("language", "before", "now"),
    [
        (
            "en",
            "At Acme I cut customer churn by 12%",
            "I was the analyst. At Acme I cut customer churn by 21%.",
        ),
        ("es", "En Acme bajé la pérdida de clientes un 12%", "En Acme bajé la pérdida de clientes un 21%."),
        ("pt", "Na Acme reduzi a perda de clientes em 12%", "Na Acme reduzi a perda de clientes em 21%."),
    ],
)
def test_what_does_not_agree_with_what_was_told_is_said_first_and_is_nothing_new(
    language: Locale, before: str, now: str
) -> None:
    found = review(now, STORY, language, [memory("highlight", before, text=before)], [])

    assert rules(found)[0] == "told_otherwise"
    assert before in found.findings[0].text
    assert found.new == [], "a slip of the tongue is not offered for the CV"


ASKED = {
    "en": (
        "Experience with SQL",
        "I love working with people and I always try to do my best for the whole team.",
    ),
    "es": (
        "Manejo de SQL",
        "Me encanta trabajar con gente y siempre intento dar lo mejor de mí para todo el equipo.",
    ),
    "pt": (
        "Domínio de SQL",
        "Eu adoro trabalhar com gente e sempre tento dar o melhor de mim para toda a equipe.",
    ),
}


@pytest.mark.parametrize("language", list(ASKED))
def test_an_answer_without_a_word_of_what_was_asked_misses_the_question(language: Locale) -> None:
    about, answer = ASKED[language]
    asked = PackQuestion(round="skills", text="?", why="!", source="advert", about=about)

    assert "off_the_question" in rules(review(answer, asked, language, [], []))
    assert "off_the_question" not in rules(review(f"{answer} SQL.", asked, language, [], []))
    assert "off_the_question" not in rules(review("No.", asked, language, [], []))
    assert "off_the_question" not in rules(review(answer, STORY, language, [], []))


def test_an_advert_in_another_language_is_not_held_against_the_answer() -> None:
    about = "Experiencia en atención al cliente y manejo de la caja"
    asked = PackQuestion(round="skills", text="?", why="!", source="advert", about=about)

    assert "off_the_question" not in rules(review(ASKED["en"][1], asked, "en", [], []))


def test_the_same_story_twice_is_noticed() -> None:
    job = memory("job", "I worked at Acme", name="Acme")
    told = WHOLE["en"]
    result = memory("highlight", told, text=told).model_copy(update={"about": job.id})

    first = review(told, STORY, "en", [job, result], [])
    second = review(told, STORY, "en", [job, result], [], [first.story] if first.story else [])

    assert first.story == result.id
    assert "uses_story_again" in rules(second)


@pytest.mark.parametrize("language", ["en", "es", "pt"])
def test_noise_is_answered_too(language: Locale) -> None:
    for noise in ("?!", "🙂" * 50, "a" * 20_000, "\n\n\n.", "1 2 3 4 5"):
        assert review(noise, STORY, language, [], []).findings


def test_the_bank_says_the_same_things_in_every_language() -> None:
    """Same keys, same numbers of sentences, same gaps to fill."""
    shapes = [shape(bank(language)) for language in ("en", "es", "pt")]

    assert shapes[0] == shapes[1] == shapes[2]


def shape(value: object) -> object:
    if isinstance(value, dict):
        return {key: shape(item) if key != "cues" else sorted(item) for key, item in value.items()}
    if isinstance(value, list):
        return [shape(item) for item in value]
    return sorted(part.split("}")[0] for part in str(value).split("{")[1:])


@pytest.mark.parametrize(
    ("language", "sentence", "part"),
    [
        ("en", "I had to find out why", "task"),
        ("en", "As a result it fell by half", "result"),
        ("en", "Next time I would ask earlier", "reflection"),
        ("es", "Mi tarea era averiguarlo", "task"),
        ("es", "Aprendí a preguntar antes", "reflection"),
        ("pt", "O objetivo era reduzir a perda", "task"),
        ("pt", "Liderei a mudança", "action"),
        ("en", "Blue is a nice colour", None),
    ],
)
def test_a_sentence_is_sorted_by_its_cues(language: Locale, sentence: str, part: str | None) -> None:
    assert part_of(sentence, language) == part
