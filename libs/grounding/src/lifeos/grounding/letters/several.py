"""Reads from a turn each of the messages that it asks for: "an e-mail to Maria and a LinkedIn note to Peter" are two."""

import re
from collections.abc import Iterator
from dataclasses import replace

from lifeos.contracts.letter import Recipient
from lifeos.grounding.fold import folded
from lifeos.grounding.letters.requests import Wanted, asks_for_a_message, wanted_message

_NOUN = (
    r"(?:notes?|invitations?|(?:connection )?request|messages?|e-?mails?|mails?|cover letter|follow[- ]?up|"
    r"notas?|invitacion|solicitud de (?:contacto|conexion)|mensajes?|correos?|carta d\w* (?:presentacion|motivacion|apresentacao|motivacao)|"
    r"convite|mensagem|(?:pedido|solicitacao|nota) de conexao)"
)
_ONE_MORE = re.compile(
    r"(?:[,;]\s*(?:(?:and|y|e|also|then|plus|tambien|tambem|luego|depois)\s+)*|\b(?:and|y|e|plus|mas)\s+(?:(?:also|then|tambien|tambem|luego|depois)\s+)*)"
    r"(?:(?:write|send|draft|make|escribe|manda|redacta|haz|escreve|manda|faz)\s+)?"
    rf"(?:an?|un|una|uma|um|another|otro|otra|outro|outra)\s+(?:[\w-]+\s+){{0,2}}?{_NOUN}\b"
)
"""Where the next message begins: a comma or "and", an article, and a kind of message. Folded."""
_ANOTHER_TO = re.compile(
    r"\b(?:and|y|e)\s+(?:(?:also|then|tambien|tambem)\s+)?(?:another(?: one)?|one|otro|otra|uno|una|outro|outra|um|uma)\s+(?:to|for|a|al|para|pra|pro|ao)\s"
)
"""The same kind of message to somebody else: "y otro a Pedro Ode". Folded."""
_AND_TO = re.compile(
    r"\b(?:[Ee]-?mails|[Nn]otes|[Mm]essages|[Ll]etters|[Cc]orreos|[Mm]ensajes|[Nn]otas|[Cc]artas|[Mm]ensagens)\b[^.!?\n]*?(?P<cut>\s(?:and|y|e)\s)(?:(?:to|for|a|para|pra)\s)?(?=[A-ZÀ-Ý][\w'’-]+ [A-ZÀ-Ý])"
)
"""Several of a kind to several people: "e-mails to Anna Perez at Zara and Juan Gil at Mango"."""
_JOIN = re.compile(
    r"^\W*(?:and|y|e)\s+(?:(?:also|then|también|tambien|também|tambem)\s+)?(?:(?:another(?: one)?|one|otro|otra|uno|una|outro|outra|um|uma)\s+)?(?:(?:to|for|a|al|para|pra|pro|ao)\s+)?",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?\n]+\s+(?=\S)")


def wanted_messages(message: str) -> list[Wanted]:
    """Each message once, in the order they are asked for; always at least one.

    One that names nobody is for whom the one beside it is, and for the same purpose ("an e-mail and a note to Maria").
    """
    pieces = list(_pieces(message))
    if len(pieces) < 2:
        return [wanted_message(message)]
    found = _of_their_kinds(pieces)
    named = [each for each in found if _is_named(each)]
    wanted = [
        each if _is_named(each) or not named else _for_the_same(each, found, at)
        for at, each in enumerate(found)
    ]
    return list(
        {(each.kind, folded(each.brief.recipient.shown)): each for each in reversed(wanted)}.values()
    )[::-1]


def _of_their_kinds(pieces: list[str]) -> list[Wanted]:
    """Each piece read by itself; one that names no kind of message is of the kind before it, and for the same purpose."""
    found: list[Wanted] = []
    for piece in pieces:
        same_kind = bool(found) and not re.search(rf"\b{_NOUN}\b", folded(piece))
        wanted = wanted_message(f"write to {_JOIN.sub('', piece)}" if same_kind else piece)
        if same_kind:
            before = found[-1]
            purpose = before.brief.purpose if wanted.brief.purpose == "introduction" else wanted.brief.purpose
            brief = wanted.brief.model_copy(
                update={"purpose": purpose, "position": wanted.brief.position or before.brief.position}
            )
            wanted = Wanted(before.kind, brief)
        found.append(wanted)
    return found


def _pieces(message: str) -> Iterator[str]:
    """The stretches of the message that ask for one message each."""
    ends = [0, *(found.end() for found in _SENTENCE_END.finditer(message)), len(message)]
    for start, end in zip(ends, ends[1:], strict=False):
        sentence = message[start:end].rstrip()
        plain = folded(sentence)
        first = re.search(rf"\b{_NOUN}\b", plain)
        if first is None or not asks_for_a_message(sentence):
            continue
        starts = [cut.start() for cut in (*_ONE_MORE.finditer(plain), *_ANOTHER_TO.finditer(plain))]
        starts += [cut.start("cut") for cut in _AND_TO.finditer(sentence)]
        cuts = sorted({start for start in starts if start > first.start()})
        if len(plain) != len(sentence):
            cuts = []
        for begin, stop in zip([0, *cuts], [*cuts, len(sentence)], strict=True):
            yield sentence[begin:stop]


def _is_named(wanted: Wanted) -> bool:
    return wanted.brief.recipient != Recipient()


def _for_the_same(wanted: Wanted, found: list[Wanted], at: int) -> Wanted:
    """For whom the nearest other one is: the one before it, else the one after."""
    other = next(each for each in [*reversed(found[:at]), *found[at + 1 :]] if _is_named(each))
    brief = wanted.brief.model_copy(
        update={
            "recipient": other.brief.recipient,
            "position": wanted.brief.position or other.brief.position,
            "purpose": wanted.brief.purpose
            if wanted.brief.purpose != "introduction"
            else other.brief.purpose,
        }
    )
    return replace(wanted, brief=brief)
