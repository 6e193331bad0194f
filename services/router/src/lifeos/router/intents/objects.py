"""Finds what a request asks for: its objects, what its verb implies, what was said before, or a bare noun."""

import itertools
import re

from lifeos.contracts.words import Intent
from lifeos.router.intents.openings import after_fillers, asked_indirectly, request_start
from lifeos.router.intents.vocabulary import CUES, Clause, distinct, has

_COORDINATED = re.compile(
    r"(?<!\w)(?:and|y|e|plus|then|luego|depois|despues|tambien|tambem|also|&|\+|or|ou|mais)(?!\w)|[,/+&]"
)
_ON_THE_CV = re.compile(
    r"(?<!\w)(?:to|in|on|from|into|onto|off|al|en el|en mi|del|de mi|a mi|ao|no|do|no meu|ao meu|do meu|in my|en)\s+(?:(?:my|the|mi|el|meu|o)\s+)?(?:new\s+)?(?:cv|resume|curriculum|curriculo|hoja de vida)(?!\w)"
)
_EDITING = re.compile(
    r"(?<!\w)(?:add|put|remove|delete|take|include|change|fix|update|drop|move|anade\w*|agrega\w*|pon\w*|quita\w*|borra\w*|cambia\w*|incluye\w*|mete\w*|saca\w*|adicion\w+|acrescent\w+|tir[ae]|coloc\w+|coloque|bot[ae]|poe|mud[ae]|inclu\w+|remov\w+|apag\w+|elimina\w*|corrig\w+|corrij\w+|atualiz\w+|actualiz\w+)(?!\w)"
)
_NOUN_PHRASE = re.compile(
    r"(?:(?:an?|una?|uma?|one|the|el|la|o) )?(?:(?:short|quick|nice|brief|polite|new|little|pequen[oa]|breve|buen[oa]|nov[oa]|rapid[oa]|linkedin|follow-?up|thank you|connection) ){0,2}"
    r"(?P<noun>cv|resume|curriculum|curriculo|hoja de vida|interview prep|interview practice|mock interview|simulacro|message|msg|note|e-?mail|mail|cover letter|motivation letter|follow[- ]?up|reply|answer|reminder|mensaje|mensajito|correo|nota|recordatorio|respuesta|seguimiento|carta(?: de (?:presentacion|motivacion|apresentacao|motivacao))?|mensagem|recado|lembrete|resposta|convite|invitacion|agradecimiento|agradecimento|dm|inmail)"
    r"(?: (?:de|of) \w+| (?:corto|corta|curto|curta|breve|de agradecimiento|de agradecimento|de seguimiento|email|mail|linkedin))?"
    r" (?:for|to|para|pra|pro|al?|ao|asking|saying|pidiendo|diciendo|pedindo|dizendo|preguntando|perguntando|agradeciendo|agradecendo|en ingles|em ingles|in english|in spanish|en espanol)(?!\w)"
)
_BEGINS_WITH_A_NOUN = re.compile(
    r"(?:(?:an?|una?|uma?|the|my|el|la|mi|o|meu|minha) )?(?:cv|resume|curriculum|curriculo|hoja de vida|interview (?:prep|practice|pack)|mock interview|(?:preparacion|practica|preparacao|treino|simulado|simulacro)(?: de (?:la )?entrevista)?|cover letter|carta de \w+)(?!\w)"
)
_STATES = re.compile(
    r"(?<!\w)(?:is|was|are|were|am|es|era|fue|son|esta|eh|foi|sao|sent|came|arrived|llego|chegou|got|has|have|tiene|tem|had|looks|me|ta|ficou|quedo|pronto|lista?|listo|ready|done|feito|hecho|already|salio|saiu)(?!\w)|@|\d{3}"
)
_EVERYTHING = re.compile(
    r"(?<!\w)(?:everything|lot|whole|package|paquete|pacote|completo|cosas|coisas|all|both|todo|tudo|dos|ambos|duas|tres|three|two)(?!\w)"
)


def asked_for(words: str, topics: list[tuple[int, int, Intent]], before: list[Clause]) -> tuple[Intent, ...]:
    """What the clause asks for, in the order it was said; empty when it asks for nothing."""
    start = request_start(words)
    if start is not None:
        found = _objects(words, start, topics)
        if found:
            return found
        meant = _implied(words, start)
        if meant:
            return meant
        inherited = _inherited(words, before)
        if inherited and not topics:
            return inherited
    indirect = asked_indirectly(words)
    if indirect:
        return indirect
    if (
        start is None
        and not has("told", words)
        and (has("help", words) or (before and has("practise", words)))
    ):
        if has("practise", words):
            return ("interview",)
        if topics:
            return (topics[0][2],)
        return _inherited(words, before)
    return _bare_noun(words, topics, before) if start is None else ()


