"""Which documents a turn starts, and as which version."""

import re
from dataclasses import replace
from uuid import UUID, uuid5

from lifeos.contracts import TurnReceived
from lifeos.contracts.asks import Talk
from lifeos.contracts.deliverable import Deliverable
from lifeos.contracts.letter import MESSAGE_KINDS, Recipient
from lifeos.contracts.turn import DocumentRequest, IntentGuess
from lifeos.contracts.words import DeliverableKind, Locale
from lifeos.grounding.chatter import is_chatter, is_order, says_yes
from lifeos.grounding.fold import folded
from lifeos.grounding.jobs import without_advert
from lifeos.grounding.letters import wanted_messages, without_request
from lifeos.grounding.letters.requests import Wanted
from lifeos.grounding.letters.wishes import asks_to_approve_a_message, asks_to_change_a_message
from lifeos.router.asides import asks_for_a_persona, asks_to_be_forgotten, is_small_talk

DECLINED = re.compile(
    r"^\W*(i\s+)?(don'?t know|no idea|skip|pass|none|nothing|not sure|no lo s[eé]|no s[eé]|ni idea|paso|nada|"
    r"ninguno|n[aã]o sei|pular|nenhum)\b",
    re.IGNORECASE,
)
AGREED = re.compile(
    r"^\W*(yes|yep|yeah|correct|right|that'?s (all|right|it)|s[ií]|correcto|exacto|eso es|sim|certo|isso|é só isso)\b.{0,40}$",
    re.IGNORECASE,
)
TAILOR = re.compile(
    r"\b(?:tailor\w*|adapt\w*|adjust\w*|customi[sz]e\w*|ajust\w*|adecu\w+|adequ\w+|personaliz\w+|(?:for|para|pra) (?:this|that|the|esta|este|ese|esa|essa|esse|a|la|el|o) "
    r"(?:job|role|position|vacancy|advert|ad|oferta|vacante|puesto|anuncio|vaga))\b"
)
"""Words by which a CV for one job is asked for."""
FOR_IT = re.compile(
    r"\b(?:cv|resume|curriculum|curriculo)\b[^.!?]{0,20}\b(?:for (?:it|this|that)|para (?:ella|el|esto|eso|esta|este)|(?:para|pra) (?:ela|ele|isso|essa|esta))\b"
)
"""A CV for the advert that came with the same turn."""
ORDER_LENGTH = 15
"""Words up to which an order tells nothing else."""
ANSWER_LENGTH = 240


def cv_of_session(talk: Talk, session_id: UUID) -> Deliverable | None:
    """The CV that this conversation is about, if there is one."""
    return _of_session(talk, session_id, "cv", None)


def _nothing_told(talk: Talk, turn: TurnReceived) -> bool:
    """A CV is ordered in the first words of all: there is nothing to write it from, so the reply asks for the story."""
    message = turn.request.message
    return (
        not talk.memories
        and len(talk.turns) <= 1
        and is_order(message)
        and len(message.split()) <= ORDER_LENGTH
    )


def _tailored(turn: TurnReceived, job_id: UUID | None) -> bool:
    """Whether the turn wants a CV for one job: it says so, and there is such a job."""
    plain = folded(turn.request.message)
    came_along = turn.request.job_id is not None and bool(FOR_IT.search(plain))
    return job_id is not None and (came_along or bool(TAILOR.search(plain)))


def _of_session(
    talk: Talk, session_id: UUID, kind: DeliverableKind, job_id: UUID | None
) -> Deliverable | None:
    mine = [
        d
        for d in talk.deliverables
        if (d.kind, d.session_id, d.job_id) == (kind, session_id, job_id) and d.status != "failed"
    ]
    return mine[0] if mine else None


def agrees(talk: Talk, message: str) -> bool:
    """Whether this turn says yes to what the last reply had looked over."""
    asked = [question for spoken in talk.turns[-2:-1] for question in spoken.questions[:1]]
    if asked and asked[0].reads_back:
        return says_yes(message)
    return bool(asked) and asked[0].slot in ("jobs", "schools") and bool(AGREED.match(message))


def answers_a_question(talk: Talk, message: str) -> bool:
    """Whether this turn answers what the last reply asked: briefly, not with "I don't know", and with something new."""
    before = talk.turns[:-1]
    if not (before and before[-1].questions) or len(message) > ANSWER_LENGTH or "?" in message:
        return False
    if not without_request(message).strip() or is_chatter(message):
        return False
    if is_order(message, wish_answers=before[-1].questions[0].slot == "target"):
        return False
    if is_small_talk(message) or asks_to_be_forgotten(message) or asks_for_a_persona(message):
        return False
    return not agrees(talk, message) and not DECLINED.match(message)


