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
_SENTENCE_END = re.compile(r"[.!?\n]+\s+(?=\S)")


def wanted_messages(message: str) -> list[Wanted]:
    """Each message once, in the order they are asked for; always at least one.

    One that names nobody is for whom the one beside it is, and for the same purpose ("an e-mail and a note to Maria").
    """
    pieces = list(_pieces(message))
    if len(pieces) < 2:
        return [wanted_message(message)]
    found = [wanted_message(piece) for piece in pieces]
    named = [each for each in found if _is_named(each)]
    wanted = [
        each if _is_named(each) or not named else _for_the_same(each, found, at)
        for at, each in enumerate(found)
    ]
    return list(
        {(each.kind, folded(each.brief.recipient.shown)): each for each in reversed(wanted)}.values()
    )[::-1]


def _pieces(message: str) -> Iterator[str]:
    """The stretches of the message that ask for one message each."""
    ends = [0, *(found.end() for found in _SENTENCE_END.finditer(message)), len(message)]
    for start, end in zip(ends, ends[1:], strict=False):
        sentence = message[start:end].rstrip()
        plain = folded(sentence)
        first = re.search(rf"\b{_NOUN}\b", plain)
        if first is None or not asks_for_a_message(sentence):
            continue
        cuts = [cut.start() for cut in _ONE_MORE.finditer(plain) if cut.start() > first.start()]
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
