"""Orders to the machine inside a message ("ignore all previous instructions and ..."): they state nothing about anybody."""

import re

_OVERRIDE = re.compile(
    r"(?:^|[.!?,;:(\n-]\s{0,3}|\b(?:please|now|and|then|por favor|y|ahora|e|agora)\s{1,3})"
    r"(?P<order>(?:ignore|disregard|forget|override|bypass|ignora|ignorá|ignorar|ignoren|olvida|olvidá|olvidar|omite|"
    r"desconsidere|desconsidera|esque[cç]a|esquece)"
    r"(?:\W{1,4}(?:all|any|the|your|my|of|these|those|previous|prior|above|earlier|system|other|todas?|todos|las?|los|tus?|sus?|"
    r"mis|anteriores|previas|del?|sistema|as?|os?|suas?|seus?|minhas)\b){0,6}\W{1,4}"
    r"(?:instructions?|prompts?|rules|guidelines|directions|directives|instrucciones|instrucción|reglas|indicaciones|"
    r"órdenes|instruções|instrução|regras|ordens|orientações)\b)",
    re.IGNORECASE,
)
_COMMAND = re.compile(
    r"\s{0,20}(?:(?:and|then|instead|now|please|from now on|y|luego|ahora|e|agora|por favor)\b[\s,:]{0,4}){0,4}"
    r"(say|write|state|claim|pretend|tell|act|you are|you must|put|print|output|answer|reply|respond|add|make|"
    r"di|escribe|afirma|finge|actúa|pon|añade|responde|eres|"
    r"diga|escreva|afirme|finja|aja|coloque|adicione|responda|você é)\b",
    re.IGNORECASE,
)
_END = re.compile(r"[.!?\n]+(?=\s|$)|\n")


def without_orders(text: str) -> str:
    """The text with such orders blanked, so that every other word stays in its place.

    An order goes from its cue to the end of its sentence, and on over the commands that follow it at once.
    """
    place = 0
    while found := _OVERRIDE.search(text, place):
        end = _sentence_end(text, found.end())
        while _COMMAND.match(text, end):
            end = _sentence_end(text, end)
        start = found.start("order")
        text = text[:start] + " " * (end - start) + text[end:]
        place = end
    return text


def _sentence_end(text: str, start: int) -> int:
    found = _END.search(text, start)
    return found.end() if found else len(text)
