"""Ears and mouths of a call. Nothing heavy is imported before an engine is asked for."""

from importlib import import_module
from typing import TYPE_CHECKING

from lifeos.voice.speech.errors import CannotHear, CannotSpeak, EngineMissing
from lifeos.voice.speech.factory import SpeechSettings, can_hear, ears, mouth, warm
from lifeos.voice.speech.heard import as_meant

if TYPE_CHECKING:
    from lifeos.voice.speech.espeak import EspeakTTS
    from lifeos.voice.speech.moonshine import MoonshineSTT
    from lifeos.voice.speech.piper import PiperTTS

__all__ = [
    "CannotHear",
    "CannotSpeak",
    "EngineMissing",
    "EspeakTTS",
    "MoonshineSTT",
    "PiperTTS",
    "SpeechSettings",
    "as_meant",
    "can_hear",
    "ears",
    "mouth",
    "warm",
]

_ENGINES = {"EspeakTTS": "espeak", "MoonshineSTT": "moonshine", "PiperTTS": "piper"}


def __getattr__(name: str) -> object:
    """The engine classes, imported at first use because LiveKit alone takes seconds to import."""
    if name not in _ENGINES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_ENGINES[name]}"), name)
