"""What a check comes to, and how the checks of all kinds build it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from lifeos.contracts.memory import Evidence
from lifeos.contracts.words import ClaimStatus
from lifeos.grounding.fold import plain_case
from lifeos.grounding.index import MAX_EVIDENCE, Passage


@dataclass(frozen=True)
class Verdict:
    """Whether words bear a value out. `reason` is `code: detail`; `coverage` is 0 to 1 of the content words."""

    status: ClaimStatus
    evidence: list[Evidence]
    reason: str | None
    coverage: float


@dataclass(frozen=True)
class Span:
    """Folded characters of one passage."""

    passage: Passage
    start: int
    end: int


def unsupported(code: str, detail: str = "", coverage: float = 0.0) -> Verdict:
    """The words do not bear the value out, and why."""
    return Verdict("unsupported", [], f"{code}: {detail}" if detail else code, coverage)


def supported(value: str, spans: Sequence[Span], coverage: float = 1.0) -> Verdict:
    """Borne out by these spans: verbatim when one of them is the value itself, else reworded."""
    wanted = plain_case(value)
    exact = [span for span in spans if plain_case(span.passage.folded.said(span.start, span.end)) == wanted]
    chosen = exact[:1] or list(spans)
    evidence = _merged(chosen)
    verdict = Verdict("verbatim" if exact else "reworded", evidence, None, coverage)
    if evidence and all(one.source == "confirmation" for one in evidence):
        return replace(verdict, status="confirmed")
    return verdict


def _merged(spans: Sequence[Span]) -> list[Evidence]:
    """Spans as evidence: those close together joined, the longest five, in order."""
    joined: list[Span] = []
    for span in sorted(
        spans, key=lambda span: (span.passage.words.id, span.passage.words.offset, span.start)
    ):
        last = joined[-1] if joined else None
        if last is not None and last.passage is span.passage and span.start - last.end <= 25:
            joined[-1] = replace(last, end=max(last.end, span.end))
        else:
            joined.append(span)
    longest = sorted(joined, key=lambda span: span.start - span.end)[:MAX_EVIDENCE]
    return [span.passage.evidence(span.start, span.end) for span in joined if span in longest]
