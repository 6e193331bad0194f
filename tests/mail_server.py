"""A real mail server on this machine, which can be told to misbehave."""

import asyncio
import email
import email.policy
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from lifeos.runtime.testing.servers import free_port

SENDER = "jobs@lifeos.example"


@dataclass
class MailServer:
    """What came in, and how the next mails are treated."""

    port: int
    mails: list[EmailMessage] = field(default_factory=list[EmailMessage])
    recipients: list[list[str]] = field(default_factory=list[list[str]])
    act: str = "take"
    """`take`, `refuse recipient`, `refuse text`, `hang`: take the text and never answer."""

    @property
    def settings(self) -> dict[str, str]:
        """What the outreach service is told."""
        return {
            "LIFEOS_SMTP_HOST": "127.0.0.1",
            "LIFEOS_SMTP_PORT": str(self.port),
            "LIFEOS_SMTP_FROM": SENDER,
            "LIFEOS_SMTP_SECURITY": "none",
            "LIFEOS_SMTP_TIMEOUT_S": "2",
        }

    async def handle_RCPT(  # noqa: N802 (the library's own name)
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[Any]
    ) -> str:
        if self.act == "refuse recipient":
            return "550 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        if self.act == "refuse text":
            return "554 this looks like spam"
        content = envelope.content
        assert isinstance(content, bytes)
        self.mails.append(email.message_from_bytes(content, policy=email.policy.default))  # type: ignore[arg-type]
        self.recipients.append(envelope.rcpt_tos)
        if self.act == "hang":
            await asyncio.sleep(30)
        return "250 OK"


@contextmanager
def mail_server() -> Generator[MailServer]:
    """A mail server for as long as it is needed."""
    server = MailServer(free_port())
    controller = Controller(server, hostname="127.0.0.1", port=server.port)
    controller.start()
    try:
        yield server
    finally:
        controller.stop(no_assert=True)
