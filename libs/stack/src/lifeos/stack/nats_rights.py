"""Which service may say and hear what on the bus: one table, from which the NATS configuration is written.

What NATS cannot refuse, and who must therefore check it:

- A permission names subjects, and a wildcard replaces a whole token: `gw-*` matches nothing but itself. So the gateway may
  create and delete consumers of any name in LIFE except every durable in this table (`deny` wins over `allow`). It could
  still take a name that no service uses.
- A request for a consumer without a name carries the name in its body, and overwrote a durable of another service when
  tried. On LIFE, where durables are, consumers must be created by name.
- The server answers a request on whatever reply subject it names, with its own rights. By `DIRECT.GET` a service can so make
  it store a copy of a message on a subject that the service may not publish itself. The server marks such a copy with the
  headers `Nats-Stream` and `Nats-Subject`, which no publisher here sets: readers of LIFE must refuse a message that has
  either. Other answers are JSON of the broker, which no contract accepts, and a pulled message keeps its own subject.
- Whoever may create a consumer may name where it delivers (LIFE itself is refused as a cycle), so another service's inbox
  can be sent noise; answers there are told apart by their unguessable last token.
"""

from collections.abc import Iterable
from dataclasses import dataclass

OPERATOR = "operator"
STREAMS = ("LIFE", "LIVE", "PARKED", "KV_access")
API = "$JS.API"
HEALTH = "ask.health.v1"
"""Every service answers for itself how it is."""


@dataclass(frozen=True)
class Rights:
    """What one service does on the bus. Message types are written as `<noun>.<participle>`; `*` is any participle."""

    service: str
    durables: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    access: tuple[str, ...] = ()
    speaks_live: bool = False
    asks: bool = False
    answers: bool = False
    follows: tuple[str, ...] = ()
    """Streams that it reads through short-lived consumers; and it declares LIVE again after a crash."""
    looks_up: bool = False
    """Reads single entries of the access bucket."""
    declares: bool = False
    """Creates and changes streams, and erases single messages."""


TABLE: tuple[Rights, ...] = (
    Rights(
        "gateway",
        facts=(
            "turn.received",
            "turn.answered",
            "call.ended",
            "session.*",
            "memory.retracted",
            "memory.corrected",
            "memory.confirmed",
            "deliverable.requested",
            "version.written",
            "decision.asked",
            "practice.started",
            "file.received",
            "file.confirmed",
            "debrief.told",
            "debrief.confirmed",
            "practice.answered",
            "job.added",
            "job.changed",
            "person.erased",
            "person.registered",
            "person.changed",
            "feedback.given",
            "key.*",
        ),
        access=("session.>", "login.>", "key.>", "pin.>"),
        asks=True,
        follows=("LIFE", "LIVE", "KV_access"),
        looks_up=True,
    ),
    Rights(
        "router",
        durables=("router-route", "router-reply", "router-request"),
        facts=(
            "turn.routed",
            "turn.answered",
            "deliverable.requested",
            "practice.started",
            "practice.answered",
        ),
        speaks_live=True,
        asks=True,
    ),
    Rights(
        "cv",
        durables=("cv-learn", "cv-write", "cv-print", "cv-import", "cv-debrief"),
        facts=("memory.learned", "file.read", "debrief.read", "version.written", "version.printed"),
        speaks_live=True,
        asks=True,
    ),
    Rights(
        "interview",
        durables=("interview-write", "interview-review"),
        facts=("version.written", "version.printed", "practice.reviewed"),
        speaks_live=True,
        asks=True,
    ),
    Rights(
        "outreach",
        durables=("outreach-write", "outreach-send"),
        facts=("version.written", "version.printed", "send.started", "send.ended"),
        speaks_live=True,
        asks=True,
    ),
    Rights(
        "voice",
        durables=("voice-close",),
        facts=(
            "call.started",
            "call.ended",
            "turn.received",
            "turn.committed",
            "turn.answered",
            "reply.heard",
            "version.announced",
        ),
        access=("pin.>",),
        speaks_live=True,
        asks=True,
        follows=("LIFE", "LIVE"),
        looks_up=True,
    ),
    Rights(
        "store",
        durables=("store-keep", "store-decide"),
        facts=("version.printed", "decision.made"),
        access=(">",),
        answers=True,
        declares=True,
    ),
)


@dataclass(frozen=True)
class Permissions:
    """What NATS is told about one user."""

    publish: tuple[str, ...]
    subscribe: tuple[str, ...]
    never_publish: tuple[str, ...] = ()
    may_respond: bool = False


