"""Writes a message without a model: the person's own words between short sentences that claim nothing."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from lifeos.contracts.deliverable import Finding, Leaf
from lifeos.contracts.job import FitItem, JobView
from lifeos.contracts.letter import Brief, Letter, character_limit
from lifeos.contracts.memory import Evidence, Memory, Question
from lifeos.contracts.words import DeliverableKind, Locale
from lifeos.grounding.ledger import Profile, Said, profile
from lifeos.grounding.letters import findings_of
from lifeos.outreach.greeting import called, formally, gender
from lifeos.outreach.phrases import phrase
from lifeos.outreach.proofs import Proof, proofs

PROOFS_IN_LETTER = 3
ASKS_FOR_ROLE = ("ask_open", "ask_answer", "ask_filled")
ASKS_IN_GENERAL = ("ask_answer", "ask_talk", "ask_moment")
"""What the first, second and third follow-up ask: nobody gets the same line twice."""
_NO_BRACKETS = str.maketrans("[]{}<>", "      ")


@dataclass(frozen=True)
class Situation:
    """All that a message is made from."""

    kind: DeliverableKind
    brief: Brief
    language: Locale
    source: str
    """The subject of the request: what the form says is evidenced by it."""
    person_id: UUID
    memories: Sequence[Memory] = ()
    job: JobView | None = None
    fit: Sequence[FitItem] = ()
    sent_on: date | None = None
    """When the message that this one follows up on was sent."""
    sent_subject: str = ""

    @property
    def role(self) -> str:
        return self.job.title if self.job else ""

    @property
    def company(self) -> str:
        """Where the position is; without an advert where the recipient works."""
        return (self.job.company if self.job else "") or self.brief.recipient.company

    def say(self, which: str, /, **values: str) -> str:
        """One phrase in the language of the message."""
        return phrase(self.language, which, **values)


@dataclass(frozen=True)
class Paragraph:
    """A paragraph and what bears it out. Without evidence it claims nothing about the person."""

    text: str
    leaf: Leaf | None = None
    memories: tuple[UUID, ...] = ()


@dataclass(frozen=True)
class Composed:
    """A message with what bears out each paragraph."""

    letter: Letter
    leaves: list[Leaf]
    memories: list[UUID]
    findings: list[Finding]
    missing: list[str]
    questions: list[Question]
    title: str


@dataclass
class Parts:
    """The message in its parts; a model may have worded the middle ones."""

    opening: list[Paragraph]
    proof: list[Paragraph]
    ask: list[Paragraph]
    subject: str = ""
    missing: list[str] = field(default_factory=list[str])


def compose(situation: Situation) -> Composed:
    """The message in the person's own words."""
    return assemble(situation, parts_of(situation))


def parts_of(situation: Situation) -> Parts:
    """Opening, proof and ask. What is not known is a visible gap."""
    known = profile(situation.memories)
    parts = Parts(_opening(situation, known), [], _ask(situation), _subject(situation))
    if situation.kind == "linkedin_note":
        parts.proof = _fitting(situation, known, parts)
    elif situation.brief.purpose not in ("thank_you", "follow_up"):
        parts.proof = _proof(situation, known)
        parts.missing += [] if parts.proof else ["result"]
    return parts


def assemble(situation: Situation, parts: Parts) -> Composed:
    """The letter around its parts: greeting, closing, name, and everything that was noticed about it."""
    known = profile(situation.memories)
    note = situation.kind == "linkedin_note"
    middle = [*parts.opening, *parts.proof, *parts.ask]
    if note:
        first = middle[0]
        middle[0] = Paragraph(f"{_greeting(situation)} {first.text}", first.leaf, first.memories)
        paragraphs = middle
    else:
        paragraphs = [Paragraph(_greeting(situation)), *middle, *_signature(situation, known)]
    missing = [*parts.missing, *([] if note or known.name else ["name"])]
    letter = _letter(situation, parts.subject, [paragraph.text for paragraph in paragraphs])
    return Composed(
        letter=letter,
        leaves=[
            paragraph.leaf.model_copy(update={"pointer": f"/paragraphs/{number}"})
            for number, paragraph in enumerate(paragraphs)
            if paragraph.leaf
        ],
        memories=list(dict.fromkeys(id for paragraph in paragraphs for id in paragraph.memories)),
        findings=findings_of(situation.kind, letter, situation.language),
        missing=missing,
        questions=[_question(situation, slot) for slot in missing],
        title=_title(situation),
    )


