"""Writes a message without a model: the person's own words between short sentences that claim nothing."""

from lifeos.contracts.deliverable import Leaf
from lifeos.contracts.letter import Letter
from lifeos.contracts.memory import Question
from lifeos.grounding.ledger import Profile, profile
from lifeos.grounding.letters import findings_of
from lifeos.outreach.greeting import salutation
from lifeos.outreach.parts import parts_of
from lifeos.outreach.situation import Composed, Paragraph, Parts, Situation


def compose(situation: Situation) -> Composed:
    """The message in the person's own words."""
    return assemble(situation, parts_of(situation))


def assemble(situation: Situation, parts: Parts) -> Composed:
    """The letter around its parts: greeting, closing, name, and everything that was noticed about it."""
    known = profile(situation.memories)
    note = situation.kind == "linkedin_note"
    middle = [*parts.opening, *parts.proof, *parts.ask]
    if note:
        first = middle[0]
        middle[0] = Paragraph(f"{salutation(situation)} {first.text}", first.leaf, first.memories)
        paragraphs = middle
    else:
        paragraphs = [Paragraph(salutation(situation)), *middle, *_signature(situation, known)]
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
        position=brief.position,
        premium=brief.premium,
        follows=brief.follows,
        step=brief.step,
    )


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


def _question(situation: Situation, slot: str) -> Question:
    return Question(slot=slot, text=situation.say("missing_name" if slot == "name" else "missing_proof"))


def _title(situation: Situation) -> str:
    kind = situation.say(f"kind_{situation.kind}")
    name = situation.brief.recipient.shown or situation.company
    return situation.say("title", kind=kind, name=name) if name else situation.say("title_unknown", kind=kind)
