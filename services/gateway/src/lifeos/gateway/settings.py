"""What the gateway reads from the environment."""

from pydantic import Field, SecretStr

from lifeos.contracts.call import VoiceProfile
from lifeos.runtime.settings import Settings


class GatewaySettings(Settings):
    """The door's own settings."""

    port: int = Field(default=8080, description="Port of the page and the API.")
    host: str = Field(default="127.0.0.1", description="Address the door listens on.")
    key_pepper: SecretStr | None = Field(default=None, description="Secret under which API keys are hashed.")
    cookie_secret: SecretStr | None = Field(
        default=None, description="Secret that signs the page's login cookie."
    )
    cookie_secure: bool = Field(
        default=False, description="True behind TLS: the cookie is sent over HTTPS only."
    )
    cors_origins: str = Field(
        default="", description="Origins that may call the API, comma-separated; none by default."
    )
    rate_turns: str = Field(default="60/minute", description="Turns one person may send.")
    rate_requests: str = Field(default="1200/minute", description="Requests one person may send.")
    rate_strangers: str = Field(default="60/minute", description="Failed logins from one address.")
    rate_storage_url: str = Field(
        default="async+memory://", description="Where rates are counted; Redis by URL."
    )
    body_limit: int = Field(default=256 * 1024, description="Most bytes of a request body.")
    depth_limit: int = Field(
        default=2_000, description="Turns that may wait for workers before the door says 503."
    )
    files_url: str = Field(default="", description="Where printed files are.")
    web_folder: str = Field(default="", description="The built page; absent: the API alone.")
    livekit_url: str = Field(default="", description="Where the LiveKit server is. Absent: no calls.")
    livekit_public_url: str = Field(
        default="", description="Its address as callers reach it; absent: the same."
    )
    livekit_api_key: str = Field(default="", description="Its API key.")
    livekit_api_secret: SecretStr | None = Field(default=None, description="The secret of that key.")
    sip_numbers: str = Field(
        default="",
        description="Telephone numbers that reach calls here, comma-separated; people are shown the first. Absent: none.",
    )
    voice_profile: VoiceProfile = Field(
        default="local", description="How calls hear and speak: local, pipeline or realtime."
    )
    turn_wait_s: int = Field(default=60, description="How long a turn is waited for by default, in seconds.")

    @property
    def phone_number(self) -> str:
        """The number that people are shown; empty where nobody can call by telephone."""
        return next((number.strip() for number in self.sip_numbers.split(",") if number.strip()), "")
