"""Reviews an answer: is a story told in it, by oneself, with a result; is it true as far as is known. No model."""

import re
from collections.abc import Sequence
from uuid import UUID

from lifeos.contracts.call import Speech
from lifeos.contracts.deliverable import Finding
from lifeos.contracts.memory import Memory
from lifeos.contracts.pack import PackQuestion, StoryPart
from lifeos.contracts.practice import Review
from lifeos.contracts.words import Locale
from lifeos.grounding import Words, check_value, index
from lifeos.grounding.agreement import Disagreement, disagreements
from lifeos.grounding.fold import fold, folded, tokens
from lifeos.grounding.jobs import speaks_of
from lifeos.grounding.ledger import said_once
from lifeos.interview.bank import bank
from lifeos.interview.stories import SENTENCE, SHORTEST, line, stories
from lifeos.interview.telling import parts_told

SHORT, LONG = 30, 280
"""Words of an answer: a minute is about 130. Our reading; nobody measured it."""
SHORTEST_SPEECH_S = 5.0
FAST_WPM, SLOW_WPM = 180, 90
"""Words per minute. Conversation runs at about 120 to 150; our reading of what is hard to follow on either side."""
LONG_PAUSE_S, LONG_SPEECH_S = 4.0, 150.0
STORY_ROUNDS = frozenset({"skills", "behaviour"})
"""Rounds whose questions want a story; others want a plain answer."""
PLAIN_ROUNDS = frozenset({"screening", "closing"})
"""Rounds whose answers are about dates and wishes, which belong into no CV."""
SAME_STORY = 0.5
"""Share of the words of a story that an answer must say to count as telling it."""
NEW_SHOWN = 3
OTHERWISE_SHOWN = 2
ENOUGH_TO_TELL = 15
"""Words from which on an answer can be said to miss its question; a shorter one is told that it is short."""
_WE: dict[Locale, re.Pattern[str]] = {
    "en": re.compile(r"\b(?:we|our|us)\b"),
    "es": re.compile(r"\b(?:nosotros|nosotras|nuestr\w+|\w{2,}(?:amos|emos|imos))\b"),
    "pt": re.compile(r"\b(?:nos|nosso\w*|nossa\w*|a gente|\w{2,}(?:amos|emos|imos))\b"),
}
_I: dict[Locale, re.Pattern[str]] = {
    "en": re.compile(r"\b(?:i|my|myself|i'm|i've)\b"),
    "es": re.compile(r"\b(?:yo|mi|mis|me|hice|tuve|fui|puse)\b|\b[^\W\d_]{3,}[éí]\b"),
    "pt": re.compile(r"\b(?:eu|meu|minha|fiz|tive|fui)\b|\b[^\W\d_]{3,}(?:ei|i)\b"),
}


def review(
    text: str,
    question: PackQuestion,
    language: Locale,
    standing: Sequence[Memory],
    retracted: Sequence[Memory],
    told_before: Sequence[UUID] = (),
    speech: Speech | None = None,
) -> Review:
    """What is noticed about an answer. `told_before` are the stories of earlier answers of this round; `speech` says how it
    was spoken, when it was spoken."""
    sentences = _sentences(text)
    told = parts_told(". ".join(sentences), language)
    story, title = _story_in(text, standing, language)
    back = _taken_back(text, retracted, standing, language)
    otherwise = _told_otherwise(sentences, standing, language)
    doubtful = {each.now for each in otherwise}
    new = [] if back or question.round in PLAIN_ROUNDS else _new(sentences, standing, language)
    new = [sentence for sentence in new if sentence not in doubtful]
    count = len(text.split())
    say = _Saying(language)
    # What may be untrue comes first: in the chat only the first findings are said.
    for quote in back:
        say.it("retracted", severity="error", quote=quote)
    for each in otherwise:
        say.it("told_otherwise", now=each.now, before=each.before)
    if _misses(question, text, count, language):
        say.it("off_the_question", about=question.about)
    if question.round in STORY_ROUNDS:
        say.about_the_story(told, text)
    say.about_the_length(count, is_story=question.round in STORY_ROUNDS)
    if len(_WE[language].findall(folded(text))) > 2 * len(_I[language].findall(text.lower())) + 1:
        say.it("we_not_i")
    if story and story in told_before:
        say.it("uses_story_again", title=title)
    for quote in new:
        say.it("not_said_before", quote=quote)
    pace = words_per_minute(count, speech) if speech else None
    if speech:
        say.about_the_speech(speech, pace)
    return Review(
        words=count,
        speech=speech,
        words_per_minute=pace,
        told=told,
        story=story,
        findings=say.findings,
        new=new,
        retracted=back,
    )


