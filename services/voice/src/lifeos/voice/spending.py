"""What a call costs: the replies, and the speech around them."""

from dataclasses import dataclass

from livekit.agents.metrics.usage import AgentSessionUsage, LLMModelUsage, STTModelUsage, TTSModelUsage

MILLION = 1_000_000


@dataclass(frozen=True)
class Prices:
    """USD, as the operator set them; what has no price costs nothing."""

    stt_minute: float = 0
    tts_million_characters: float = 0
    realtime_input_million: float = 0
    realtime_output_million: float = 0

    def of_realtime(self, input_tokens: int, output_tokens: int) -> float:
        """What a realtime model takes for these tokens."""
        return (
            input_tokens * self.realtime_input_million + output_tokens * self.realtime_output_million
        ) / MILLION


@dataclass
class Spending:
    """Counts up during one call."""

    prices: Prices
    replies_usd: float = 0
    heard_s: float = 0
    spoken_characters: int = 0
    realtime_usd: float = 0

    @property
    def usd(self) -> float:
        heard = self.heard_s / 60 * self.prices.stt_minute
        spoken = self.spoken_characters / MILLION * self.prices.tts_million_characters
        return self.replies_usd + heard + spoken + self.realtime_usd

    def took(self, usage: AgentSessionUsage) -> None:
        """The agent library's sums so far."""
        ears = [each for each in usage.model_usage if isinstance(each, STTModelUsage)]
        mouths = [each for each in usage.model_usage if isinstance(each, TTSModelUsage)]
        models = [each for each in usage.model_usage if isinstance(each, LLMModelUsage)]
        self.heard_s = sum(each.audio_duration for each in ears)
        self.spoken_characters = sum(each.characters_count for each in mouths)
        self.realtime_usd = sum(
            self.prices.of_realtime(each.input_tokens, each.output_tokens) for each in models
        )
