"""What the outreach service reads from the environment."""

from typing import Literal

from pydantic import Field, SecretStr

from lifeos.runtime.settings import Settings


class OutreachSettings(Settings):
    """The mail server. Without a host e-mails can be downloaded and opened in the person's own program. Models are
    named by the ladder (`LIFEOS_LLM_...`)."""

    smtp_host: str = Field(
        default="", description="Mail server that sends approved e-mails. Absent: none is sent from here."
    )
    smtp_port: int = Field(default=587, ge=1, le=65535, description="Its port.")
    smtp_user: str = Field(default="", description="User name there, if it asks for one.")
    smtp_password: SecretStr | None = Field(default=None, description="Password there.")
    smtp_from: str = Field(default="", description="Address that mails are sent from.")
    smtp_security: Literal["starttls", "tls", "none"] = Field(
        default="starttls", description="How the connection is protected. `none` only on this machine."
    )
    smtp_timeout_s: float = Field(
        default=30.0, gt=0, le=120, description="Longest wait for each answer of the server."
    )
