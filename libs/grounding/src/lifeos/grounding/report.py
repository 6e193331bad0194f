"""The checker's findings in the person's language: why a value is not supported, and what to ask."""

from collections.abc import Mapping

from lifeos.contracts.deliverable import Leaf
from lifeos.contracts.words import Locale
from lifeos.grounding.pointers import FieldKind, kind_of
from lifeos.grounding.tables import TABLES

UNCOVERED: tuple[str, ...] = (
    'A verb made stronger by a word that is not in the lists ("attended" turned into "shaped") passes when '
    "the other words are covered.",
    "A name at the very start of a sentence counts as an ordinary word unless it is an acronym.",
    "One, un, una, um and uma are not counted as numbers in a claim.",
    "A true number may move to another sentence of the same job when the same noun stands near both.",
    "A negated sentence told as its opposite passes when the negation is not right before the copied words.",
    "A claim in another language than the words is unsupported, save names, dates, levels and contacts.",
    "Who did it is not checked: what a team did may be told as what one person did.",
    "Irony, hypothetical speech and quoted speech are read as plain statements.",
    "A word of the same stem but another sense counts as covered.",
    "A place named for another reason (a route, a customer's city) counts as a place of the person.",
    "A country code or a reformatted trunk zero that was not said makes a phone number unsupported.",
)
"""Holes that are known and that no rule covers."""

_REASONS: Mapping[str, Mapping[Locale, str]] = {
    "name_not_said": {
        "en": "You did not mention {}.",
        "es": "No mencionaste {}.",
        "pt": "Você não mencionou {}.",
    },
    "not_own": {
        "en": "You mentioned {}, but not as something of your own.",
        "es": "Mencionaste {}, pero no como algo tuyo.",
        "pt": "Você mencionou {}, mas não como algo seu.",
    },
    "certificate_not_said": {
        "en": "You did not say that you have {}.",
        "es": "No dijiste que tengas {}.",
        "pt": "Você não disse que tem {}.",
    },
    "skill_not_said": {
        "en": "You did not say that you can do {}.",
        "es": "No dijiste que sepas {}.",
        "pt": "Você não disse que sabe {}.",
    },
    "language_not_said": {
        "en": "You did not say that you speak {}.",
        "es": "No dijiste que hables {}.",
        "pt": "Você não disse que fala {}.",
    },
    "place_not_said": {
        "en": "You did not name the place {}.",
        "es": "No nombraste el lugar {}.",
        "pt": "Você não citou o lugar {}.",
    },
    "contact_not_said": {
        "en": "You did not give {} exactly like this.",
        "es": "No diste {} exactamente así.",
        "pt": "Você não informou {} exatamente assim.",
    },
    "date_not_said": {
        "en": "You did not say the date {} for this.",
        "es": "No dijiste la fecha {} para esto.",
        "pt": "Você não disse a data {} para isto.",
    },
    "date_other_end": {
        "en": "You gave {} as the other end of this period.",
        "es": "Diste {} como el otro extremo de este periodo.",
        "pt": "Você deu {} como o outro extremo deste período.",
    },
    "present_not_said": {
        "en": "You did not say that this still goes on.",
        "es": "No dijiste que esto continúe hoy.",
        "pt": "Você não disse que isto continua hoje.",
    },
    "degree_not_said": {
        "en": "You did not say that you hold {}.",
        "es": "No dijiste que tengas {}.",
        "pt": "Você não disse que tem {}.",
    },
    "degree_unfinished": {
        "en": "You said that you did not finish {}.",
        "es": "Dijiste que no terminaste {}.",
        "pt": "Você disse que não terminou {}.",
    },
    "title_not_said": {
        "en": "You did not use {} for this position.",
        "es": "No usaste {} para este puesto.",
        "pt": "Você não usou {} para este cargo.",
    },
    "title_not_own": {
        "en": "You did not say that {} was your own position.",
        "es": "No dijiste que {} fuera tu propio puesto.",
        "pt": "Você não disse que {} era o seu próprio cargo.",
    },
    "level_not_said": {
        "en": "You did not say that your level is {}.",
        "es": "No dijiste que tu nivel sea {}.",
        "pt": "Você não disse que o seu nível é {}.",
    },
    "number_not_said": {
        "en": "You did not say the number {}.",
        "es": "No dijiste el número {}.",
        "pt": "Você não disse o número {}.",
    },
    "unit_not_said": {
        "en": "You said the number {}, but about something else.",
        "es": "Dijiste el número {}, pero sobre otra cosa.",
        "pt": "Você disse o número {}, mas sobre outra coisa.",
    },
    "period_not_said": {
        "en": 'You did not say "{}".',
        "es": 'No dijiste "{}".',
        "pt": 'Você não disse "{}".',
    },
    "verb_stronger": {
        "en": 'You did not say "{}", only that you took part.',
        "es": 'No dijiste "{}", solo que participaste.',
        "pt": 'Você não disse "{}", só que participou.',
    },
    "praise_not_said": {
        "en": 'You did not say "{}" about yourself.',
        "es": 'No dijiste "{}" de ti.',
        "pt": 'Você não disse "{}" sobre si.',
    },
    "direction_turned": {
        "en": 'You said the opposite of "{}".',
        "es": 'Dijiste lo contrario de "{}".',
        "pt": 'Você disse o contrário de "{}".',
    },
    "not_said": {
        "en": "This is not in what you told me.",
        "es": "Esto no está en lo que me contaste.",
        "pt": "Isto não está no que você me contou.",
    },
}

