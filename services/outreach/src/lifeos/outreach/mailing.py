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
    detail: str = ""


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
        """Send to one address. Never raises: a failure is an outcome, in words for the person."""
        server = self._server()
        try:
            await self._before_the_text(server, recipient)
        except aiosmtplib.SMTPException as error:
            return Sent("failed", _before(error))
        except (OSError, TimeoutError) as error:
            telemetry.logger().warning("mail server away", error=type(error).__name__)
            return Sent("failed", "The mail server could not be reached. Nothing was sent; try again later.")
        try:
            await server.data(mail.as_bytes(), timeout=self._settings.smtp_timeout_s)
        except aiosmtplib.SMTPDataError as error:
            return Sent("failed", f"The mail server refused the message ({error.code}). Nothing was sent.")
        except (aiosmtplib.SMTPException, OSError, TimeoutError):
            return Sent("unknown", UNKNOWN)
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


UNKNOWN = (
    "It is not known whether the mail left: the mail server had it and gave no answer. Look into your sent mail or ask the "
    "recipient; then say that it was sent, or approve and send it again."
)


def _before(error: aiosmtplib.SMTPException) -> str:
    match error:
        case aiosmtplib.SMTPRecipientRefused() | aiosmtplib.SMTPRecipientsRefused():
            return "The mail server does not accept the recipient's address. Nothing was sent; correct the address."
        case aiosmtplib.SMTPAuthenticationError():
            return "The mail server did not accept the user name or password. Nothing was sent; an operator must correct the settings."
        case aiosmtplib.SMTPSenderRefused():
            return "The mail server does not accept the sender's address. Nothing was sent; an operator must correct the settings."
        case aiosmtplib.SMTPTimeoutError() | aiosmtplib.SMTPConnectTimeoutError():
            return "The mail server did not answer in time. Nothing was sent; try again later."
        case aiosmtplib.SMTPResponseException():
            return f"The mail server refused ({error.code}). Nothing was sent; try again later."
        case _:
            return "The mail server could not be reached. Nothing was sent; try again later."


async def _goodbye(server: aiosmtplib.SMTP) -> None:
    try:
        await asyncio.wait_for(server.quit(), 2)
    except (aiosmtplib.SMTPException, OSError, TimeoutError):
        server.close()
