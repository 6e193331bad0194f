"""Parts B and C: every word is there for every reader, and each job's words stand together in order."""

import unicodedata
from collections.abc import Iterator

from lifeos.contracts.deliverable import Finding
from lifeos.cv.printing.ats.expected import Expected, Job
from lifeos.cv.printing.ats.readers import normal
from lifeos.cv.printing.ats.structure import error, warning

LONGER_THAN_A_LINE = 60


def check_recall(texts: dict[str, str], expected: Expected) -> Iterator[Finding]:
    """Part B: one finding per reader that misses something, with the first things it misses."""
    for reader, text in texts.items():
        seen = normal(text)
        lost = [wanted for wanted in expected.texts if not _reads(seen, wanted)]
        mirrored = [wanted for wanted in lost if right_to_left(wanted)]
        gone = [wanted for wanted in lost if wanted not in mirrored]
        if gone:
            yield error("B.recall", f"{_count(gone)} cannot be read: {_some(gone)}.", reader)
        if mirrored:
            yield warning(
                "B.right-to-left",
                f"Words written from right to left come out in another order: {_some(mirrored)}.",
                reader,
            )


def check_order(texts: dict[str, str], expected: Expected) -> Iterator[Finding]:
    """Part C: company, then title, then points, then the next company; dates inside; nothing mixed in."""
    for reader, text in texts.items():
        seen = normal(text)
        stretches = list(_stretches(seen, expected.jobs))
        if None in stretches:
            yield error("C.order", "The company, title and points of a job do not follow each other.", reader)
            continue
        places = [place for place in stretches if place]
        ends = [*(start for start, _ in places[1:]), len(seen)][: len(places)]
        for job, (start, last), end in zip(expected.jobs, places, ends, strict=True):
            if job.when and normal(job.when) not in seen[start:end]:
                yield error("C.date", f"The dates of {_name(job)} stand apart from the job.", reader)
                break
            if last and job.when and _misplaced(seen[start:end], job):
                yield error("C.date", f"The dates of {_name(job)} come after its points.", reader)
                break
        if places and _mixed(seen[places[0][0] : places[-1][1]], expected):
            yield error("C.mixed", "Words of another column stand between the jobs.", reader)


def _stretches(seen: str, jobs: tuple[Job, ...]) -> Iterator[tuple[int, int] | None]:
    """Where each job starts and where its last word ends; None when its parts are out of order."""
    position = 0
    for job in jobs:
        start, broken = None, False
        for part in filter(None, (job.company, job.title, *job.points)):
            found = seen.find(normal(part), position)
            if found < 0:
                broken = True
                break
            start = found if start is None else start
            position = found + len(normal(part))
        yield None if broken else (position if start is None else start, position)


def _misplaced(stretch: str, job: Job) -> bool:
    return bool(job.points) and stretch.find(normal(job.when)) > stretch.find(normal(job.points[-1]))


def _mixed(work: str, expected: Expected) -> bool:
    """A skill or language that the jobs do not name themselves, in the middle of them."""
    own = normal(" ".join(text for text in expected.texts if text not in expected.side_words))
    return any(word not in own and word in work for word in map(normal, expected.side_words))


def _reads(seen: str, wanted: str) -> bool:
    """A word longer than a line (a web address) is broken somewhere, so there blanks do not count."""
    if max(map(len, wanted.split()), default=0) < LONGER_THAN_A_LINE:
        return normal(wanted) in seen
    return "".join(normal(wanted).split()) in "".join(seen.split())


def right_to_left(text: str) -> bool:
    """Whether it has Arabic or Hebrew letters, whose order every extractor settles in its own way."""
    return any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in text)


def _name(job: Job) -> str:
    return job.company or job.title or "a job"


def _count(lost: list[str]) -> str:
    return "One thing" if len(lost) == 1 else f"{len(lost)} things"


def _some(lost: list[str]) -> str:
    shown = ", ".join(f'"{text[:60]}"' for text in lost[:3])
    return f"{shown} and more" if len(lost) > 3 else shown
