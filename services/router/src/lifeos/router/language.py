"""Which of the three languages a text is in, by its commonest words."""

import re

from lifeos.contracts.words import Locale

COMMON: dict[Locale, frozenset[str]] = {
    "en": frozenset(
        ["the", "and", "i", "my", "is", "was", "at", "in", "of", "to", "for", "from", "with", "a", "an", "it", "you", "me", "make", "please", "what", "how", "do", "are", "have", "this", "that", "on", "worked", "work", "as", "we", "they", "can", "want", "need", "hello", "hi", "thanks", "yes", "not", "don't", "since", "until", "years"]
    ),
    "es": frozenset(
        ["el", "la", "los", "las", "y", "yo", "mi", "es", "fue", "en", "de", "del", "para", "por", "con", "un", "una", "que", "me", "hazme", "hola", "gracias", "sí", "si", "no", "soy", "estoy", "trabajé", "trabajo", "trabajaba", "desde", "hasta", "años", "como", "qué", "cómo", "quiero", "necesito", "puedes", "tengo", "era", "ahora", "pero", "currículum"]
    ),
    "pt": frozenset(
        ["o", "a", "os", "as", "e", "eu", "meu", "minha", "é", "foi", "em", "no", "na", "de", "do", "da", "dos", "das", "para", "por", "com", "um", "uma", "que", "me", "faz", "olá", "oi", "obrigado", "obrigada", "sim", "não", "nao", "sou", "estou", "trabalhei", "trabalho", "trabalhava", "desde", "até", "anos", "como", "quero", "preciso", "você", "tenho", "era", "agora", "mas", "currículo", "faça"]
    ),
}
ONLY: dict[Locale, re.Pattern[str]] = {
    "en": re.compile(r"\b(th|wh)\w+|\b\w+ing\b"),
    "es": re.compile(r"[ñ¿¡]|\b\w+ción\b|\b\w+(é|ó)\b"),
    "pt": re.compile(r"[ãõç]|\b\w+ção\b|\b\w+ei\b"),
}


def language_of(text: str, fallback: Locale) -> Locale:
    """The language with the most common words; `fallback` when the text gives no hint or two languages tie."""
    lowered = text.lower()[:4_000]
    words = re.findall(r"[^\W\d_']+(?:'[^\W\d_]+)?", lowered)
    scores: dict[Locale, float] = {
        locale: sum(word in common for word in words) + 1.5 * len(ONLY[locale].findall(lowered))
        for locale, common in COMMON.items()
    }
    ranked = sorted(scores.items(), key=lambda pair: -pair[1])
    (best, top), (_, second) = ranked[0], ranked[1]
    return best if top > second else fallback
