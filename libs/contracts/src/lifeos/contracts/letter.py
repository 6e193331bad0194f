"""Messages to people: who gets one, what it says, and what must be right before it may be approved."""

import re
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import formataddr, formatdate
from typing import Annotated, Literal
from urllib.parse import quote
from uuid import UUID

from pydantic import AfterValidator, Field

from lifeos.contracts.base import Contract
from lifeos.contracts.words import DeliverableKind, Locale

Purpose = Literal["introduction", "application", "referral", "thank_you", "follow_up"]
Way = Literal["email", "linkedin", "paper"]
"""How a message leaves: by a mail server, by the person's own hand on LinkedIn, or as a paper to attach."""

MESSAGE_KINDS: frozenset[DeliverableKind] = frozenset(
    {"linkedin_note", "linkedin_message", "email", "follow_up", "cover_letter"}
)
NOTE_LIMIT = 200
"""Characters that LinkedIn takes in the note of an invitation; with its premium plan `NOTE_LIMIT_PREMIUM`."""
NOTE_LIMIT_PREMIUM = 300
CHARACTERS: dict[DeliverableKind, int] = {
    "linkedin_message": 8_000,
    "email": 10_000,
    "follow_up": 10_000,
    "cover_letter": 10_000,
}

# The WHATWG's definition of a valid e-mail address, with a dot in the domain.
# https://html.spec.whatwg.org/multipage/input.html#valid-e-mail-address
_ADDRESS = re.compile(
    r"[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?"
    r"(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)+"
)
_PLACEHOLDER = re.compile(
    r"\[[^\[\]\n]{1,400}\]|\{\{?[^{}\n]{1,80}\}?\}|<[^\W\d][^<>\n@]{0,79}>|_{3,}|\bX{3,}\b|\b(?:TODO|TBD)\b|(?i:lorem ipsum)"
)


def _one_line(text: str) -> str:
    """A mail header ends at a line break: what comes after it would be a header of the sender's making."""
    if any(ord(character) < 32 or ord(character) == 127 for character in text) or "\u2028" in text:
        raise ValueError("this must be one line of plain text, without line breaks or control characters")
    return text.strip()


def _address(text: str) -> str:
    if len(text) > 254 or not _ADDRESS.fullmatch(text):
        raise ValueError("this is no e-mail address that mail can be sent to; write it as name@example.com")
    return text


def _web_address(text: str) -> str:
    if not re.fullmatch(r"https://[^\s<>\"]{3,300}", text):
        raise ValueError("this must be an address that begins with https://")
    return text


def _no_nul(text: str) -> str:
    if "\x00" in text:
        raise ValueError("the text contains NUL bytes; send plain text")
    return text


Line = Annotated[str, Field(max_length=160), AfterValidator(_one_line)]
Prose = Annotated[str, Field(max_length=10_000), AfterValidator(_no_nul)]


MOST_PARAGRAPHS = 60


class Recipient(Contract):
    """Who a message is for. Everything here was typed by the person; nothing else is ever said about them."""

    name: Line = ""
    role: Line = ""
    company: Line = ""
    email: Annotated[str, AfterValidator(_address)] | None = None
    link: Annotated[str, AfterValidator(_web_address)] | None = Field(
        default=None, description="Their LinkedIn page, to open when the message is approved."
    )
    language: Locale | None = Field(default=None, description="The language that they read.")

    @property
    def shown(self) -> str:
        return " · ".join(part for part in (self.name or self.email, self.role, self.company) if part)


class Brief(Contract):
    """What a message shall be: for whom and why, in the person's own words."""

    recipient: Recipient = Recipient()
    purpose: Purpose = "introduction"
    why: Annotated[str, Field(max_length=600), AfterValidator(_no_nul)] = Field(
        default="",
        description="Why this person, in the writer's own words. It goes into the message as it is.",
    )
    position: Line = Field(
        default="",
        description="The position that it is about, as the writer names it. An advert's title counts first.",
    )
    told: Annotated[str, Field(max_length=400), AfterValidator(_no_nul)] = Field(
        default="",
        description="What a turn said of the content. It stands in the draft as a gap that the writer puts into a sentence.",
    )
    premium: bool = Field(default=False, description="LinkedIn premium: a note may have 300 characters.")
    follows: UUID | None = Field(default=None, description="The message that this one follows up on.")
    step: int = Field(default=0, ge=0, le=3, description="The first, second or third follow-up; 0: none.")


