"""Which documents a turn starts, and as which version."""

import re
from uuid import UUID, uuid5

from lifeos.contracts.asks import Talk
from lifeos.contracts.deliverable import Deliverable
from lifeos.contracts.turn import DocumentRequest, IntentGuess
from lifeos.contracts.words import Intent, Locale
from lifeos.router.asides import asks_for_a_persona, asks_to_be_forgotten, is_small_talk

MADE_HERE: frozenset[Intent] = frozenset({"cv"})
"""The documents that have a service. The others are named in the reply as not available."""

DECLINED = re.compile(
    r"^\W*(i\s+)?(don'?t know|no idea|skip|pass|none|nothing|not sure|no lo s[eé]|no s[eé]|ni idea|paso|nada|"
    r"ninguno|n[aã]o sei|pular|nenhum)\b",
    re.IGNORECASE,
)
AGREED = re.compile(
    r"^\W*(yes|yep|yeah|correct|right|that'?s (all|right|it)|s[ií]|correcto|exacto|eso es|sim|certo|isso|é só isso)\b.{0,40}$",
    re.IGNORECASE,
)
ANSWER_LENGTH = 240


def cv_of_session(talk: Talk, session_id: UUID) -> Deliverable | None:
    """The CV that this conversation is about, if there is one."""
    mine = [
        d for d in talk.deliverables if d.kind == "cv" and d.session_id == session_id and d.status != "failed"
    ]
    return mine[0] if mine else None


def agrees(talk: Talk, message: str) -> bool:
    """Whether this turn says yes to what the last reply had looked over."""
    asked = [question for spoken in talk.turns[-2:-1] for question in spoken.questions[:1]]
    return bool(asked) and asked[0].slot in ("jobs", "schools") and bool(AGREED.match(message))


def answers_a_question(talk: Talk, message: str) -> bool:
    """Whether this turn answers what the last reply asked: briefly, not with "I don't know", and with something new."""
    before = talk.turns[:-1]
    if not (before and before[-1].questions) or len(message) > ANSWER_LENGTH or "?" in message:
        return False
    if is_small_talk(message) or asks_to_be_forgotten(message) or asks_for_a_persona(message):
        return False
    return not agrees(talk, message) and not DECLINED.match(message)


def document_requests(
    intents: list[IntentGuess],
    talk: Talk,
    session_id: UUID,
    turn_id: UUID,
    *,
    update: bool,
    language: Locale | None,
) -> list[DocumentRequest]:
    """One request per document. An existing CV gets a new version; without one, an update starts nothing.

    `language` was asked for; without it an existing CV keeps its own.
    """
    existing = cv_of_session(talk, session_id)
    wanted = any(intent.name == "cv" for intent in intents)
    if not wanted and not (update and existing):
        return []
    if existing is None:
        return [DocumentRequest(deliverable=uuid5(turn_id, "cv"), kind="cv", version=1, language=language)]
    being_made = 1 if existing.status == "making" and existing.version else 0
    version, kept = existing.version + 1 + being_made, language or existing.language
    return [DocumentRequest(deliverable=existing.id, kind="cv", version=version, language=kept)]
