"""How something was said: its length and pauses, and whether somebody who stopped has finished."""

import re
from dataclasses import dataclass, field

from livekit.agents import llm
from livekit.agents.language import LanguageCode

from lifeos.contracts.call import Speech
from lifeos.contracts.words import Locale

PAUSE_S = 0.7
UNFINISHED = 0.0
FINISHED = 1.0
_OPEN: dict[Locale, str] = {
    "en": r"a|an|the|and|but|or|so|because|with|without|at|in|on|of|for|to|from|by|as|than|that|which|who|where|when|while|if|"
    r"my|our|their|his|her|its|your|i|we|they|was|were|is|are|am|been|very|about|like|um|uh|er|erm|well|then|also|i'm|we're",
    "es": r"un|una|el|la|los|las|y|e|o|u|pero|porque|con|sin|en|de|del|al|a|para|por|desde|hasta|como|que|quien|donde|cuando|"
    r"mientras|si|mi|mis|su|sus|nuestro|nuestra|yo|muy|este|esto|eh|pues|entonces|también|era|fue|es|soy|estaba",
    "pt": r"um|uma|o|a|os|as|e|ou|mas|porque|com|sem|em|no|na|nos|nas|de|do|da|dos|das|para|por|desde|até|como|que|quem|onde|"
    r"quando|enquanto|se|meu|minha|seu|sua|nosso|nossa|eu|muito|este|isto|é|eh|então|também|era|foi|sou|estava",
}
"""Words that hardly ever end what somebody wants to say: articles, conjunctions, prepositions, fillers."""


def sounds_unfinished(text: str, language: Locale) -> bool:
    """Whether somebody who stopped here is likely to go on: the last word opens something."""
    if re.search(r"[?!]\s*$", text):
        return False
    return re.search(rf"(?:^|[\s,])(?:{_OPEN[language]})[\s,.…-]*$", text.lower()) is not None


class Finishing:
    """Waits longer for who stopped in the middle of a sentence. The agent library calls it at each pause."""

    def __init__(self, language: Locale) -> None:
        self._language: Locale = language

    @property
    def model(self) -> str:
        return "sounds-unfinished"

    @property
    def provider(self) -> str:
        return "lifeos"

    async def unlikely_threshold(self, language: LanguageCode | None) -> float | None:
        """Below this, the longer delay is waited for."""
        return 0.5

    async def supports_language(self, language: LanguageCode | None) -> bool:
        return True

    async def predict_end_of_turn(self, chat_ctx: llm.ChatContext, *, timeout: float | None = None) -> float:
        """The probability that the last thing said is all: here one or zero."""
        said = next((each for each in reversed(chat_ctx.messages()) if each.role == "user"), None)
        text = said.text_content if said else None
        return UNFINISHED if text and sounds_unfinished(text, self._language) else FINISHED


@dataclass
class SpeechClock:
    """Takes the time of what a person says. All times are in seconds of the same clock."""

    asked_at: float | None = None
    _began: float | None = None
    _stopped: float | None = None
    _pauses: list[float] = field(default_factory=list[float])

    def agent_stopped(self, at: float) -> None:
        """What was asked is over: from here on the person thinks."""
        self.asked_at = at

    def began(self, at: float) -> None:
        if self._began is None:
            self._began = at
        elif self._stopped is not None and at - self._stopped >= PAUSE_S:
            self._pauses.append(at - self._stopped)
        self._stopped = None

    def stopped(self, at: float) -> None:
        self._stopped = at

    def take(self) -> Speech | None:
        """How the turn that just ended was said, and a clean slate for the next; None when no sound was noticed."""
        began, stopped, pauses = self._began, self._stopped, self._pauses
        self._began, self._stopped, self._pauses = None, None, []
        if began is None or stopped is None or stopped < began:
            return None
        waited = began - self.asked_at if self.asked_at is not None else 0.0
        return Speech(
            seconds=round(stopped - began, 2),
            waited_s=round(max(0.0, waited), 2),
            pauses=len(pauses),
            longest_pause_s=round(max(pauses, default=0.0), 2),
        )
