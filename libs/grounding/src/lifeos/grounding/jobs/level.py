"""What an advert is about in a word: which level it wants, and the names of tools and papers that it asks for."""

import re
from collections.abc import Mapping, Sequence

from lifeos.contracts.job import Requirement, Seniority
from lifeos.grounding.fold import fold, folded, tokens
from lifeos.grounding.tables import every

MOST_KEYWORDS = 20
_LEVELS: Mapping[Seniority, re.Pattern[str]] = {
    "director": re.compile(
        r"\b(?:director\w*|diretor\w*|head of|chief|vp|vice president|ceo|cto|cfo|jefatura de area)\b"
    ),
    "manager": re.compile(r"\b(?:manager|gerente|gestora?|jef[ea]|chefe|encargad[oa]|encarregad[oa])\b"),
    "lead": re.compile(
        r"\b(?:lead|leader|lider|supervisor[a]?|coordinador[a]?|coordenador[a]?|coordinator|principal|staff engineer)\b"
    ),
    "senior": re.compile(r"\b(?:senior|sr|pleno[ /]senior|experienced|especialista senior)\b"),
    "intern": re.compile(
        r"\b(?:intern|internship|trainee|apprentice\w*|becari[oa]|practicante|pasante|aprendiz|estagi\w+)\b"
    ),
    "junior": re.compile(
        r"\b(?:junior|jr|graduate|entry[- ]level|sin experiencia|sem experiencia|primeiro emprego|recien (?:titulad|graduad)\w+)\b"
    ),
}
"""From the highest down, interns before juniors; the first that the title names counts. Folded."""
_COMMON = (
    every("stopwords")
    | every("months")
    | frozenset(
        [
            "i",
            "cv",
            "english",
            "spanish",
            "portuguese",
            "ingles",
            "espanol",
            "portugues",
            "french",
            "frances",
            "german",
            "aleman",
            "alemao",
            "degree",
            "university",
            "monday",
            "friday",
        ]
    )
)


def seniority_of(title: str, text: str) -> Seniority | None:
    """The level that the title names; without one, an advert for beginners says so in its text."""
    plain = folded(title)
    for level, pattern in _LEVELS.items():
        if pattern.search(plain):
            return level
    beginners = _LEVELS["junior"].search(folded(text)) or _LEVELS["intern"].search(folded(text)[:400])
    return "junior" if beginners else None


def keywords_of(requirements: Sequence[Requirement]) -> list[str]:
    """Names in what is asked for, such as SQL, Power BI and NMC: acronyms, and words with a capital inside a line. Each once."""
    found: dict[str, str] = {}
    for each in requirements:
        for name in _names(each.text):
            found.setdefault(folded(name), name)
    return list(found.values())[:MOST_KEYWORDS]


def _names(text: str) -> list[str]:
    """Runs of such words, as they are written."""
    source = fold(text)
    found: list[str] = []
    run: list[tuple[int, int]] = []
    for token in [*tokens(source), None]:
        named = (
            token is not None
            and token.text not in _COMMON
            and (token.acronym or (token.capital and not token.opens))
        )
        if token is not None and named and (not run or source.text[run[-1][1] : token.start] == " "):
            run.append((token.start, token.end))
            continue
        if run:
            found.append(source.said(run[0][0], run[-1][1]))
        run = [(token.start, token.end)] if token is not None and named else []
    return found