def _letter(situation: Situation, subject: str, paragraphs: list[str]) -> Letter:
    brief = situation.brief
    return Letter(
        recipient=brief.recipient,
        purpose=brief.purpose,
        subject=subject,
        paragraphs=paragraphs,
        why=brief.why,
        premium=brief.premium,
        follows=brief.follows,
        step=brief.step,
    )


def _greeting(situation: Situation) -> str:
    recipient = situation.brief.recipient
    if situation.kind == "cover_letter":
        name = formally(recipient.name)
        if name:
            by_title = {"f": "greeting_formal_f", "m": "greeting_formal_m", "": "greeting_formal"}
            return situation.say(by_title[gender(name)], name=name)
        return (
            situation.say("greeting_team_at", company=situation.company)
            if situation.company
            else situation.say("greeting_team")
        )
    if recipient.name and not called(recipient.name):
        return situation.say("greeting_plain")
    return situation.say("greeting", name=called(recipient.name) or situation.say("gap_name"))


def _opening(situation: Situation, known: Profile) -> list[Paragraph]:
    """Why one writes: the person's own reason first, else the position that both know of."""
    brief, own = situation.brief, _own_reason(situation) or _told(situation)
    if brief.purpose == "follow_up":
        return [Paragraph(_again(situation)), *own]
    if brief.purpose == "thank_you":
        about = Paragraph(_about(situation, "thanks"))
        return [about, *(own or [Paragraph(situation.say("gap_thanks"))])]
    if brief.purpose in ("application", "referral"):
        return [Paragraph(_about(situation, "apply")), *own]
    if situation.job and (situation.role or situation.company):
        return [Paragraph(_about(situation, "about")), *own]
    if own:
        return own
    if known.target:
        return [_from_claim(situation.say("looking", target=known.target.value), known.target)]
    return [Paragraph(situation.say("about_unknown", gap=situation.say("gap_why")))]


def _told(situation: Situation) -> list[Paragraph]:
    """What a turn said of the content: a gap with these words, for the writer to put into a sentence."""
    words = " ".join(situation.brief.told.split()).translate(_NO_BRACKETS)
    return [Paragraph(situation.say("gap_told", words=words))] if words else []


def _own_reason(situation: Situation) -> list[Paragraph]:
    why = situation.brief.why.strip()
    if not why:
        return []
    evidence = Evidence(source="edit", id=situation.source, start=0, end=len(why))
    return [Paragraph(why, Leaf(pointer="", status="confirmed", evidence=[evidence]))]


def _about(situation: Situation, name: str) -> str:
    if situation.role and situation.company:
        return situation.say(f"{name}_at", role=situation.role, company=situation.company)
    if situation.role:
        return situation.say(name, role=situation.role)
    if situation.company and (situation.job or name in ("apply", "subject")):
        return situation.say(f"{name}_company", company=situation.company)
    return situation.say(f"{name}_unknown", gap=situation.say("gap_position"))


def _again(situation: Situation) -> str:
    if situation.sent_on is None:
        return situation.say("gap_again")
    on = (
        situation.sent_on.strftime("%d/%m/%Y")
        if situation.language != "en"
        else f"{situation.sent_on:%d %B %Y}"
    )
    which = "again_at" if situation.role and situation.company else "again" if situation.role else ""
    which = which or ("again_company" if situation.company and situation.job else "again_unknown")
    return situation.say(which, date=on.lstrip("0"), role=situation.role, company=situation.company)


def _proof(situation: Situation, known: Profile) -> list[Paragraph]:
    """One result; a cover letter names up to three, each beside what the advert asks for."""
    found = proofs(situation.memories, situation.fit, situation.language)
    if situation.kind == "cover_letter":
        return [_proven(situation, proof) for proof in found[:PROOFS_IN_LETTER]] or _post(situation, known)
    return [_proven(situation, proof) for proof in found[:1]] or _post(situation, known)