def words_per_minute(words: int, speech: Speech) -> int | None:
    """The pace of an answer, pauses included; None when it is too short to tell."""
    if speech.seconds < SHORTEST_SPEECH_S:
        return None
    return round(words * 60 / speech.seconds)


class _Saying:
    """The findings in the person's language, in the order they are said."""

    def __init__(self, language: Locale) -> None:
        self._sentences: dict[str, str] = bank(language)["feedback"]
        self.findings: list[Finding] = []

    def it(self, rule: str, *, severity: str = "warning", **words: object) -> None:
        text = self._sentences[rule].format(**words)
        self.findings.append(Finding.model_validate({"rule": rule, "severity": severity, "text": text}))

    def about_the_story(self, told: Sequence[StoryPart], text: str) -> None:
        missing = [part for part in ("situation", "action", "result") if part not in told]
        for part in missing:
            self.it(f"no_{part}")
        if "result" in told and not re.search(r"\d", text):
            self.it("no_number")
        if not missing:
            self.it("all_there" if "task" in told else "story_whole")

    def about_the_length(self, words: int, *, is_story: bool) -> None:
        if words < (SHORT if is_story else SHORT // 2):
            self.it("too_short")
        elif words > LONG:
            self.it("too_long", words=words)
        elif is_story:
            self.it("good_length")

    def about_the_speech(self, speech: Speech, pace: int | None) -> None:
        if pace and pace > FAST_WPM:
            self.it("spoken_fast", pace=pace)
        elif pace and pace < SLOW_WPM:
            self.it("spoken_slowly", pace=pace)
        if speech.longest_pause_s >= LONG_PAUSE_S:
            self.it("long_pause", seconds=round(speech.longest_pause_s))
        if speech.seconds > LONG_SPEECH_S:
            self.it("spoken_long", seconds=round(speech.seconds))


def _story_in(text: str, standing: Sequence[Memory], language: Locale) -> tuple[UUID | None, str]:
    """The known story that most of its words are said of."""
    said = _content(text)
    best: tuple[float, UUID | None, str] = (0.0, None, "")
    for each in stories(standing, language):
        own = _content(each.story.quote)
        share = len(own & said) / len(own) if own else 0.0
        if share > best[0]:
            best = (share, each.story.id, each.story.title)
    return (best[1], best[2]) if best[0] >= SAME_STORY else (None, "")


def _content(text: str) -> set[str]:
    return {token.text for token in tokens(fold(text)) if len(token.text) >= 4 or token.text.isdigit()}


def _taken_back(
    text: str, retracted: Sequence[Memory], standing: Sequence[Memory], language: Locale
) -> list[str]:
    """What the answer says although the person took it back, and nothing else of theirs still says it."""
    answer = index([Words("message", "answer", text)], language)
    known = index(said_once(standing), language)
    found: list[str] = []
    for memory in retracted:
        for name in ("text", "name", "institution", "value"):
            claim = memory.claims.get(name)
            if claim is None or len(claim.value) < 3:
                continue
            said = check_value("text", claim.value, answer).status != "unsupported"
            if said and check_value("text", claim.value, known).status == "unsupported":
                found.append(claim.value)
    return list(dict.fromkeys(found))


def _sentences(text: str) -> list[str]:
    return [line(match["told"]) for match in SENTENCE.finditer(text) if len(line(match["told"])) >= SHORTEST]


def _told_otherwise(
    sentences: Sequence[str], standing: Sequence[Memory], language: Locale
) -> list[Disagreement]:
    """What was told before with another figure, or in another year."""
    before = [sentence for words in said_once(standing) for sentence in _sentences(words.text)]
    return disagreements(sentences, before, language)[:OTHERWISE_SHOWN]


def _misses(question: PackQuestion, text: str, words: int, language: Locale) -> bool:
    """Whether a question about a line of the advert is answered without a word of it."""
    if question.source != "advert" or not question.about or words < ENOUGH_TO_TELL:
        return False
    return not speaks_of(question.about, text, language)


def _new(sentences: Sequence[str], standing: Sequence[Memory], language: Locale) -> list[str]:
    """Sentences with a number or a name that no earlier words bear out."""
    known = index(said_once(standing), language)
    found = [
        sentence
        for sentence in sentences
        if any(
            token.acronym or (token.capital and not token.opens) or token.text[0].isdigit()
            for token in tokens(fold(sentence))
            if token.text != "i"
        )
        and check_value("text", sentence, known).status == "unsupported"
    ]
    return found[:NEW_SHOWN]
