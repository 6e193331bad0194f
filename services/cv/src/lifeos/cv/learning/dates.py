"""Dates and periods in what people say: written, spoken, corrected in mid-sentence, or relative to today."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from re import Match, Pattern

from lifeos.contracts.words import ClaimStatus, Locale
from lifeos.cv.learning.passage import Passage, Said, words
from lifeos.cv.learning.vocabulary import ENGLISH_WORDS_TOO, MONTHS, NUMBERS

YEAR = r"(?:19[4-9]\d|20\d\d)"
NOT_AFTER = r"(?<![\w.,/$€£+-])"
NOT_BEFORE = r"(?![\w%€$£]|[.,]\d{3}|\.\d{2})"
PRESENT = re.compile(
    r"(?:the )?present(?!\w)|(?:right )?now(?!\w)|today|current(?:ly)?(?!\w)|ongoing|(?:to )?date(?!\w)|this day|"
    r"(?:la )?actualidad|(?:el )?presente|hoy(?: en dia)?(?!\w)|(?:el dia de )?hoy(?!\w)|ahora(?!\w)|actual(?:mente)?(?!\w)|act\.|(?:la )?fecha(?!\w)|"
    r"(?:o )?atual(?:mente)?(?!\w)|hoje(?!\w)|hj(?!\w)|agora(?!\w)|(?:o )?momento(?!\w)|(?:a )?data(?: atual| presente)?(?=\s*(?:$|[)\].,:;|\n]|[-–]\s))|os dias de hoje"
)
BETWEEN = re.compile(
    r"[\s,()]*(?:(?:-|–|—|―|−|->|→|/)\s*(?:(?:to|until|hasta|ate)(?!\w))?|(?:to|until|till?|'til|through|thru|up to|a|al|ao|as|hasta|ate|pra|para|pro)(?!\w))[\s(]*"
    r"(?:(?:la|el|o|a|ao|al|the|as|about|around|like|mid|finales de|fines de|end of|early|late|in|en|em|de|del)\s+){0,2}"
)
UNTIL = re.compile(
    r"(?<!\w)(?:until|till?|'til|up to|through|hasta|ate|ended|finished|left|fin|al)\s+(?:(?:the|el|la|o|a|in|en|em|de|about|around|like|mas o menos)\s+){0,2}$"
)
SINCE = re.compile(
    r"(?<!\w)(?:since|desde|a partir d[eo]|ever since|hace desde)\s*(?:(?:el|la|o|a|in|de|about|around|like|mas o menos|al rededor de)\s+){0,2}$"
)
FROM = re.compile(
    r"(?<!\w)(?:from|del?|do|entre|between|starting)\s+(?:(?:el|la|o|a|about|around|like)\s+){0,2}$"
)
JOINED = {"from": re.compile(r"\s*(?:and|y|e)\s+(?:(?:el|o|de)\s+)?")}
REFUSED = re.compile(r",? (?:no|nao|not) (?:en|em|in) (?:el |o )?")
""" "In 2016, not in 2015": what follows is refused; "in 2015, no, 2016" takes back what stands before."""
ROUGHLY = (
    r"(?:(?:early|late|mid|mid-|end of|end|beginning of|start of|spring|summer|autumn|fall|winter|around|about|like|"
    r"principios de|principio de|finales de|fines de|final de|mediados de|inicio de|inicios de|comeco de|fim de|meados de|"
    r"primavera de|verano de|otono de|invierno de|verao de|outono de|inverno de|primeira metade de)[\s-]+)?"
)


@dataclass(frozen=True)
class Period:
    """When something began and ended. `point` is a date that is neither: "in 2019"."""

    start: Said | None
    end: Said | None
    point: Said | None
    first: int
    last: int

    @property
    def ranged(self) -> bool:
        """True when the words say that it is a beginning or an end."""
        return self.point is None


@dataclass(frozen=True)
class Found:
    """One date: `start` includes words such as "early" that precede it."""

    value: str
    start: int
    end: int
    status: ClaimStatus
    spoken_short: bool = False

    def said(self, until: int | None = None) -> Said:
        """The date as a claim."""
        return Said(self.value, self.start, until or self.end, self.status)


def periods(here: Passage, today: date, start: int = 0, end: int | None = None) -> list[Period]:
    """Every period in a stretch of the text, in order."""
    stop = len(here.plain) if end is None else end
    found = _settled(here, dates(here, today, start, stop))
    made: list[Period] = []
    place = 0
    while place < len(found):
        period, used = _period_at(here, found, place, start, stop)
        made.append(_calculated(here, period, start))
        place += used
    return made


def dates(here: Passage, today: date, start: int, end: int) -> list[Found]:
    """Every single date, without overlaps."""
    found: list[Found] = []
    for read, pattern in (
        (_numeric, _numeric_pattern(here.language == "en")),
        (_spoken, _spoken_pattern(here.language)),
        (_relative, _relative_pattern(here.language)),
    ):
        for match in pattern.finditer(here.plain, start, end):
            one = read(here, match, today)
            if one and not any(one.start < other.end and other.start < one.end for other in found):
                found.append(one)
    return sorted(found, key=lambda one: one.start)


@cache
def _numeric_pattern(english: bool) -> Pattern[str]:
    names = [name for name in MONTHS if not (english and name in ENGLISH_WORDS_TOO)]
    month = "|".join(sorted(names, key=len, reverse=True))
    return re.compile(
        rf"(?<![\w]){ROUGHLY}(?:"
        rf"(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:de\s+|of\s+)?)?(?P<name>{month})\.?(?:\s+(?:de|of|del|do)|\s*,|\s*/|\s*-)?\s*(?P<of>{YEAR}){NOT_BEFORE}"
        rf"|(?P<short>{month})\.?\s*[/'-]\s*(?P<two>\d\d)(?![\w/])"
        rf"|(?P<iso>{YEAR})[-/.](?P<isomonth>0[1-9]|1[0-2])(?:-(?P<isoday>[0-3]\d))?(?![\w-])"
        rf"|(?P<lone>{month})\.?(?=\s*(?:-|–|to|until|a|al|ate|hasta)\s*(?:{month})\.?\s*(?:de\s+|of\s+)?(?P<later>{YEAR})(?!\d))"
        r"|(?P<last>(?:(?<=20\d\d-)|(?<=20\d\d–)|(?<=20\d\d - )|(?<=20\d\d – ))\d\d(?![\w/.,-]))"
        rf"|(?P<one>[0-3]?\d)[/.-](?P<other>[0-3]?\d)[/.-](?P<whole>{YEAR})(?!\w)"
        rf"|(?P<number>0?[1-9]|1[0-2])\s?[/.]\s?(?P<in>{YEAR}){NOT_BEFORE}"
        rf"|(?P<plain>(?:(?<![.,/$€£+])|(?<=[12]\d\d\d/)){YEAR})(?:\.[12](?!\w))?(?:\s+(?:en|em|in)\s+(?P<after>{month})(?!\w))?{NOT_BEFORE}"
        rf"|'(?P<apostrophe>\d\d)(?!\w))"
    )


def _numeric(here: Passage, match: Match[str], today: date) -> Found | None:
    get = match.groupdict()
    year = get["of"] or get["iso"] or get["in"] or get["plain"] or get["later"] or get["whole"]
    if not year:
        two = int(get["two"] or get["apostrophe"] or get["last"])
        year = str(2000 + two if 2000 + two <= today.year else 1900 + two)
    name = get["name"] or get["short"] or get["after"] or get["lone"]
    month = MONTHS[name] if name else int(get["isomonth"] or get["number"] or 0)
    if get["whole"]:
        month = _month_of(int(get["one"]), int(get["other"]), here.language)
    value = f"{year}-{month:02d}" if month else year
    start = match.start()
    same = here.text[start : match.end()] == value
    return Found(value, start, match.end(), "verbatim" if same else "reworded")


def _month_of(one: int, other: int, language: Locale) -> int:
    """The month of 15/07/2016 and 07/15/2016; 0 where it could be either, as in an English 05/07/2016."""
    if other > 12:
        return one if one <= 12 else 0
    if one > 12 or one == other or language != "en":
        return other
    return 0


@cache
def _spoken_pattern(language: Locale) -> Pattern[str]:
    names = "|".join(sorted(NUMBERS[language], key=len, reverse=True))
    months = "|".join(sorted((m for m in MONTHS if len(m) > 3 or m in {"may", "mai"}), key=len, reverse=True))
    join = {"en": r"(?:[\s-]+and)?[\s-]+", "es": r"(?:\s+y)?\s+", "pt": r"(?:\s+e)?\s+"}[language]
    tens = {
        "en": "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety",
        "es": "treinta|cuarenta|cincuenta|sesenta|setenta|ochenta|noventa",
        "pt": "vinte|trinta|quarenta|cinquenta|sessenta|setenta|oitenta|noventa",
    }[language]
    rest = rf"(?P<rest>(?:{tens}){join}(?:{names})(?!\w)(?!{join}(?:hundred|thousand|mil))|(?:oh|o)\s+(?:{names})|{names})"
    century = {
        "en": r"(?P<century>two thousand|nineteen|twenty)",
        "es": r"(?P<century>dos mil|mil novecientos)",
        "pt": r"(?P<century>dois mil|mil novecentos)",
    }[language]
    short = {
        "en": "(?!x)x",
        "es": rf"(?:hasta el|desde el|en el|del|al)\s+(?!(?:dos )?mil\b)(?P<two>{names})(?=\s|$)(?!\s+de\s|\s+por|%)",
        "pt": r"(?!x)x",
    }[language]
    return re.compile(
        rf"(?<!\w)(?:{ROUGHLY}(?:(?P<name>{months})\s+(?:de\s+|del\s+|of\s+)?)?{century}{join}{rest}(?!\w)"
        rf"(?:\s+(?:en|em|in)\s+(?P<after>{months})(?!\w))?|{short})"
    )


def _spoken(here: Passage, match: Match[str], today: date) -> Found | None:
    get = match.groupdict()
    if get.get("two"):
        number = NUMBERS[here.language][get["two"]]
        known = 2000 + number if number >= 1 else 0
        if not (2001 <= known <= today.year) or not here.lower_case or number < 5:
            return None
        return Found(str(known), match.start("two"), match.end("two"), "reworded", True)
    rest = _number(get["rest"], here.language)
    century = 1900 if get["century"] in ("nineteen", "mil novecientos", "mil novecentos") else 2000
    if not 0 < rest < 100 or (
        get["century"] in ("nineteen", "twenty") and rest < 10 and get["rest"][0] != "o"
    ):
        return None
    if century + rest > today.year + 1:
        return None
    name = get["name"] or get["after"]
    value = f"{century + rest}-{MONTHS[name]:02d}" if name else str(century + rest)
    return Found(value, match.start(), match.end(), "reworded")


def _number(spoken: str, language: Locale) -> int:
    return sum(NUMBERS[language].get(word, 0) for word in re.split(r"[\s-]+", spoken))


@cache
def _relative_pattern(language: Locale) -> Pattern[str]:
    names = "|".join(NUMBERS[language])
    count = rf"(?P<count>\d{{1,2}}|{names})"
    return {
        "en": re.compile(
            rf"(?<!\w)(?:(?P<last>last year)|(?P<this>this year)|(?:about )?{count} years? ago)(?!\w)"
        ),
        "es": re.compile(
            rf"(?<!\w)(?:(?P<last>el ano pasado)|(?P<this>este ano)|hace (?:como )?{count} anos?)(?!\w)"
        ),
        "pt": re.compile(
            rf"(?<!\w)(?:(?P<last>(?:o )?ano passado)|(?P<this>este ano)|ha (?:uns )?{count} anos?)(?!\w)"
        ),
    }[language]


def _relative(here: Passage, match: Match[str], today: date) -> Found | None:
    count = match["count"]
    back = 1 if match["last"] else 0 if match["this"] else _count(count, here.language)
    return Found(str(today.year - back), match.start(), match.end(), "calculated")


def _count(spoken: str, language: Locale) -> int:
    return int(spoken) if spoken.isdigit() else NUMBERS[language][spoken]


def _settled(here: Passage, found: list[Found]) -> list[Found]:
    """Of "2018 no wait 2019" and of "the fourteenth, 2014" only the last, at the place of the first."""
    kept: list[Found] = []
    for one in found:
        before = kept[-1] if kept else None
        gap = here.plain[before.end : one.start] if before else ""
        if before and (_is_corrected(here, gap) or _is_echo(before, one, gap)):
            kept[-1] = Found(one.value, before.start, one.end, "reworded")
        else:
            kept.append(one)
    return kept


def _is_corrected(here: Passage, gap: str) -> bool:
    if len(gap) > 40 or REFUSED.fullmatch(gap):
        return False
    found = words(*here.cues.corrections).search(gap)
    rest = gap[found.end() :] if found else ""
    return bool(found) and not gap[: found.start() if found else 0].strip(" ,.") and len(rest.split()) <= 3


def _is_echo(before: Found, one: Found, gap: str) -> bool:
    return not gap.strip(" ,") and (before.value[:4] == one.value[:4])


def _period_at(here: Passage, found: list[Found], place: int, start: int, stop: int) -> tuple[Period, int]:
    one = found[place]
    lead = here.plain[max(start, one.start - 40) : one.start]
    after = found[place + 1] if place + 1 < len(found) else None
    gap = here.plain[one.end : after.start] if after else ""
    if after and (_is_range(lead, gap) or _is_year_and_next(one, after, lead, gap)):
        return Period(one.said(), after.said(), None, one.start, after.end), 2
    now = _present_after(here, one.end, stop)
    if now and not UNTIL.search(lead):
        return Period(one.said(), Said("present", now[0], now[1], "reworded"), None, one.start, now[1]), 1
    if UNTIL.search(lead):
        return Period(None, one.said(), None, one.start, one.end), 1
    since = SINCE.search(lead)
    if since:
        if after and UNTIL.search(gap[-30:]) and len(gap) < 120:
            return Period(one.said(), after.said(), None, one.start, after.end), 2
        began = one.start - len(lead) + since.start()
        end = Said("present", began, one.end, "reworded")
        return Period(one.said(), end, None, began, one.end), 1
    if FROM.search(lead) and re.search(r"(?<!\w)(?:from|starting)\s", lead[-12:]):
        return Period(one.said(), None, None, one.start, one.end), 1
    return Period(None, None, one.said(), one.start, one.end), 1


def _is_range(lead: str, gap: str) -> bool:
    if BETWEEN.fullmatch(gap):
        return True
    return (
        bool(FROM.search(lead))
        and bool(JOINED["from"].fullmatch(gap))
        and bool(re.search(r"entre|between", lead))
    )


def _is_year_and_next(one: Found, after: Found, lead: str, gap: str) -> bool:
    """ "in 2014 and 2015": from the one to the other."""
    years = len(one.value) == len(after.value) == 4 and int(after.value) - int(one.value) == 1
    return years and gap.strip() in ("and", "y", "e") and bool(re.search(r"(?<!\w)(?:in|en|em)\s+$", lead))


def _present_after(here: Passage, place: int, stop: int) -> tuple[int, int] | None:
    gap = BETWEEN.match(here.plain, place, min(stop, place + 40))
    if not gap:
        return None
    now = PRESENT.match(here.plain, gap.end(), stop)
    return (now.start(), now.end()) if now else None


def _calculated(here: Passage, period: Period, start: int) -> Period:
    """With a start computed from "for three years until 2019"."""
    if period.start or not period.end or not period.end.value[:4].isdigit():
        return period
    names = "|".join(NUMBERS[here.language])
    lasted = re.compile(
        rf"(?<!\w)(?:for|durante|por|during)\s+(?P<count>\d{{1,2}}|{names})\s+(?:years?|anos?)[\s,]+(?:\w+\s+){{0,2}}$"
    )
    lead = here.plain[max(start, period.first - 60) : period.first]
    found = lasted.search(lead)
    if not found:
        return period
    began = period.first - len(lead) + found.start()
    year = int(period.end.value[:4]) - _count(found["count"], here.language)
    value = str(year) + period.end.value[4:7]
    said = Said(value, began, period.end.end, "calculated")
    return Period(said, period.end, None, began, period.last)
