"""Moonshine itself: samples in, words out. It blocks, and one process holds one."""

import threading
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from lifeos.voice.speech.errors import EngineMissing
from lifeos.voice.speech.heard import as_meant
from lifeos.voice.speech.written import as_written

if TYPE_CHECKING:
    from moonshine_voice.transcriber import Transcriber

Samples = NDArray[np.int16]
SAMPLE_RATE = 16000
_SILENT_BELOW = 100
"""A recording whose loudest sample lies below this (-50 dBFS) holds no speech; Moonshine would still hear "You" in it."""
_GHOST_S = 0.4
_LOADING = threading.Lock()


class Line(Protocol):
    """The parts of Moonshine's line that are used; `duration` is in seconds."""

    text: str
    duration: float


class Engine:
    """English only. Safe to call from any thread: the transcriber works for one at a time."""

    def __init__(self, transcriber: "Transcriber") -> None:
        self._transcriber = transcriber
        self._working = threading.Lock()

    def words_in(self, samples: Samples) -> str:
        """What is said in these 16 kHz samples, blank for silence. Takes about 0.05 s per second of speech.

        Raises moonshine_voice's MoonshineError when the engine fails.
        """
        if not len(samples) or int(np.abs(samples.astype(np.int32)).max()) < _SILENT_BELOW:
            return ""
        loudness = (samples.astype(np.float32) / 32768).tolist()
        with self._working:
            lines = self._transcriber.transcribe_without_streaming(loudness, SAMPLE_RATE).lines
        return as_written(as_meant(joined(lines)))


def joined(lines: Iterable[Line]) -> str:
    """The lines as one text. A first line "You" shorter than 0.4 s is what Moonshine hears in silence: nobody said it."""
    said = [(line.text.strip(), line.duration) for line in lines]
    if said and said[0][1] < _GHOST_S and said[0][0].strip(".!?, ").lower() == "you":
        said = said[1:]
    return " ".join(text for text, _ in said if text)


def engine() -> Engine:
    """The engine of this process, loaded at the first call (about 0.4 s). Raises EngineMissing."""
    with _LOADING:  # a cache alone would let two threads load it twice
        return _load()


@cache
def _load() -> Engine:
    try:
        from moonshine_voice import ModelArch, get_assets_path
        from moonshine_voice.transcriber import Transcriber
    except ImportError as error:
        # Later wheels come without the model.
        raise EngineMissing("Moonshine", "uv pip install moonshine-voice==0.1.0") from error
    # Its own pause detector makes a separate "You" of leading silence and hears words at its cuts twice. The bundled VAD
    # has already cut, so it is switched off; the samples need not come back either.
    options = {"vad_threshold": "0", "return_audio_data": "false"}
    return Engine(Transcriber(Path(get_assets_path()) / "tiny-en", ModelArch.TINY, options=options))
