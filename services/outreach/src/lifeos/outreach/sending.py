"""Sends one approved version. Between the claim and the end a crash leaves `unknown`, never a second mail."""

from collections.abc import Callable
from uuid import uuid4

from lifeos.contracts import DecisionMade, SendEnded, SendStarted, VersionWritten
from lifeos.contracts.asks import AskDeliverable, AskTalk
from lifeos.contracts.letter import Letter, as_mail, problems
from lifeos.contracts.memory import Memory
from lifeos.grounding.ledger import profile
from lifeos.outreach.mailing import Mailer, Sent
from lifeos.outreach.phrases import phrase
from lifeos.runtime.bus import Bus
from lifeos.runtime.errors import Unavailable


class Sender:
    """Holds no state between mails."""

    def __init__(self, bus: Bus, mailer: Mailer, here: Callable[[str], None]) -> None:
        self._bus, self._mailer, self._here = bus, mailer, here
        self._attempts: dict[str, str] = {}
        self._at_work: set[str] = set()

    async def send(self, made: DecisionMade) -> SendEnded:
        """The end of a granted sending. Raises Unavailable before anything was begun, and while it is at work here.

        A process that was frozen gets its message again while the first delivery is still at work. Both would know the
        beginning as their own, so the second has to wait.
        """
        if made.id in self._at_work:
            raise Unavailable("this message is being sent by this process")
        self._at_work.add(made.id)
        try:
            return await self._sent_once(made)
        finally:
            self._at_work.discard(made.id)

    async def _sent_once(self, made: DecisionMade) -> SendEnded:
        written = await self._approved(made)
        if not self._mailer.ready:
            return ended(made, Sent("failed", "mail_no_server"))
        if written is None:
            return ended(made, Sent("failed", "mail_not_approved"))
        own = profile(await self._memories(made))
        letter = Letter.model_validate(written.document)
        mail = as_mail(
            letter,
            written.kind,
            sender=(own.name.value if own.name else "", self._mailer.sender),
            reply_to=own.email.value if own.email else None,
        )
        mail["Message-ID"] = mail_id = _mail_id(made, self._mailer.sender)
        started = SendStarted(
            id=made.id,
            person_id=made.person_id,
            session_id=made.session_id,
            cause=made.subject,
            deliverable=made.deliverable,
            version=made.version,
            sha256=made.sha256,
            attempt=self._attempts.setdefault(made.id, uuid4().hex),
        )
        begins = await self._begins(started)
        # Only a publish without a clear answer is tried again under the same attempt.
        del self._attempts[made.id]
        if not begins:
            return ended(made, Sent("unknown", "mail_unknown"), mail_id)
        self._here("outreach-send:before-smtp")
        sent = await self._mailer.send(mail, letter.recipient.email or "")
        self._here("outreach-send:after-smtp")
        return ended(made, sent, mail_id)

    async def _begins(self, started: SendStarted) -> bool:
        """Whether it is this process that sends. A bus that did not confirm may have kept our own beginning all the same."""
        if not (await self._bus.publish(started)).already:
            return True
        standing = await self._bus.standing(started.subject)
        known = standing.message if standing else None
        return isinstance(known, SendStarted) and known.attempt == started.attempt

    async def _approved(self, made: DecisionMade) -> VersionWritten | None:
        """The version, when it is exactly what was approved and nothing stands against it."""
        ask = AskDeliverable(
            person_id=made.person_id,
            deliverable=made.deliverable,
            version=made.version,
            after=[made.subject],
        )
        written = (await self._bus.ask(ask)).written
        if written is None or written.body_hash != made.sha256:
            return None
        return None if problems(written.kind, Letter.model_validate(written.document)) else written

    async def _memories(self, made: DecisionMade) -> list[Memory]:
        ask = AskTalk(person_id=made.person_id, session_id=made.session_id, latest=1)
        return (await self._bus.ask(ask)).memories


def _mail_id(made: DecisionMade, sender: str) -> str:
    """The same command gives the same Message-ID, so that whoever gets a mail twice can tell."""
    return f"<{made.id}@{sender.rpartition('@')[2]}>"


def ended(made: DecisionMade, sent: Sent, mail_id: str = "") -> SendEnded:
    """What became of a mail, told in the language of its document as all that the panel says about it."""
    language = made.state.language if made.state else "en"
    return SendEnded(
        id=made.id,
        person_id=made.person_id,
        session_id=made.session_id,
        deliverable=made.deliverable,
        version=made.version,
        sha256=made.sha256,
        outcome=sent.outcome,
        detail=phrase(language, sent.why, code=str(sent.code)) if sent.why else "",
        mail_id=mail_id,
    )