def _objects(words: str, start: int, topics: list[tuple[int, int, Intent]]) -> tuple[Intent, ...]:
    """The first topic after the request, and those joined to it; "an email about my interview" is one email."""
    if _ON_THE_CV.search(words) and _EDITING.search(words):
        return ("cv",)
    after = [span for span in topics if span[1] > start]
    spoken_for = _implied(words, start)
    if spoken_for == ("outreach",) and after and not any(span[2] == "outreach" for span in after):
        return spoken_for
    if not after:
        return ()
    found: list[Intent] = [after[0][2]]
    for previous, span in itertools.pairwise(after):
        between = words[previous[1] : span[0]]
        joints = list(_COORDINATED.finditer(between))
        if not joints:
            continue
        tail = between[joints[-1].end() :]
        if len(tail.split()) <= 5 and not re.search(
            r"(?<!\w)(?:after|despues|tras|about|sobre|(?<!preparacion )(?<!practica )de la|(?<!preparacao )(?<!treino )da|del)\s+(?:\w+\s+)?$",
            tail,
        ):
            found.append(span[2])
    if spoken_for == ("interview",) and "interview" not in found and found != ["cv"]:
        found = ["interview"]
    return distinct(found)


def _implied(words: str, start: int) -> tuple[Intent, ...]:
    """A verb that asks for a message or for practice by itself."""
    rest = words[start:]
    practise, write = CUES["practise"].search(rest), CUES["write_to"].search(rest)
    if practise and not (write and write.start() < practise.start()):
        return ("interview",) if _practice_is_meant(rest, practise.group()) else ()
    if write and not CUES["cv"].search(rest[: write.start()]):
        return ("outreach",)
    return ()


def _practice_is_meant(rest: str, verb: str) -> bool:
    """ "How do I explain the gap" is about an interview; "how do I talk about it" is not yet."""
    if re.match(r"how|what|como|que|o que", verb) and not has("interview", rest):
        return bool(
            re.search(
                r"(?<!\w)(?:ask\w*|they|interviewer|weakness\w*|strengths?|gap|fired|salary|yourself|questions?|pregunt\w+|debilidad\w*|fortalezas?|sueldo|salari\w+|despid\w+|hueco|pergunt\w+|fraquezas?|pontos|defeitos?|demit\w+|pretensao|entrevistador\w*)(?!\w)",
                rest,
            )
        )
    return True


def _inherited(words: str, before: list[Clause]) -> tuple[Intent, ...]:
    """The subject of what was said before, when this clause only points at it ("make me a new one")."""
    if not (has("pronoun", words) or has("help", words)):
        return ()
    for clause in reversed(before):
        if len(clause.topics) == 1 and clause.stance != "refuses":
            return clause.topics
        if clause.topics:
            return ()
    return ()


def _bare_noun(words: str, topics: list[tuple[int, int, Intent]], before: list[Clause]) -> tuple[Intent, ...]:
    """A noun that asks by its place: "CV please", "first the CV then the message", "not the CV but the email"."""
    names = distinct([name for _, _, name in topics])
    if (
        not names
        or has("told", words)
        or re.search(r"(?<!\w)(?:thanks|gracias|obrigad\w|thank you)(?!\w)", words)
    ):
        return ()
    count = len(words.split())
    if len(names) >= 2 and count <= 16 and before and _EVERYTHING.search(before[-1].words):
        return names
    phrase = _NOUN_PHRASE.match(after_fillers(words))
    if (
        len(names) >= 2
        and count <= 14
        and _BEGINS_WITH_A_NOUN.match(after_fillers(words))
        and not _STATES.search(words)
    ):
        return _objects(words, 0, topics)
    if phrase and count <= 16 and not _STATES.search(words):
        return _objects(words, 0, topics)[:1] if len(names) == 1 else _objects(words, 0, topics)
    if before and before[-1].stance == "asks" and count <= 8 and not _STATES.search(words):
        return _objects(words, 0, topics)
    if (
        count <= 7
        and not _STATES.search(words)
        and (has("courtesy", words) or (before and before[-1].stance == "refuses" and count <= 5))
    ):
        return (names[0],) if len(names) == 1 else _objects(words, 0, topics)
    if (
        len(names) >= 2
        and count <= 16
        and len(CUES["sequence"].findall(words)) >= 1
        and not re.search(r"(?<!\w)(?:i|yo|eu|my|he|she|they)(?!\w)", words)
    ):
        return _objects(words, 0, topics)
    return ()