class Letter(Contract):
    """The document of a message. `paragraphs` is the exact text; nothing is added when it is sent."""

    recipient: Recipient
    purpose: Purpose = "introduction"
    subject: Line = ""
    paragraphs: list[Prose] = Field(min_length=1, max_length=MOST_PARAGRAPHS)
    why: str = ""
    position: Line = ""
    premium: bool = False
    follows: UUID | None = None
    step: int = Field(default=0, ge=0, le=3)

    def text(self, kind: DeliverableKind) -> str:
        """What is copied or sent. A LinkedIn note has no room for blank lines."""
        return ("\n" if kind == "linkedin_note" else "\n\n").join(self.paragraphs)


class Problem(Contract):
    """Something that must be right before a message may be approved."""

    rule: Literal["placeholder", "too_long", "no_subject", "no_address", "empty"]
    detail: str = Field(default="", description="The placeholder itself, or `<characters>/<limit>`.")


PROBLEMS: dict[str, str] = {
    "placeholder": "{detail} still stands in it",
    "too_long": "it has {detail} characters",
    "no_subject": "it has no subject",
    "no_address": "the e-mail address of the recipient is missing",
    "empty": "it is empty",
}
"""What is amiss, by rule, in English."""


def placeholders(text: str) -> list[str]:
    """Every visible gap of a text, each once, in the order they stand."""
    return list(dict.fromkeys(found.group() for found in _PLACEHOLDER.finditer(text)))


def way_of(kind: DeliverableKind, recipient: Recipient) -> Way:
    """How a message leaves. A follow-up goes by mail when there is an address."""
    if kind in ("linkedin_note", "linkedin_message"):
        return "linkedin"
    if kind == "cover_letter":
        return "paper"
    return "email" if kind == "email" or recipient.email else "linkedin"


def character_limit(kind: DeliverableKind, premium: bool) -> int:
    """Most characters that the way of a message takes."""
    if kind == "linkedin_note":
        return NOTE_LIMIT_PREMIUM if premium else NOTE_LIMIT
    return CHARACTERS[kind]


def problems(kind: DeliverableKind, letter: Letter) -> list[Problem]:
    """What stands between a message and its approval."""
    text = letter.text(kind)
    limit = character_limit(kind, letter.premium)
    found = [Problem(rule="placeholder", detail=gap) for gap in placeholders(f"{letter.subject}\n{text}")]
    if len(text) > limit:
        found.append(Problem(rule="too_long", detail=f"{len(text)}/{limit}"))
    if not text.strip():
        found.append(Problem(rule="empty"))
    if way_of(kind, letter.recipient) == "email":
        found += [] if letter.subject else [Problem(rule="no_subject")]
        found += [] if letter.recipient.email else [Problem(rule="no_address")]
    return found


def as_mail(
    letter: Letter, kind: DeliverableKind, *, sender: tuple[str, str] | None, reply_to: str | None = None
) -> EmailMessage:
    """The message as a mail (RFC 5322). `sender` is name and address; without one it opens as a draft in mail programs."""
    # Without folding of long lines, so that the text that arrives is the text that was approved.
    mail = EmailMessage(policy=SMTP.clone(max_line_length=998))
    mail["Subject"] = letter.subject
    mail["Date"] = formatdate(localtime=False, usegmt=True)
    mail["To"] = formataddr((letter.recipient.name, letter.recipient.email or ""))
    if sender:
        mail["From"] = formataddr(sender)
    else:
        mail["X-Unsent"] = "1"
    if reply_to:
        mail["Reply-To"] = reply_to
    mail.set_content(letter.text(kind), subtype="plain", charset="utf-8", cte="base64")
    return mail


def mailto(letter: Letter, kind: DeliverableKind) -> str:
    """An address that opens the person's own mail program with the message in it (RFC 6068)."""
    body = letter.text(kind).replace("\n", "\r\n")
    return (
        f"mailto:{quote(letter.recipient.email or '', safe='@')}?subject={quote(letter.subject, safe='')}"
        f"&body={quote(body, safe='')}"
    )