def changes_a_message(talk: Talk, message: str) -> bool:
    """Whether a turn wants the words of the message changed that was made last: that is done beside the chat."""
    latest = talk.deliverables[0].kind if talk.deliverables else None
    return latest in MESSAGE_KINDS and asks_to_change_a_message(message)


def wants_a_press(talk: Talk, message: str) -> bool:
    """Whether a turn asks for what nobody but the person does, in the panel: change, approve or send a message."""
    return changes_a_message(talk, message) or approves_a_message(talk, message)


def approves_a_message(talk: Talk, message: str) -> bool:
    """Whether a turn wants a message approved or sent. No words do that: the person presses it under the exact text."""
    written = any(document.kind in MESSAGE_KINDS for document in talk.deliverables)
    return written and asks_to_approve_a_message(message)


def document_requests(
    intents: list[IntentGuess],
    talk: Talk,
    turn: TurnReceived,
    *,
    update: bool,
    language: Locale | None,
    same_person: Recipient | None = None,
) -> list[DocumentRequest]:
    """One request per document. What exists of a CV or a pack gets a new version; an update without a CV starts nothing.

    `language` was asked for; without it a document that exists keeps its own. `same_person`: whom the turn points at.
    """
    wanted = {intent.name for intent in intents}
    job_id = turn.request.job_id or talk.job_id
    found: list[DocumentRequest] = []
    if "cv" in wanted and _tailored(turn, job_id):
        # The base CV is never overwritten: one for a job is a document of its own.
        found.append(_next("cv", _of_session(talk, turn.session_id, "cv", job_id), turn, language, job_id))
    elif "cv" in wanted and _nothing_told(talk, turn):
        pass
    elif "cv" in wanted or (update and cv_of_session(talk, turn.session_id)):
        found.append(_next("cv", cv_of_session(talk, turn.session_id), turn, language, None))
    if "interview" in wanted:
        pack = _of_session(talk, turn.session_id, "interview_pack", job_id)
        found.append(_next("interview_pack", pack, turn, language, job_id))
    if "outreach" in wanted:
        for message in wanted_messages(without_advert(turn.request.message)):
            key = f"{message.kind}:{folded(message.brief.recipient.shown)}"
            brief = _following(_addressed(message, same_person), talk).brief
            found.append(
                DocumentRequest(
                    deliverable=uuid5(turn.turn_id, key), kind=message.kind, version=1, language=language,
                    job_id=job_id, brief=brief,
                )
            )  # fmt: skip
    return found


def _addressed(message: Wanted, same_person: Recipient | None) -> Wanted:
    """A message that names nobody is for the person that the turn points at."""
    if same_person is None or message.brief.recipient != Recipient():
        return message
    return replace(message, brief=message.brief.model_copy(update={"recipient": same_person}))


def _following(message: Wanted, talk: Talk) -> Wanted:
    """A follow-up names the message that it follows: the last one sent to that person, without a reply."""
    if message.kind != "follow_up":
        return message
    name = folded(message.brief.recipient.name)
    sent = [
        each
        for each in talk.deliverables
        if each.sent_at and not each.replied_at and name in folded(each.recipient)
    ]
    if not sent:
        return message
    first = sorted(sent, key=lambda each: str(each.sent_at))[-1]
    step = 1 + sum(1 for each in talk.deliverables if each.follows == first.id)
    brief = message.brief.model_copy(update={"follows": first.id, "step": min(step, 3)})
    return replace(message, brief=brief)


def _next(
    kind: DeliverableKind,
    existing: Deliverable | None,
    turn: TurnReceived,
    language: Locale | None,
    job_id: UUID | None,
) -> DocumentRequest:
    if existing is None:
        deliverable = uuid5(turn.turn_id, kind)
        return DocumentRequest(
            deliverable=deliverable, kind=kind, version=1, language=language, job_id=job_id
        )
    being_made = 1 if existing.status == "making" and existing.version else 0
    return DocumentRequest(
        deliverable=existing.id,
        kind=kind,
        version=existing.version + 1 + being_made,
        language=language or existing.language,
        job_id=existing.job_id,
    )
