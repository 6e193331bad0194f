"""Part D: a small CV parser that knows nothing of our template, and the comparison with the document."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from lifeos.contracts.deliverable import Finding
from lifeos.cv.printing.ats.expected import Expected, Job
from lifeos.cv.printing.ats.headings import KEY_OF_TITLE, MONTHS, UNTIL_NOW
from lifeos.cv.printing.ats.readers import Cell, TextLine, normal
from lifeos.cv.printing.ats.recall import right_to_left
from lifeos.cv.printing.ats.structure import error

_MONTH = r"(?:(?P<{0}m>[^\W\d_]{{3,12}})\.?\s+(?:de\s+)?)?(?P<{0}y>[12]\d{{3}})"
_PERIOD = re.compile(
    _MONTH.format("s")
    + rf"(?:\s*[-\u2013\u2014]\s*(?:{_MONTH.format('e')}|(?P<now>{'|'.join(UNTIL_NOW)})))?",
    re.IGNORECASE,
)
_EMAIL = re.compile(r"[^\s|@]{1,64}@[^\s|@]{1,200}\.[^\s|@]{1,60}")
_PHONE = re.compile(r"\+?\(?\d[\d\s().\-]{5,}\d")
_POINT = ("\u2022", "\u25e6", "\u25aa", "-", "\u2013")


@dataclass(frozen=True)
class ReadJob:
    """A job as the parser read it; dates are `YYYY` or `YYYY-MM`, the end is empty while it goes on."""

    company: str
    title: str
    start: str
    end: str


@dataclass(frozen=True)
class ReadCv:
    """What the parser read."""

    name: str
    email: str
    phones: tuple[str, ...]
    sections: tuple[str, ...]
    jobs: tuple[ReadJob, ...]


def parse(lines: tuple[TextLine, ...]) -> ReadCv:
    """Read the fields of a CV from its printed lines."""
    header: list[TextLine] = []
    sections: dict[str, list[TextLine]] = {}
    current = header
    for line in lines:
        if key := _section_key(line):
            current = sections.setdefault(key, [])
        else:
            current.append(line)
    about = " ".join(line.text for line in header)
    email = _EMAIL.search(about)
    return ReadCv(
        name=_read_name(header),
        email=email.group() if email else "",
        phones=tuple(_digits(found) for found in _PHONE.findall(about)),
        sections=tuple(sections),
        jobs=tuple(_read_jobs(sections.get("work", []))),
    )


def check_fields(lines: tuple[TextLine, ...], expected: Expected) -> Iterator[Finding]:
    """Each field that the parser did not get back."""
    read = parse(lines)
    if expected.name and not right_to_left(expected.name) and normal(read.name) != normal(expected.name):
        yield error("D.name", "The name is not the first and largest line.")
    if expected.email and read.email != expected.email:
        yield error("D.email", "The e-mail address is not read as one.")
    phone = _digits(expected.phone)
    if len(phone) > 6 and not any(digits and phone.startswith(digits) for digits in read.phones):
        yield error("D.phone", "The phone number is not read as one.")
    if lost := [key for key in expected.sections if key not in read.sections]:
        yield error("D.sections", f"These sections are not recognised by their titles: {', '.join(lost)}.")
    yield from _check_jobs(read.jobs, [job for job in expected.jobs if job.company or job.title])


def _check_jobs(read: tuple[ReadJob, ...], wanted: list[Job]) -> Iterator[Finding]:
    if len(read) != len(wanted):
        yield error("D.jobs", f"{len(read)} jobs are recognised where there are {len(wanted)}.")
        return
    for job, found in zip(wanted, read, strict=True):
        name = job.company or job.title
        if normal(found.company) != normal(name):
            yield error("D.employer", f"The employer {name} is not recognised.")
        elif job.company and job.title and normal(found.title) != normal(job.title):
            yield error("D.title", f"The job title at {name} is not recognised.")
        elif job.start and found.start != job.start:
            yield error("D.start", f"The start date at {name} is not recognised.")
        elif job.end and found.end != job.end:
            yield error("D.end", f"The end date at {name} is not recognised.")


def _section_key(line: TextLine) -> str | None:
    """A section title is a bold line in capitals that consists of nothing else."""
    text = line.text.strip(": ")
    return KEY_OF_TITLE.get(text.lower()) if line.bold and text.isupper() else None


def _read_name(header: list[TextLine]) -> str:
    largest = max((line.size for line in header), default=0.0)
    return " ".join(line.text for line in header if line.size > largest - 0.5)


def _read_jobs(lines: list[TextLine]) -> Iterator[ReadJob]:
    heads: list[list[TextLine]] = []
    in_points = True
    for line in lines:
        if line.cells[0].bold and not (heads and not in_points and _continues(heads[-1], line)):
            heads.append([line])
            in_points = False
        elif line.cells[0].text.startswith(_POINT):
            in_points = True
        elif not in_points and heads:
            heads[-1].append(line)
    return (_read_head(head) for head in heads)


def _continues(head: list[TextLine], line: TextLine) -> bool:
    """A long employer's name goes on in the next line: bold again, close below, and the line above is full."""
    last = head[-1]
    return last.bold and last.page == line.page and last.cells[-1].x1 > 0.6 * last.page_width


def _read_head(head: list[TextLine]) -> ReadJob:
    company = " ".join(cell.text for line in head for cell in line.cells if cell.bold)
    job = ReadJob(company, "", "", "")
    for line in head:
        for cell in line.cells:
            found = None if cell.bold or job.start else _PERIOD.fullmatch(cell.text.strip())
            if found and _known_months(found):
                job = replace(job, start=_iso(found, "s"), end=_end(found))
                continue
            if not cell.bold and not job.title:
                job = replace(job, title=_whole_title(head, line, cell))
    return job


def _whole_title(head: list[TextLine], line: TextLine, cell: Cell) -> str:
    """A long title goes on in the next line when its own line is full."""
    text = cell.text
    for below in head[head.index(line) + 1 :]:
        if line.cells[-1] is not cell or cell.x1 < 0.75 * line.page_width:
            break
        line, cell = below, below.cells[0]
        text = f"{text} {cell.text}"
    return text


def _known_months(found: re.Match[str]) -> bool:
    names = (found.group("sm"), found.group("em"))
    return all(name is None or name[:3].lower() in MONTHS for name in names)


def _iso(found: re.Match[str], which: str) -> str:
    month, year = found.group(f"{which}m"), found.group(f"{which}y")
    return f"{year}-{MONTHS[month[:3].lower()]:02}" if month else year


def _end(found: re.Match[str]) -> str:
    """A single date is both start and end."""
    if found.group("now"):
        return ""
    return _iso(found, "e") if found.group("ey") else _iso(found, "s")


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)
