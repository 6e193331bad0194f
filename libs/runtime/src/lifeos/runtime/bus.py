"""The bus of one process: publish facts once, read what stands, ask store, show live work."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Self
from uuid import UUID

import nats
import nats.errors
import nats.js.errors
from nats.aio.client import Client
from nats.aio.msg import Msg
from nats.js import JetStreamContext
from pydantic import ValidationError

from lifeos.contracts import MESSAGE_BY_TYPE, LiveMessage, Message, names
from lifeos.contracts.asks import A, Ask, answer_type
from lifeos.runtime import telemetry
from lifeos.runtime.errors import Erased, LifeError, Rejected, Unavailable
from lifeos.runtime.settings import Settings

WRONG_LAST_SEQUENCE = 10071
HEADER_ROOM = 2048
HEADER_REASON = "Lifeos-Reason"
BUS_ERRORS = (
    nats.errors.Error,
    nats.js.errors.Error,
    asyncio.TimeoutError,
    OSError,
)  # fmt: skip


@dataclass(frozen=True)
class Stored:
    """A message as it stands in `LIFE`."""

    message: Message
    sequence: int
    parked_for: str | None = None
    """Why its cause is being parked, when this is the end that was made for that."""


@dataclass(frozen=True)
class Published:
    """`already` means that another publish of the same subject came first; ours was thrown away."""

    sequence: int
    already: bool


class Bus:
    """One connection. It reconnects for ever; when it is closed for good, the process must end."""

    def __init__(self, client: Client, service: str) -> None:
        self.client = client
        self.service = service
        self.js: JetStreamContext = client.jetstream(timeout=2)
        self._on_reconnect: list[Callable[[], Awaitable[None]]] = []
        self._telling: set[asyncio.Task[None]] = set()
        self._leaving = False
        self.closed = asyncio.Event()

    @classmethod
    async def connect(cls, settings: Settings, service: str) -> Self:
        """Connect within 30 seconds, or fail with a sentence that says where the bus was looked for."""
        log = telemetry.logger()
        holder: list[Self] = []

        async def lost() -> None:
            if not (holder and holder[0]._leaving):
                log.warning("bus lost, reconnecting")

        async def back() -> None:
            log.info("bus is back")
            if holder:
                holder[0]._tell_all()

        async def closed() -> None:
            if holder:
                holder[0].closed.set()

        async def complained(error: Exception) -> None:
            # A refused publish shows up as a timeout at the caller; only this callback knows why. Errors of our own
            # callbacks come here too, and their text may quote what a person said.
            if not isinstance(error, OSError):
                text = str(error)[:200] if isinstance(error, nats.errors.Error) else ""
                log.error("bus error", error=type(error).__name__, text=text, places=telemetry.places(error))

        try:
            client = await asyncio.wait_for(
                nats.connect(
                    settings.nats_url,
                    name=service,
                    inbox_prefix=f"_INBOX_{service}".encode(),
                    max_reconnect_attempts=-1,
                    reconnect_time_wait=0.2,
                    connect_timeout=2,
                    ping_interval=10,
                    max_outstanding_pings=2,
                    pending_size=8 * 1024 * 1024,
                    drain_timeout=10,
                    disconnected_cb=lost,
                    reconnected_cb=back,
                    closed_cb=closed,
                    error_cb=complained,
                    **_user(settings),
                ),
                30,
            )
        except TimeoutError as error:
            raise Unavailable(f"no bus at {settings.nats_url} after 30 s; is it running?") from error
        bus = cls(client, service)
        holder.append(bus)
        return bus

    @property
    def connected(self) -> bool:
        return self.client.is_connected

    def on_reconnect(self, callback: Callable[[], Awaitable[None]]) -> None:
        self._on_reconnect.append(callback)

    def not_on_reconnect(self, callback: Callable[[], Awaitable[None]]) -> None:
        """Forget a callback, so that what ended is not kept alive by the connection."""
        if callback in self._on_reconnect:
            self._on_reconnect.remove(callback)

    def _tell_all(self) -> None:
        # In tasks of their own: the client takes an error in here for a failed connection, and waits for the slowest.
        for callback in list(self._on_reconnect):
            task = asyncio.create_task(_told(callback))
            self._telling.add(task)
            task.add_done_callback(self._telling.discard)

    async def close(self) -> None:
        self._leaving = True
        # Without a broker there is nobody to say goodbye to.
        with contextlib.suppress(*BUS_ERRORS):
            await self.client.close()

    async def publish(
        self, message: Message, *, alone_on: str | None = None, parked_for: str | None = None
    ) -> Published:
        """Store one fact, once. Returns after the PubAck.

        `alone_on` names a subject with wildcards of which this must be the first message; by default the
        message's own subject. `parked_for` marks the end of a message that is being parked. Raises Unavailable when no PubAck came: the outcome is then unknown, and the same
        message must be published again. Raises Erased when this message stood and was erased, and Rejected when it is
        larger than the bus carries.
        """
        message = message.from_source(self.service)
        subject = message.subject
        headers = {names.HEADER_ID: subject, names.HEADER_EXPECTED: "0"}
        if alone_on:
            headers[names.HEADER_EXPECTED_SUBJECT] = alone_on
        if parked_for:
            headers[HEADER_REASON] = parked_for
        with telemetry.publishing(subject, message.id):
            headers |= telemetry.inject()
            published = await self._publish(
                subject, message.model_dump_json().encode(), headers, alone_on or subject
            )
        outcome = "already" if published.already else "stored"
        telemetry.PUBLISHED.labels(telemetry.template(subject), outcome).inc()
        return published

    async def _publish(self, subject: str, body: bytes, headers: dict[str, str], wanted: str) -> Published:
        # The server counts the headers too, and closes the connection of whoever sends more than it carries. The room
        # is for the headers that a message gets when it is parked.
        if len(body) + HEADER_ROOM > self.client.max_payload:
            raise Rejected("the message is larger than the bus carries")
        try:
            ack = await self.js.publish(subject, body, headers=headers)
        except nats.js.errors.APIError as error:
            if error.err_code == WRONG_LAST_SEQUENCE:
                return await self._already_there(wanted)
            raise Unavailable(
                f"the bus refused {telemetry.template(subject)}: {error.description}"
            ) from error
        except BUS_ERRORS as error:
            raise Unavailable(f"no PubAck for {telemetry.template(subject)}: outcome unknown") from error
        # A duplicate is remembered by its id even after the message was erased, so look before believing it.
        return await self._already_there(wanted) if ack.duplicate else Published(ack.seq, already=False)

    async def _already_there(self, subject: str) -> Published:
        stored = await self.standing(subject)
        if stored is None:
            raise Erased("a message of this identity was erased")
        return Published(stored.sequence, already=True)

    async def standing(self, subject: str) -> Stored | None:
        """The newest message on a subject (wildcards allowed), or None. Raises Unavailable without a bus."""
        try:
            raw = await self.js.get_last_msg(names.LIFE, subject, direct=True)
        except nats.js.errors.NotFoundError:
            return None
        except BUS_ERRORS as error:
            raise Unavailable("the stream LIFE does not answer") from error
        message = decode(raw.subject or "", raw.data or b"")
        return Stored(message, raw.seq or 0, (raw.headers or {}).get(HEADER_REASON))

    async def ids(self, kind: type[Message], session_id: UUID | str) -> list[str]:
        """The ids of every message of one type that stands in a session. Raises Unavailable without a bus."""
        try:
            info = await self.js.stream_info(names.LIFE, subjects_filter=kind.address(session_id, "*"))
        except BUS_ERRORS as error:
            raise Unavailable("the stream LIFE does not answer") from error
        return [subject.rsplit(".", 1)[1] for subject in info.state.subjects or {}]

    async def show(self, message: LiveMessage) -> None:
        """Show live work. It may be lost: nothing durable hangs on it."""
        if self.client.is_connected:
            await self.client.publish(
                message.subject, message.model_dump_json().encode(), headers=telemetry.inject()
            )

    async def ask(self, ask: Ask[A]) -> A:
        """What store knows. Raises Unavailable when store is away or has not yet seen `ask.after`."""
        answer = answer_type(type(ask))
        with telemetry.ASK_SECONDS.labels(ask.noun).time():
            try:
                reply = await self.client.request(
                    ask.subject(),
                    ask.model_dump_json().encode(),
                    ask.wait_ms / 1000 + 1,
                    headers=telemetry.inject(),
                )
            except BUS_ERRORS as error:
                raise Unavailable("store does not answer") from error
        problem = (reply.headers or {}).get(names.HEADER_ERROR)
        if problem:
            raise Unavailable(problem)
        return answer.model_validate_json(reply.data)


def _user(settings: Settings) -> dict[str, str]:
    """Who connects; nobody in particular when either is missing."""
    if not (settings.nats_user and settings.nats_password):
        return {}
    return {"user": settings.nats_user, "password": settings.nats_password.get_secret_value()}


async def _told(callback: Callable[[], Awaitable[None]]) -> None:
    try:
        await callback()
    except (*BUS_ERRORS, LifeError) as error:
        telemetry.logger().warning("not done after the bus came back", error=type(error).__name__)


def decode(subject: str, body: bytes) -> Message:
    """The message of a subject. Raises Rejected for an unknown type or a body that does not fit its type."""
    parts = subject.split(".")
    kind = MESSAGE_BY_TYPE.get(".".join(parts[1:4]))
    if kind is None:
        raise Rejected(f"unknown message type {telemetry.template(subject)}")
    try:
        return kind.model_validate_json(body)
    except ValidationError as error:
        # The error's own text quotes the input, so only the places are named.
        places = sorted({".".join(map(str, problem["loc"])) for problem in error.errors(include_input=False)})
        raise Rejected(
            f"unreadable {telemetry.template(subject)}: {', '.join(places[:5]) or 'not JSON'}"
        ) from None


def refuse_copies(message: Msg) -> None:
    """Raises Rejected for a message that its publisher did not mean for this subject.

    The server repeats stored messages on whatever reply subject a request names, with its own rights. Such a copy
    keeps the id of the original or carries its subject, and every fact of ours is published under its own subject.
    """
    headers = message.headers or {}
    if "Nats-Subject" in headers or headers.get(names.HEADER_ID) != message.subject:
        raise Rejected("not published under its own identity")
