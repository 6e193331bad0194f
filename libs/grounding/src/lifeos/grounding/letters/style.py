"""How a short message is written: our reading of "Alice's" rules. Short, specific, one proof, one ask, no flattery.

An error stands between the message and its approval; a warning is advice.
"""

import re
from collections.abc import Mapping

from lifeos.contracts.deliverable import Finding
from lifeos.contracts.letter import Letter, Problem, character_limit, problems
from lifeos.contracts.words import DeliverableKind, Locale
from lifeos.grounding.fold import folded
from lifeos.grounding.language import language_of
from lifeos.grounding.letters.flattery import FLATTERY

WORDS: Mapping[DeliverableKind, int] = {
    "linkedin_note": 60,
    "linkedin_message": 90,
    "email": 150,
    "follow_up": 90,
    "cover_letter": 320,
}
"""Most words that a message of a kind should have. Our reading; nobody measured it."""

_TEXTS: Mapping[str, Mapping[Locale, str]] = {
    "placeholder": {
        "en": "Fill in {}, or take it out.",
        "es": "Completa {}, o quítalo.",
        "pt": "Preencha {}, ou retire.",
    },
    "too_long": {
        "en": "It is too long to be sent: {} characters.",
        "es": "Es demasiado largo para enviarlo: {} caracteres.",
        "pt": "É longo demais para ser enviado: {} caracteres.",
    },
    "no_subject": {"en": "It has no subject.", "es": "No tiene asunto.", "pt": "Está sem assunto."},
    "no_address": {
        "en": "The recipient's e-mail address is missing.",
        "es": "Falta el correo de la persona destinataria.",
        "pt": "Falta o e-mail da pessoa destinatária.",
    },
    "empty": {"en": "It is empty.", "es": "Está vacío.", "pt": "Está vazio."},
    "many_words": {
        "en": "It has {} words; short messages get answers.",
        "es": "Tiene {} palabras; los mensajes cortos reciben respuesta.",
        "pt": "Tem {} palavras; mensagens curtas recebem resposta.",
    },
    "many_asks": {
        "en": "It asks {} things; one is enough.",
        "es": "Pide {} cosas; basta con una.",
        "pt": "Pede {} coisas; uma basta.",
    },
    "flattery": {
        "en": '"{}" flatters or says nothing; leave it out.',
        "es": '"{}" halaga o no dice nada; mejor quítalo.',
        "pt": '"{}" bajula ou não diz nada; melhor tirar.',
    },
    "language": {
        "en": "It is in another language than the recipient reads ({}).",
        "es": "Está en otro idioma que el que lee la persona destinataria ({}).",
        "pt": "Está em outro idioma que o que a pessoa destinatária lê ({}).",
    },
    "mixed": {
        "en": "Your own words in it are in another language; they were not translated.",
        "es": "Tus propias palabras están en otro idioma; no se tradujeron.",
        "pt": "As suas próprias palavras estão em outro idioma; não foram traduzidas.",
    },
}


def findings_of(kind: DeliverableKind, letter: Letter, language: Locale) -> list[Finding]:
    """Everything that the rules notice about a message, errors first."""
    errors = [_error(problem, kind, letter, language) for problem in problems(kind, letter)]
    return [*errors, *_advice(kind, letter, language)]


def _error(problem: Problem, kind: DeliverableKind, letter: Letter, language: Locale) -> Finding:
    detail = problem.detail
    if problem.rule == "too_long":
        detail = f"{len(letter.text(kind))} / {character_limit(kind, letter.premium)}"
    return Finding(rule=problem.rule, severity="error", text=_TEXTS[problem.rule][language].format(detail))


def _advice(kind: DeliverableKind, letter: Letter, language: Locale) -> list[Finding]:
    text = letter.text(kind)
    found: list[tuple[str, str]] = []
    if (count := len(text.split())) > WORDS[kind]:
        found.append(("many_words", str(count)))
    if (asked := len(re.findall(r"\?(?=\s|$)", text))) > 1:
        found.append(("many_asks", str(asked)))
    found += [("flattery", phrase) for phrase in flattery_in(text, language)]
    reads = letter.recipient.language
    if reads and reads != language:
        found.append(("language", reads))
    if any(_told_in_another(part, language) for part in letter.paragraphs):
        found.append(("mixed", ""))
    return [
        Finding(rule=rule, severity="warning", text=_TEXTS[rule][language].format(detail))
        for rule, detail in found
    ]


def flattery_in(text: str, language: Locale) -> list[str]:
    """Every flattering or empty phrase, as it is listed."""
    plain = folded(text)
    return [
        phrase
        for phrase in FLATTERY[language]
        if re.search(rf"(?<!\w){re.escape(folded(phrase))}(?!\w)", plain)
    ]


def _told_in_another(paragraph: str, language: Locale) -> bool:
    return len(paragraph.split()) >= 8 and language_of(paragraph, language) != language