def _proven(situation: Situation, proof: Proof) -> Paragraph:
    asked = situation.kind == "cover_letter" and proof.answers
    before = situation.say("requirement", requirement=proof.answers.rstrip(". ")) + " " if asked else ""
    leaf = Leaf(pointer="", status=proof.status, evidence=list(proof.evidence))
    return Paragraph(before + proof.sentence, leaf, proof.memories)


def _post(situation: Situation, known: Profile) -> list[Paragraph]:
    """The latest job, when no result was told."""
    for job in known.jobs:
        position, company = job.claims.get("position"), job.claims.get("name")
        if position and company:
            name = "post_now" if job.value("endDate") == "present" else "post"
            text = situation.say(name, position=position.value.strip(), company=company.value.strip())
            evidence = [each for said in (position, company) for each in said.claim.evidence[:1]]
            leaf = Leaf(pointer="", status=position.claim.status, evidence=evidence)
            return [Paragraph(text, leaf, (position.memory.id, company.memory.id))]
    return []


def _fitting(situation: Situation, known: Profile, parts: Parts) -> list[Paragraph]:
    """The first proof for which a note has room; none is better than half of one."""
    limit = character_limit("linkedin_note", situation.brief.premium)
    taken = [_greeting(situation), *(p.text for p in (*parts.opening, *parts.ask))]
    room = limit - sum(len(text) + 1 for text in taken)
    found = [
        _proven(situation, proof) for proof in proofs(situation.memories, situation.fit, situation.language)
    ]
    return [paragraph for paragraph in (*found, *_post(situation, known)) if len(paragraph.text) <= room][:1]


def _ask(situation: Situation) -> list[Paragraph]:
    """One ask at most."""
    known = bool(situation.role or situation.company)
    match situation.brief.purpose:
        case "thank_you":
            name = "forward"
        case "referral":
            name = "ask_referral"
        case "follow_up":
            asks = ASKS_FOR_ROLE if situation.role else ASKS_IN_GENERAL
            name = asks[max(situation.brief.step, 1) - 1]
        case _ if situation.kind == "linkedin_note":
            name = "ask_connect"
        case _ if situation.kind == "cover_letter":
            name = "forward"
        case "application" if known:
            name = "ask_position"
        case _:
            name = "ask_talk"
    return [Paragraph(situation.say(name))]


def _signature(situation: Situation, known: Profile) -> list[Paragraph]:
    closing = situation.say("closing")
    if known.name is None:
        return [Paragraph(f"{closing}\n{situation.say('gap_own_name')}")]
    lines = [known.name]
    if situation.kind == "cover_letter":
        lines += [said for said in (known.email, known.phone) if said]
    text = "\n".join([closing, *(said.value.strip() for said in lines)])
    evidence = [each for said in lines for each in said.claim.evidence[:1]]
    leaf = Leaf(pointer="", status=known.name.claim.status, evidence=evidence)
    return [Paragraph(text, leaf, tuple(said.memory.id for said in lines))]


def _from_claim(text: str, said: Said) -> Paragraph:
    leaf = Leaf(pointer="", status=said.claim.status, evidence=list(said.claim.evidence))
    return Paragraph(text, leaf, (said.memory.id,))


def _subject(situation: Situation) -> str:
    if situation.kind in ("linkedin_note", "linkedin_message"):
        return ""
    match situation.brief.purpose:
        case "thank_you":
            return situation.say("subject_thanks")
        case "referral":
            return (
                situation.say("subject_referral", role=situation.role)
                if situation.role
                else situation.say("subject_referral_unknown")
            )
        case "follow_up" if situation.sent_subject:
            plain = situation.sent_subject.removeprefix("Re: ")
            return situation.say("subject_again", subject=plain)[:160]
        case _:
            return _about(situation, "subject")[:160]


def _question(situation: Situation, slot: str) -> Question:
    return Question(slot=slot, text=situation.say("missing_name" if slot == "name" else "missing_proof"))


def _title(situation: Situation) -> str:
    kind = situation.say(f"kind_{situation.kind}")
    name = situation.brief.recipient.shown or situation.company
    return situation.say("title", kind=kind, name=name) if name else situation.say("title_unknown", kind=kind)
