"""The middle of a message without a model: why one writes, one result in the person's own words, one ask."""

from lifeos.contracts.deliverable import Leaf
from lifeos.contracts.letter import character_limit
from lifeos.contracts.memory import Evidence
from lifeos.grounding.ledger import Profile, Said, profile
from lifeos.outreach.greeting import salutation
from lifeos.outreach.proofs import Proof, proofs
from lifeos.outreach.situation import Paragraph, Parts, Situation

PROOFS_IN_LETTER = 3
ASKS_FOR_ROLE = ("ask_open", "ask_answer", "ask_filled")
ASKS_IN_GENERAL = ("ask_answer", "ask_talk", "ask_moment")
"""What the first, second and third follow-up ask: nobody gets the same line twice."""
_NO_BRACKETS = str.maketrans("[]{}<>", "      ")


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
    taken = [salutation(situation), *(p.text for p in (*parts.opening, *parts.ask))]
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


def _from_claim(text: str, said: Said) -> Paragraph:
    leaf = Leaf(pointer="", status=said.claim.status, evidence=list(said.claim.evidence))
    return Paragraph(text, leaf, (said.memory.id,))
