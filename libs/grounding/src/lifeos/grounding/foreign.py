"""Which lines of a document are plainly in another language than the document. A short line cannot be told by itself."""

from collections.abc import Mapping
from typing import Any

from lifeos.contracts.deliverable import Finding
from lifeos.contracts.words import Locale
from lifeos.grounding.language import language_of
from lifeos.grounding.pointers import kind_of, leaves

WORDS_TO_TELL = 4
"""Words from which the language of a line can be told by itself."""
SHOWN = 3
LONGEST = 90
"""Characters of a line that is named."""
_NOT_YET: Mapping[Locale, str] = {
    "en": "Not in English yet, because you told it in another language: {lines}. Tell me these lines in English, or write them into the document.",
    "es": "Todavía no está en español, porque lo contaste en otro idioma: {lines}. Dime estas líneas en español, o escríbelas en el documento.",
    "pt": "Ainda não está em português, porque você contou em outro idioma: {lines}. Diga estas linhas em português, ou escreva no documento.",
}
_MORE: Mapping[Locale, str] = {"en": "and {n} more", "es": "y {n} más", "pt": "e mais {n}"}


def foreign_lines(document: Mapping[str, Any], language: Locale) -> list[str]:
    """The texts of a document, in its order, that are in another language than `language`."""
    return [
        text
        for pointer, text in leaves(document)
        if kind_of(pointer) in ("text", "summary")
        and len(text.split()) >= WORDS_TO_TELL
        and language_of(text, language) != language
    ]


def foreign_findings(document: Mapping[str, Any], language: Locale) -> list[Finding]:
    """One finding that names the first such lines and counts the others; none when there are none."""
    found = foreign_lines(document, language)
    if not found:
        return []
    named = [f"“{_short(text)}”" for text in found[:SHOWN]]
    if len(found) > SHOWN:
        named.append(_MORE[language].format(n=len(found) - SHOWN))
    text = _NOT_YET[language].format(lines=", ".join(named))
    return [Finding(rule="not_translated", severity="warning", text=text)]


def _short(text: str) -> str:
    whole = " ".join(text.split())
    return whole if len(whole) <= LONGEST else whole[:LONGEST].rsplit(" ", 1)[0] + " …"
