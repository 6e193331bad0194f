"""Learns career facts from one turn, without a model: every value is the person's own words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from lifeos.contracts.memory import Change, Memory, Question
from lifeos.contracts.words import Locale
from lifeos.cv.learning.addresses import note_contacts
from lifeos.cv.learning.answers import asks_or_agrees, completes_language, is_nothing, note_answer
from lifeos.cv.learning.contacts import person_in_heading
from lifeos.cv.learning.dates import periods
from lifeos.cv.learning.doubts import doubt
from lifeos.cv.learning.forms import read_form
from lifeos.cv.learning.heading import is_headline, read_heading
from lifeos.cv.learning.ledger import Turn, settle, standing_drafts
from lifeos.cv.learning.leftovers import keep_leftovers
from lifeos.cv.learning.listed import note_job_list
from lifeos.cv.learning.notes import Draft, Notebook
from lifeos.cv.learning.orders import without_orders
from lifeos.cv.learning.passage import Said, Span, fold, passage, trim
from lifeos.cv.learning.profile import first_piece, is_profile, note_references, read_profile
from lifeos.cv.learning.removals import note_removals
from lifeos.cv.learning.returning import is_done_elsewhere
from lifeos.cv.learning.sentences import lines
from lifeos.cv.learning.talk import read_talk
from lifeos.cv.learning.terse import is_terse, read_terse
from lifeos.grounding.chatter import is_chatter, is_order
from lifeos.grounding.jobs import without_advert
from lifeos.grounding.language import language_of
from lifeos.grounding.letters import without_request


@dataclass(frozen=True)
class Learned:
    """What one turn told: its language, the facts, and which known facts it corrected."""

    language: Locale
    facts: list[Memory]
    changes: list[Change]


def learn(
    text: str,
    *,
    turn_id: UUID,
    session_id: UUID,
    known: Sequence[Memory],
    pending: Question | None,
    today: date,
) -> Learned:
    """The facts of one turn. `known` are the facts that stand, `pending` the question that was just asked."""
    text = without_request(without_advert(without_orders(text)))
    language = language_of(text, _fallback(known, pending))
    named = any(memory.kind == "name" for memory in known)
    note = Notebook(passage(text, language), today, standing=standing_drafts(known), named=named)
    note_removals(note, known)
    ordered = is_order(text, wish_answers=bool(pending) and pending.slot == "target")
    if pending and (ordered or is_chatter(text) or asks_or_agrees(note.here, pending.slot)):
        pending = None
    if not (pending and is_nothing(note.here)):
        answered = _answers(note, pending, known) if pending else 0
        _read_on(note, answered) if answered else _read(note, pending)
    if ordered or is_chatter(text):
        # What is said to us is kept in the talk; it is nothing that the person said of themselves.
        note.drafts = [draft for draft in note.drafts if draft.kind != "other"]
    facts, changes = settle(note, Turn(turn_id, session_id, text), known)
    return Learned(language, facts, changes)


def _fallback(known: Sequence[Memory], pending: Question | None) -> Locale | None:
    """The language of the talk so far: that of the question, or of what was told before; None when nothing was."""
    earlier = pending.text if pending else " ".join(memory.quote for memory in known[-5:])
    return language_of(earlier) if earlier else None


def _answers(note: Notebook, pending: Question, known: Sequence[Memory]) -> int:
    """Where the answer to the question ends; 0 when there is none."""
    about = next((m for m in known if m.id == pending.about), None)
    level = completes_language(Draft(about.kind, {}, 0, 0) if about else None, note.here)
    if about and level:
        named = {"language": about.claims["language"].value} if "language" in about.claims else {}
        name = {k: Said(v, level.start, level.end, "reworded") for k, v in named.items()}
        note.drafts.append(Draft("language", {**name, "fluency": level}, 0, len(note.here.text)))
        return len(note.here.text)
    return note_answer(note, pending)


def _read_on(note: Notebook, answered: int) -> None:
    """What is told after an answer."""
    rest = trim(note.here.text, answered, len(note.here.text))
    if rest.end <= rest.start:
        return
    note.mark(0, answered)
    note_contacts(note)
    read_talk(note, rest)
    doubt(note)
    keep_leftovers(note)


def _read(note: Notebook, pending: Question | None) -> None:
    note.job = _asked_job(note, pending)
    pasted = read_form(note) or is_profile(note.here)
    if pasted:
        note_references(note)
    note_contacts(note)
    if pasted:
        read_profile(note)
    elif note_job_list(note):
        pass
    elif is_terse(note.here):
        _read_top(note)
        read_terse(note)
        _place_headline(note)
    else:
        read_talk(note, Span(0, len(note.here.text)))
    if pending and pending.slot.endswith("highlights"):
        _place_answer(note)
    doubt(note)
    keep_leftovers(note)


def _place_answer(note: Notebook) -> None:
    """What was answered to "What did you achieve there?" belongs to that job, in whatever words."""
    if note.job is None or any(draft.kind not in ("other", "highlight") for draft in note.drafts):
        return
    for draft in note.drafts:
        if is_done_elsewhere(note, draft.span):
            continue
        if draft.kind == "other" and len(draft.value("text").split()) > 2:
            draft.kind, draft.about = "highlight", note.job


def _place_headline(note: Notebook) -> None:
    """In notes the trade on top is the title of the job that goes on, unless that has one."""
    top = next((draft for draft in note.drafts if draft.kind == "summary" and "label" in draft.claims), None)
    now = next((job for job in note.of_kind("job") if job.value("endDate") == "present"), None)
    if top is None:
        return
    if now and "position" not in now.claims:
        now.claims["position"] = top.claims["label"]
        note.drafts.remove(top)
    elif note.of_kind("target"):
        top.claims = {"text": top.claims["label"]}


def _asked_job(note: Notebook, pending: Question | None) -> Draft | None:
    return next((d for d in note.standing if pending and d.known == pending.about and d.kind == "job"), None)


def _read_top(note: Notebook) -> None:
    """Name, place and headline on a line that holds the e-mail address or phone number, or that opens with a name."""
    here = note.here
    first = lines(here.text)[:3]
    named = False
    for number, line in enumerate(first):
        opens = first_piece(here, line)
        if periods(here, note.today, line.start, line.end):
            continue
        if note.is_taken(line.start, line.end):
            read_heading(note, [line])
        elif (
            number == 0
            and not note.named
            and opens
            and person_in_heading(opens.value)
            and fold(opens.value) != opens.value
        ):
            read_heading(note, [line])
            named = True
        elif number == 1 and named and opens and is_headline(opens.value):
            read_heading(note, [line])
        elif (
            number == 0
            and opens
            and is_headline(opens.value)
            and not periods(here, note.today, line.start, line.end)
        ):
            note.add("summary", {"label": opens}, line)
