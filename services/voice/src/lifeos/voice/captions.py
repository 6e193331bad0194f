"""What is heard and spoken, as words on the screen while it happens."""

import time
from collections.abc import Callable
from uuid import UUID

from livekit.agents.voice import io

from lifeos.contracts import CaptionShown, LiveMessage, SpeakerChanged
from lifeos.contracts.words import Speaker

BETWEEN_S = 0.12
"""Captions of one segment come at most this often."""


class Captions(io.TextOutput):
    """Gets the agent's words as they are played, and the person's as they are recognised."""

    def __init__(
        self,
        session_id: UUID,
        call: UUID,
        show: Callable[[LiveMessage], object],
        speaker_at: Callable[[int], Speaker],
    ) -> None:
        super().__init__(label="captions", next_in_chain=None)
        self._session_id, self._call, self._show, self._speaker_at = session_id, call, show, speaker_at
        self._count = 0
        self._text = ""
        self._offset = 0
        self._shown_at = 0.0
        self._speaker: Speaker | None = None
        self._finals: list[str] = []

    async def capture_text(self, text: str) -> None:
        """Some more of what the agent says, at the moment it is played."""
        speaker = self._speaker_at(self._offset)
        if speaker != self._speaker:
            self._end()
            self._speaker = speaker
            self._show(SpeakerChanged(session_id=self._session_id, call=self._call, speaker=speaker))
        self._text += text
        self._offset += len(text)
        if time.monotonic() - self._shown_at >= BETWEEN_S:
            self._caption(speaker, self._text, final=False)

    def flush(self) -> None:
        """What was being said is over, or was cut."""
        self._end()
        self._offset = 0

    def _end(self) -> None:
        if self._text.strip() and self._speaker:
            self._caption(self._speaker, self._text, final=True)
        self._text = ""
        self._count += 1

    def person_said(self, text: str, *, final: bool) -> None:
        """What was recognised. A turn may have several final pieces."""
        if final:
            self._finals.append(text)
        whole = " ".join(self._finals if final else [*self._finals, text]).strip()
        if whole:
            self._caption("person", whole, final=False)

    def person_finished(self, text: str) -> None:
        """The turn is over; `text` is what stands."""
        self._finals.clear()
        self._caption("person", text, final=True)
        self._count += 1

    def _caption(self, speaker: Speaker | str, text: str, *, final: bool) -> None:
        self._shown_at = time.monotonic()
        self._show(
            CaptionShown.model_validate(
                {
                    "session_id": self._session_id,
                    "call": self._call,
                    "speaker": speaker,
                    "segment": f"{'p' if speaker == 'person' else 'a'}{self._count}",
                    "text": text.strip(),
                    "final": final,
                }
            )
        )
