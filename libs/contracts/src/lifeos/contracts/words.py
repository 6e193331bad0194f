"""The closed vocabularies: personas, intents, kinds, statuses. One place, so that no service invents its own."""

from typing import Literal

Locale = Literal["en", "es", "pt"]
LANGUAGE_NAMES: dict[Locale, str] = {"en": "English", "es": "Spanish", "pt": "Portuguese"}
"""What prompts call them."""
Persona = Literal["antonio", "mariana", "both", "executor"]
Speaker = Literal["antonio", "mariana", "executor"]
Intent = Literal["chat", "cv", "interview", "outreach"]
Tier = Literal["ui", "rule", "embedding", "model"]
Channel = Literal["chat", "voice"]
Goal = Literal["cv", "job", "interview", "outreach"]
Rating = Literal["up", "down"]
Scope = Literal["user", "app", "operator"]

DeliverableKind = Literal[
    "cv", "interview_pack", "linkedin_note", "linkedin_message", "email", "follow_up", "cover_letter"
]
DeliverableStatus = Literal["making", "draft", "approved", "sending", "sent", "rejected", "failed", "unknown"]
Format = Literal["html", "pdf", "docx", "json", "md", "txt", "eml"]

Rung = Literal["offline", "local", "mini", "heavy", "openclaw"]
"""A step of the model ladder. `offline` uses no model and is always there."""

ClaimStatus = Literal["verbatim", "reworded", "calculated", "heard", "confirmed", "unsupported"]
"""How a value relates to the person's words: exactly theirs, put differently, computed from theirs,
heard in a call and not yet read back, confirmed by them, or not borne out at all."""

MemoryKind = Literal[
    "name", "email", "phone", "location", "link", "target", "summary",
    "job", "education", "highlight", "skill", "language", "certificate",
    "project", "volunteer", "award", "interest", "other",
]  # fmt: skip

MEDIA_TYPES: dict[Format, str] = {
    "html": "text/html; charset=utf-8",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "json": "application/json",
    "md": "text/markdown; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
    "eml": "message/rfc822",
}
