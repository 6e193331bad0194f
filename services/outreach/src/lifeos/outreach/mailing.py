"""Hands one mail to the mail server, and knows up to which point nothing can have left."""

import asyncio
import ssl
from dataclasses import dataclass
from email.message import EmailMessage
from typing import Literal

import aiosmtplib

from lifeos.outreach.settings import OutreachSettings
from lifeos.runtime import telemetry


@dataclass(frozen=True)
class Sent:
    """What became of a mail. `unknown` means that the server had the text and did not say what it did with it."""

    outcome: Literal["sent", "failed", "unknown"]
    why: str = ""
    """The phrase that tells the person."""
    code: int = 0
    """What the mail server answered, where the phrase names it."""


class Mailer:
    """Sends by the mail server of the settings; without one it says so and sends nothing."""

    def __init__(self, settings: OutreachSettings) -> None:
        self._settings = settings

    @property
    def ready(self) -> bool:
        return bool(self._settings.smtp_host and self._settings.smtp_from)

    @property
    def sender(self) -> str:
        return self._settings.smtp_from

    def health(self) -> str:
        return (
            "ok"
            if self.ready
            else "off: no mail server is set; approved e-mails can be downloaded or opened in your own mail program"
        )

    async def send(self, mail: EmailMessage, recipient: str) -> Sent:
        """Send to one address. Never raises: a failure is an outcome."""
        server = self._server()
        try:
            await self._before_the_text(server, recipient)
        except aiosmtplib.SMTPException as error:
            return _before(error)
        except (OSError, TimeoutError) as error:
            telemetry.logger().warning("mail server away", error=type(error).__name__)
            return Sent("failed", "mail_unreachable")
        try:
            await server.data(mail.as_bytes(), timeout=self._settings.smtp_timeout_s)
        except aiosmtplib.SMTPDataError as error:
            return Sent("failed", "mail_text_refused", error.code)
        except (aiosmtplib.SMTPException, OSError, TimeoutError):
            return Sent("unknown", "mail_unknown")
        finally:
            await _goodbye(server)
        return Sent("sent")

    def _server(self) -> aiosmtplib.SMTP:
        settings = self._settings
        return aiosmtplib.SMTP(
            hostname=settings.smtp_host,
            port=settings.smtp_port,
            timeout=settings.smtp_timeout_s,
            use_tls=settings.smtp_security == "tls",
            start_tls=settings.smtp_security == "starttls",
            tls_context=ssl.create_default_context() if settings.smtp_security != "none" else None,
        )

    async def _before_the_text(self, server: aiosmtplib.SMTP, recipient: str) -> None:
        """Everything up to the text itself: while any of this fails, nothing can have been sent."""
        settings = self._settings
        try:
            await server.connect()
            if settings.smtp_user and settings.smtp_password:
                await server.login(settings.smtp_user, settings.smtp_password.get_secret_value())
            await server.mail(settings.smtp_from)
            await server.rcpt(recipient)
        except BaseException:
            await _goodbye(server)
            raise


def _before(error: aiosmtplib.SMTPException) -> Sent:
    match error:
        case aiosmtplib.SMTPRecipientRefused() | aiosmtplib.SMTPRecipientsRefused():
            return Sent("failed", "mail_address_refused")
        case aiosmtplib.SMTPAuthenticationError():
            return Sent("failed", "mail_login_refused")
        case aiosmtplib.SMTPSenderRefused():
            return Sent("failed", "mail_sender_refused")
        case aiosmtplib.SMTPTimeoutError() | aiosmtplib.SMTPConnectTimeoutError():
            return Sent("failed", "mail_no_answer")
        case aiosmtplib.SMTPResponseException():
            return Sent("failed", "mail_refused", error.code)
        case _:
            return Sent("failed", "mail_unreachable")


async def _goodbye(server: aiosmtplib.SMTP) -> None:
    try:
        await asyncio.wait_for(server.quit(), 2)
    except (aiosmtplib.SMTPException, OSError, TimeoutError):
        server.close()
