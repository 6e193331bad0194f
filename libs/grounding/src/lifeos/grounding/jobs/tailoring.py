"""Proposes how a CV may be turned towards one job: what to put first, and what was said and is not in it yet.

Nothing is worded anew and nothing is added that the person did not say, so a proposal can be taken without checking it again.
"""

from collections.abc import Sequence
from typing import Any, cast
from uuid import UUID, uuid5

from lifeos.contracts.deliverable import Leaf, Proposal
from lifeos.contracts.job import FitItem
from lifeos.contracts.memory import Evidence, Memory
from lifeos.contracts.words import Locale
from lifeos.grounding.check import check_value
from lifeos.grounding.fold import folded
from lifeos.grounding.index import index
from lifeos.grounding.ledger import profile, words_of
from lifeos.grounding.revisions import same_name

Document = dict[str, Any]
WHY: dict[str, dict[Locale, str]] = {
    "first": {
        "en": "The advert asks for: {}. What shows it goes first.",
        "es": "La oferta pide: {}. Lo que lo demuestra va primero.",
        "pt": "A vaga pede: {}. O que mostra isso vem primeiro.",
    },
    "said": {
        "en": "The advert asks for: {}. You said this, and it is not in your CV yet.",
        "es": "La oferta pide: {}. Lo dijiste y todavía no está en tu CV.",
        "pt": "A vaga pede: {}. Você disse isto, e ainda não está no seu currículo.",
    },
}
ASKED_SHOWN = 3


def propose(
    deliverable: UUID,
    document: Document,
    leaves: Sequence[Leaf],
    memories: Sequence[Memory],
    fit: Sequence[FitItem],
    language: Locale,
) -> list[Proposal]:
    """Every change that the advert suggests, each to be taken or refused by itself."""
    met = [item for item in fit if item.status != "missing"]
    found: list[Proposal] = []
    for number, entry in enumerate(cast("list[Document]", document.get("work", []))):
        pointer = f"/work/{number}/highlights"
        before = list(entry.get("highlights", []))
        added = _said_of(entry, before, memories, met, language)
        found += [
            _proposal(deliverable, pointer, before, [*before, text], "said", [item], evidence, language)
            for text, item, evidence in added
        ]
        found += _reordered(deliverable, pointer, before, leaves, met, language)
    return found + _skills_first(deliverable, document, met, language)


def _reordered(
    deliverable: UUID,
    pointer: str,
    before: list[str],
    leaves: Sequence[Leaf],
    met: Sequence[FitItem],
    language: Locale,
) -> list[Proposal]:
    """The lines that show what is asked for in front of the others, each group in its own order."""
    by_pointer = {leaf.pointer: leaf for leaf in leaves}
    shown: list[FitItem] = []
    wanted: list[bool] = []
    for place in range(len(before)):
        leaf = by_pointer.get(f"{pointer}/{place}")
        items = [item for item in met if leaf and _overlap(item.evidence, leaf.evidence)]
        shown += [item for item in items if item not in shown]
        wanted.append(bool(items))
    after = [text for text, first in zip(before, wanted, strict=True) if first]
    after += [text for text, first in zip(before, wanted, strict=True) if not first]
    if after == before:
        return []
    return [_proposal(deliverable, pointer, before, after, "first", shown, [], language)]


def _said_of(
    entry: Document,
    before: Sequence[str],
    memories: Sequence[Memory],
    met: Sequence[FitItem],
    language: Locale,
) -> list[tuple[str, FitItem, list[Evidence]]]:
    """Results of this job that meet a requirement and stand in no line of it."""
    jobs = [job for job in profile(memories).jobs if same_name(job.value("name"), str(entry.get("name", "")))]
    have = [folded(text) for text in before]
    found: list[tuple[str, FitItem, list[Evidence]]] = []
    for job in jobs:
        words = index(
            [words for memory in memories if memory.id in job.ids for words in words_of(memory)], language
        )
        for said in job.highlights:
            item = next((item for item in met if _overlap(item.evidence, said.claim.evidence)), None)
            text = " ".join(said.value.split()).strip(" .,;")
            known = any(folded(text) in line or line in folded(text) for line in have)
            if item and text and not known and check_value("text", text, words).status != "unsupported":
                found.append((text[0].upper() + text[1:], item, list(said.claim.evidence)))
    return found


def _skills_first(
    deliverable: UUID, document: Document, met: Sequence[FitItem], language: Locale
) -> list[Proposal]:
    """The skills that the advert names in front."""
    before = cast("list[Document]", document.get("skills", []))
    named = [
        [item for item in met if folded(str(skill.get("name", ""))) in folded(item.requirement.text)]
        if skill.get("name")
        else []
        for skill in before
    ]
    after = [skill for skill, items in zip(before, named, strict=True) if items]
    after += [skill for skill, items in zip(before, named, strict=True) if not items]
    if after == before:
        return []
    asked = [item for items in named for item in items]
    return [_proposal(deliverable, "/skills", before, after, "first", asked, [], language)]


def _overlap(one: Sequence[Evidence], other: Sequence[Evidence]) -> bool:
    return any(a.id == b.id and a.start < b.end and b.start < a.end for a in one for b in other)


def _proposal(
    deliverable: UUID,
    pointer: str,
    before: Sequence[Any],
    after: Sequence[Any],
    why: str,
    asked: Sequence[FitItem],
    evidence: list[Evidence],
    language: Locale,
) -> Proposal:
    texts = list(dict.fromkeys(item.requirement.text.strip(" .") for item in asked))[:ASKED_SHOWN]
    return Proposal(
        id=uuid5(deliverable, f"{pointer}:{why}:{after[-1] if why == 'said' else ''}"),
        pointer=pointer,
        before=list(before),
        after=list(after),
        why=WHY[why][language].format("; ".join(texts)),
        evidence=evidence,
    )


def applied(document: Document, leaves: Sequence[Leaf], proposal: Proposal) -> tuple[Document, list[Leaf]]:
    """The document with a proposal taken. Raises ValueError when the place does not look as it did any more."""
    *path, last = proposal.pointer.split("/")[1:]
    changed = _copied(document)
    place: Any = changed
    for key in path:
        place = place[int(key)] if isinstance(place, list) else place[key]
    now = place.get(last, [])
    added = [item for item in proposal.after if item not in proposal.before]
    if not added and sorted(map(str, now)) != sorted(map(str, proposal.before)):
        raise ValueError("the list changed since this was proposed")
    after = [*now, *(item for item in added if item not in now)] if added else list(proposal.after)
    place[last] = after
    return changed, _moved(leaves, proposal, now, after)


def _moved(
    leaves: Sequence[Leaf], proposal: Proposal, before: Sequence[Any], after: Sequence[Any]
) -> list[Leaf]:
    """The leaves under the list where their values stand now; what was added gets its own."""
    prefix = f"{proposal.pointer}/"
    kept = [leaf for leaf in leaves if not leaf.pointer.startswith(prefix)]
    for place, value in enumerate(after):
        if value not in before:
            kept.append(Leaf(pointer=f"{prefix}{place}", status="verbatim", evidence=proposal.evidence))
            continue
        old = f"{prefix}{before.index(value)}"
        for leaf in leaves:
            if leaf.pointer == old or leaf.pointer.startswith(f"{old}/"):
                kept.append(leaf.model_copy(update={"pointer": f"{prefix}{place}{leaf.pointer[len(old) :]}"}))
    return kept


def _copied(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _copied(item) for key, item in cast("Document", value).items()}
    if isinstance(value, list):
        return [_copied(item) for item in cast("list[Any]", value)]
    return value