_QUESTIONS: Mapping[FieldKind, Mapping[Locale, str]] = {
    "name": {"en": "your name is {}", "es": "te llamas {}", "pt": "você se chama {}"},
    "employer": {"en": "you worked at {}", "es": "trabajaste en {}", "pt": "você trabalhou em {}"},
    "institution": {"en": "it was at {}", "es": "fue en {}", "pt": "foi em {}"},
    "date": {"en": "this began in {}", "es": "esto empezó en {}", "pt": "isto começou em {}"},
    "end_date": {"en": "this ended in {}", "es": "esto terminó en {}", "pt": "isto terminou em {}"},
    "email": {"en": "your e-mail is {}", "es": "tu correo es {}", "pt": "o seu e-mail é {}"},
    "phone": {"en": "your phone is {}", "es": "tu teléfono es {}", "pt": "o seu telefone é {}"},
    "url": {"en": "your page is {}", "es": "tu página es {}", "pt": "a sua página é {}"},
    "location": {"en": "the place is {}", "es": "el lugar es {}", "pt": "o lugar é {}"},
    "skill": {"en": "you know {}", "es": "sabes {}", "pt": "você sabe {}"},
    "language": {"en": "you speak {}", "es": "hablas {}", "pt": "você fala {}"},
    "fluency": {"en": "your level is {}", "es": "tu nivel es {}", "pt": "o seu nível é {}"},
    "degree": {"en": "you studied {}", "es": "estudiaste {}", "pt": "você estudou {}"},
    "title": {"en": "your position was {}", "es": "tu puesto era {}", "pt": "o seu cargo era {}"},
    "label": {"en": "you are {}", "es": "eres {}", "pt": "você é {}"},
    "certificate": {"en": "you have {}", "es": "tienes {}", "pt": "você tem {}"},
    "number": {"en": "the figure is {}", "es": "la cifra es {}", "pt": "o número é {}"},
    "summary": {"en": 'this holds: "{}"', "es": 'se cumple esto: "{}"', "pt": 'isto vale: "{}"'},
    "text": {"en": 'this holds: "{}"', "es": 'se cumple esto: "{}"', "pt": 'isto vale: "{}"'},
}

_FRAMES: Mapping[Locale, str] = {
    "en": "Is it true that {}?",
    "es": "¿Es cierto que {}?",
    "pt": "É verdade que {}?",
}
_STILL: Mapping[Locale, str] = {
    "en": "this still goes on",
    "es": "esto continúa hoy",
    "pt": "isto continua hoje",
}
_HAPPENED: Mapping[Locale, str] = {"en": "this was in {}", "es": "esto fue en {}", "pt": "isto foi em {}"}


def plain_reason(leaf: Leaf, language: Locale) -> str:
    """Why a leaf is not supported, as one sentence to the person; empty when it is supported."""
    if leaf.status != "unsupported":
        return ""
    code, _, detail = (leaf.reason or "not_said").partition(": ")
    sentence = _REASONS.get(code, _REASONS["not_said"])[language]
    return sentence.format(_shortened(said_date(detail, language)))


def question_for(pointer: str, value: str, language: Locale) -> str:
    """Ask the person whether a value is true."""
    kind = kind_of(pointer)
    clause = _QUESTIONS[kind][language]
    if kind == "end_date" and value == "present":
        clause = _STILL[language]
    elif kind == "date" and not pointer.endswith("/startDate"):
        clause = _HAPPENED[language]
    elif pointer.startswith("/volunteer/") and kind == "employer":
        clause = _QUESTIONS["institution"][language]
    return _FRAMES[language].format(clause.format(said_date(value.strip().rstrip("."), language)))


def said_date(value: str, language: Locale) -> str:
    """An ISO date as people say it (`2016-03` is "March 2016"); any other text as it is."""
    year, _, rest = value.partition("-")
    month = rest[:2]
    if not (len(year) == 4 and year.isdigit() and len(rest) in (2, 5) and month.isdigit()):
        return value
    names = {
        number: name
        for name, number in reversed(list(TABLES[language].months.items()))
        if len(name) > 3 or name == "may"
    }
    name = _MONTH_SPELLING.get(names.get(int(month), ""), names.get(int(month), month))
    if language == "en":
        return f"{name.capitalize()} {year}"
    return f"{name} de {year}"


_MONTH_SPELLING: Mapping[str, str] = {"marco": "março"}


def _shortened(text: str, longest: int = 120) -> str:
    return text if len(text) <= longest else text[:longest].rsplit(" ", 1)[0] + "…"
