"""Which results of a person a message may name, the most telling first. They stay in the person's own words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from lifeos.contracts.job import FitItem
from lifeos.contracts.memory import Evidence, Memory
from lifeos.contracts.words import ClaimStatus, Locale
from lifeos.grounding import check_value, index
from lifeos.grounding.fold import folded
from lifeos.grounding.ledger import Entry, Said, profile, words_of
from lifeos.outreach.phrases import phrase

LONGEST = 280
"""Characters of a result that still reads as one line."""
_NUMBER = re.compile(r"\d|(?<!\w)(?:half|double|twice|mitad|doble|metade|dobro)(?!\w)", re.IGNORECASE)


@dataclass(frozen=True)
class Proof:
    """One result, the job it belongs to, and everything that bears both out."""

    text: str
    sentence: str
    status: ClaimStatus
    evidence: tuple[Evidence, ...]
    memories: tuple[UUID, ...]
    answers: str = ""
    """The requirement of the advert that it meets, in the advert's words."""


def proofs(memories: Sequence[Memory], fit: Sequence[FitItem], language: Locale) -> list[Proof]:
    """Every result that may be named, the best first: what the advert asks for, then what has a number, then the latest."""
    found: list[tuple[tuple[int, int, int], Proof]] = []
    for recency, job in enumerate(profile(memories).jobs):
        words = [words for memory in memories if memory.id in job.ids for words in words_of(memory)]
        ready = index(words, language)
        for said in job.highlights:
            text = _as_line(said.value)
            if not text or len(text) > LONGEST or check_value("text", text, ready).status == "unsupported":
                continue
            answers = next((item for item in fit if _meets(item, said)), None)
            rank = (_worth(answers), 1 if _NUMBER.search(text) else 0, -recency)
            found.append((rank, _proof(text, job, said, answers, language)))
    return [proof for _, proof in sorted(found, key=lambda pair: pair[0], reverse=True)]


def _worth(item: FitItem | None) -> int:
    return 0 if item is None else 2 if item.requirement.must else 1


def _meets(item: FitItem, said: Said) -> bool:
    """Whether the words that bear a requirement out are the words of this result."""
    return item.status != "missing" and any(
        mine.id == theirs.id and mine.start < theirs.end and theirs.start < mine.end
        for mine in said.claim.evidence
        for theirs in item.evidence
    )


def _as_line(text: str) -> str:
    """One line; the English "i" of somebody who types in small letters is a capital in a letter."""
    line = " ".join(text.split()).strip(" .,;:-–—•")
    return re.sub(r"(?<!\S)i(?=(?:'\w+)?(?:\s|$))", "I", line)


def _proof(text: str, job: Entry, said: Said, answers: FitItem | None, language: Locale) -> Proof:
    naming = [job.claims[field] for field in ("position", "name") if job.value(field)]
    return Proof(
        text=text,
        sentence=_sentence(text, job.value("position"), job.value("name"), language),
        status=said.claim.status,
        evidence=tuple(each for one in (said, *naming) for each in one.claim.evidence[:1]),
        memories=tuple(dict.fromkeys(one.memory.id for one in (said, *naming))),
        answers=answers.requirement.text if answers else "",
    )


def _sentence(text: str, position: str, company: str, language: Locale) -> str:
    """The result with where it happened. English sentences in the first person read on; the rest follows a colon."""
    if company and folded(company).split()[0] in folded(text).split():
        # It says itself where it was.
        return f"{text[0].upper()}{text[1:]}."
    if company and language == "en" and re.match(r"(?:I|we|We|my|My)\b", text):
        first = text if text.startswith("I") else text[0].lower() + text[1:]
        return phrase(language, "proof_i", company=company, text=first)
    name = {
        (True, True): "proof",
        (False, True): "proof_company",
        (True, False): "proof_position",
        (False, False): "proof_plain",
    }[bool(position), bool(company)]
    return phrase(language, name, position=position, company=company, text=text)
