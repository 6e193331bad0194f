"""What the voice service reads from the environment."""

from pydantic import Field, SecretStr

from lifeos.contracts.call import VoiceProfile
from lifeos.contracts.words import Speaker
from lifeos.runtime.settings import Settings


class VoiceSettings(Settings):
    """How calls hear, speak and end."""

    livekit_url: str = Field(default="", description="Where the LiveKit server is. Absent: no calls.")
    livekit_api_key: str = Field(default="", description="Its API key.")
    livekit_api_secret: SecretStr | None = Field(default=None, description="The secret of that key.")
    voice_off: str = Field(
        default="", description="Why there are no calls, in one sentence, where there are none."
    )
    voice_port: int = Field(
        default=0, description="Port of the agent's own health page, on loopback. 0: any free port."
    )
    voice_profile: VoiceProfile = Field(
        default="local", description="How calls hear and speak: local, pipeline or realtime."
    )
    voice_stt_base_url: str = Field(
        default="", description="pipeline: OpenAI-compatible server that recognises speech."
    )
    voice_stt_api_key: SecretStr | None = Field(default=None, description="Its key.")
    voice_stt_model: str = Field(default="", description="Its model.")
    voice_stt_cost: float = Field(default=0, ge=0, description="USD per minute of speech that is recognised.")
    voice_tts_base_url: str = Field(default="", description="pipeline: OpenAI-compatible server that speaks.")
    voice_tts_api_key: SecretStr | None = Field(default=None, description="Its key.")
    voice_tts_model: str = Field(default="", description="Its model.")
    voice_tts_cost: float = Field(default=0, ge=0, description="USD per million characters that are spoken.")
    voice_realtime_base_url: str = Field(
        default="", description="realtime: the server; absent: the usual one."
    )
    voice_realtime_api_key: SecretStr | None = Field(default=None, description="Its key.")
    voice_realtime_model: str = Field(
        default="",
        description="Its model, such as gpt-realtime-mini: a small one is enough for talk, documents have their own.",
    )
    voice_realtime_input_cost: float = Field(
        default=0, ge=0, description="USD per million tokens that it reads or hears."
    )
    voice_realtime_output_cost: float = Field(
        default=0, ge=0, description="USD per million tokens that it writes or speaks."
    )
    voice_of_antonio: str = Field(
        default="", description="pipeline, realtime: Antonio's voice; absent: alloy."
    )
    voice_of_mariana: str = Field(default="", description="Mariana's voice; absent: shimmer.")
    voice_of_executor: str = Field(default="", description="Executor's voice; absent: echo.")
    voice_cap_usd: float = Field(
        default=2.0, gt=0, description="USD that one call may cost before it ends politely."
    )
    voice_cap_minutes: float = Field(default=45.0, gt=0, description="Minutes that one call may last.")
    voice_calls: int = Field(
        default=2, ge=1, description="Calls that this process serves at once; more are refused."
    )

    def voice_name(self, speaker: Speaker) -> str:
        """The voice that a speaker was given, empty for the usual one."""
        return {
            "antonio": self.voice_of_antonio,
            "mariana": self.voice_of_mariana,
            "executor": self.voice_of_executor,
        }[speaker]