def permissions(rights: Rights, table: Iterable[Rights] = TABLE) -> Permissions:
    """The subjects that follow from one row; `table` says which durables belong to others."""
    publish = [
        *(f"life.{fact}.v1.>" for fact in rights.facts),
        *(f"$KV.access.{key}" for key in rights.access),
        *(["live.>"] if rights.speaks_live else []),
        *(["ask.>"] if rights.asks else []),
        *(f"parked.{durable}.>" for durable in rights.durables),
        *(f"{API}.STREAM.INFO.{stream}" for stream in STREAMS),
        *(f"{API}.{read}" for read in ("STREAM.MSG.GET.LIFE", "DIRECT.GET.LIFE", "DIRECT.GET.LIFE.>")),
        *(subject for durable in rights.durables for subject in _durable(durable)),
        *(_following(rights.follows) if rights.follows else []),
        *([f"{API}.STREAM.MSG.GET.KV_access"] if rights.looks_up else []),
        *(_declaring() if rights.declares else []),
    ]
    subscribe = [f"{inbox(rights.service)}.>", HEALTH, *(["ask.>"] if rights.answers else [])]
    never = [
        subject for row in table if row is not rights for name in row.durables for subject in _taken(name)
    ]
    return Permissions(
        publish=tuple(publish),
        subscribe=tuple(subscribe),
        never_publish=tuple(never) if rights.follows else (),
        may_respond=True,
    )


def inbox(service: str) -> str:
    """Where answers for a service arrive; its client must use this as inbox prefix."""
    return f"_INBOX_{service}"


def _durable(name: str) -> list[str]:
    """Create, read, acknowledge and remove one durable of LIFE; both forms of the acknowledgement subject."""
    return [
        f"{API}.CONSUMER.CREATE.LIFE.{name}",
        f"{API}.CONSUMER.CREATE.LIFE.{name}.>",
        f"{API}.CONSUMER.DURABLE.CREATE.LIFE.{name}",
        f"{API}.CONSUMER.INFO.LIFE.{name}",
        f"{API}.CONSUMER.MSG.NEXT.LIFE.{name}",
        f"{API}.CONSUMER.DELETE.LIFE.{name}",
        f"$JS.ACK.LIFE.{name}.>",
        f"$JS.ACK.*.*.LIFE.{name}.>",
    ]


def _following(streams: Iterable[str]) -> list[str]:
    """Short-lived consumers, the depth of every durable (to refuse turns when workers are behind), and LIVE itself."""
    read = [
        *(f"{API}.CONSUMER.CREATE.{stream}" for stream in streams if stream != "LIFE"),
        f"{API}.STREAM.CREATE.LIVE",
        f"{API}.STREAM.UPDATE.LIVE",
        f"{API}.DIRECT.GET.LIVE.>",
    ]
    for stream in streams:
        read += [
            f"{API}.CONSUMER.CREATE.{stream}.>",
            f"{API}.CONSUMER.DELETE.{stream}.*",
            f"{API}.CONSUMER.INFO.{stream}.*",
            f"$JS.FC.{stream}.>",
            f"$JS.FC.*.*.{stream}.>",
        ]
    return read


def _declaring() -> list[str]:
    """Streams are created and changed, never deleted or purged; single messages are erased with their person."""
    return [
        *(f"{API}.STREAM.{verb}.{stream}" for verb in ("CREATE", "UPDATE") for stream in STREAMS),
        *(f"{API}.STREAM.MSG.DELETE.{stream}" for stream in ("LIFE", "PARKED")),
        *(f"{API}.STREAM.MSG.GET.{stream}" for stream in ("PARKED", "KV_access")),
        *(f"{API}.DIRECT.GET.{stream}{rest}" for stream in ("PARKED", "KV_access") for rest in ("", ".>")),
        *(f"{API}.CONSUMER.CREATE.KV_access{rest}" for rest in ("", ".>")),
        *(f"{API}.CONSUMER.{verb}.KV_access.*" for verb in ("INFO", "DELETE")),
        "$JS.FC.KV_access.>",
        "$JS.FC.*.*.KV_access.>",
    ]


def _taken(durable: str) -> list[str]:
    """What nobody but its owner does with a durable; reading its depth stays allowed."""
    return [
        f"{API}.CONSUMER.CREATE.LIFE.{durable}",
        f"{API}.CONSUMER.CREATE.LIFE.{durable}.>",
        f"{API}.CONSUMER.DELETE.LIFE.{durable}",
    ]
