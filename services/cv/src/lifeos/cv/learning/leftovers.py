"""Finds words that no reader understood, so that nothing a person said is lost without a trace."""

import itertools
import re
from functools import cache
from re import Pattern

from lifeos.contracts.words import Locale
from lifeos.cv.learning.cues import CUES
from lifeos.cv.learning.notes import Notebook
from lifeos.cv.learning.passage import Passage, Span, say, trim, words
from lifeos.cv.learning.profile import NUMBERING, section_of
from lifeos.cv.learning.sentences import lines
from lifeos.cv.learning.subjects import is_only_correction
from lifeos.cv.learning.vocabulary import NUMBERS

LONG_RUN = 5
"""Content words in a row that are worth keeping even without a number or a name among them."""
BREAK = re.compile(r"[.!?;:,()|·•]+(?=\s|$)|\s[–—-]\s")
WORD = re.compile(r"[^\W_](?:[\w'’+#./@%-]*[\w+#%])?")


def keep_leftovers(note: Notebook) -> None:
    """Note each stretch that holds a number, a name or five words of content and that nothing was made of."""
    here = note.here
    for line in lines(here.text):
        if section_of(here, line):
            continue
        number = NUMBERING.match(here.plain, line.start, line.end)
        begins = number.end() if number else line.start
        edges = [begins, *(m.end() for m in BREAK.finditer(here.text, begins, line.end)), line.end]
        for start, end in itertools.pairwise(edges):
            for run in _runs(note, start, end):
                said = say(here, run.start, run.end)
                if said:
                    note.add("other", {"text": said}, run)


def _runs(note: Notebook, start: int, end: int) -> list[Span]:
    """The stretches of content words in a row that are not understood."""
    runs: list[list[re.Match[str]]] = [[]]
    for word in WORD.finditer(note.here.text, start, end):
        plain = note.here.plain[word.start() : word.end()]
        if not plain.strip() or _light(note.here.language).fullmatch(plain):
            continue
        if note.is_taken(word.start(), word.end()):
            runs.append([])
        else:
            runs[-1].append(word)
    return [
        trim(note.here.text, run[0].start(), run[-1].end())
        for run in runs
        if run and _counts(note.here, run, start) and not _is_taken_back(note.here, run[-1].end())
    ]


def _counts(here: Passage, run: list[re.Match[str]], start: int) -> bool:
    opening = not here.text[start : run[0].start()].strip()
    names = [word for number, word in enumerate(run) if word.group()[0].isupper() and (number or not opening)]
    numbers = [word for word in run if _is_number(here, word)]
    return bool(names or numbers) or len(run) >= LONG_RUN


def _is_number(here: Passage, word: re.Match[str]) -> bool:
    plain = here.plain[word.start() : word.end()]
    return any(c.isdigit() for c in plain) or NUMBERS[here.language].get(plain, 0) > 1


def _is_taken_back(here: Passage, place: int) -> bool:
    """ "2016, no wait, 2017": what is said before a correction is no loss."""
    follows = here.plain[place : place + 16].lstrip(" ,.")
    return bool(words(*here.cues.corrections).match(follows)) and (
        is_only_correction(follows) or not follows.startswith(("no ", "nao ", "not "))
    )


@cache
def _light(language: Locale) -> Pattern[str]:
    """Words that carry nothing by themselves."""
    cues = CUES[language]
    numbers = {word for word, value in NUMBERS[language].items() if value > 1}
    light = [w for w in (*cues.stop, *cues.common, *cues.chatter, *cues.openers) if w not in numbers]
    return words(*light)
