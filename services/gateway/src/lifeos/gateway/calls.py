"""Lets people into calls: tokens, the agent's dispatch, and what LiveKit reports about a room."""

import json
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal
from uuid import UUID

import aiohttp
from livekit import api
from livekit.protocol.models import ParticipantInfo
from livekit.protocol.webhook import WebhookEvent
from pydantic import ValidationError

from lifeos.contracts.call import AGENT, CallOrder, call_of, caller_identity
from lifeos.contracts.call_api import CallToken, CallTokenRequest
from lifeos.contracts.words import Locale
from lifeos.gateway.problems import Refused
from lifeos.gateway.settings import GatewaySettings
from lifeos.runtime import telemetry
from lifeos.runtime.errors import Unavailable

PREFIX = "lifeos-"
TOKEN_FOR = timedelta(minutes=10)
LEFT_ALONE_S = 20
"""A person whose line broke may come back to the same call within this time, in seconds."""
ANSWER_S = 5.0
OFF = "There are no calls here. Write in the chat instead: it is the same conversation."
NO_NUMBER = (
    "Nobody can call here by telephone. Talk on the page, or write in the chat: it is the same conversation."
)
NOT_HEARD: dict[Locale, str] = {
    "en": OFF,
    "es": "Aquí las llamadas solo entienden inglés. Escríbeme en el chat: es la misma conversación y no se pierde nada.",
    "pt": "Aqui as chamadas só entendem inglês. Escreva no chat: é a mesma conversa e nada se perde.",
}
HEARD_LOCALLY: tuple[Locale, ...] = ("en",)
"""The recogniser that needs no key knows English only; other speech is never put through it."""


What = Literal["person_joined", "person_left", "agent_left", "room_gone"]


@dataclass(frozen=True)
class Report:
    """What LiveKit says about a room of ours."""

    room: str
    session_id: UUID
    call: UUID
    what: What
    order: CallOrder | None = None
    """Of a call by telephone."""


class CallDesk:
    """One LiveKit server. Holds no state between requests."""

    def __init__(self, settings: GatewaySettings, livekit: api.LiveKitAPI) -> None:
        secret = settings.livekit_api_secret
        self._key, self._secret = settings.livekit_api_key, secret.get_secret_value() if secret else ""
        self._url = settings.livekit_public_url or settings.livekit_url
        self._profile, self._livekit = settings.voice_profile, livekit

    @classmethod
    @asynccontextmanager
    async def open(cls, settings: GatewaySettings) -> AsyncGenerator["CallDesk | None"]:
        """The desk, or None where no LiveKit server is set."""
        secret = settings.livekit_api_secret
        if not (settings.livekit_url and settings.livekit_api_key and secret):
            yield None
            return
        timeout = aiohttp.ClientTimeout(total=ANSWER_S)
        async with api.LiveKitAPI(
            settings.livekit_url, settings.livekit_api_key, secret.get_secret_value(), timeout=timeout
        ) as livekit:
            yield cls(settings, livekit)

    def check_language(self, language: Locale) -> None:
        """Raises Refused for a language that calls here do not understand."""
        if self._profile == "local" and language not in HEARD_LOCALLY:
            raise Refused(409, NOT_HEARD[language])

    def token(self, order: CallOrder, name: str) -> CallToken:
        """What lets one person into the room of one conversation, with a microphone and nothing else."""
        room = room_of(order.session_id)
        until = datetime.now(UTC) + TOKEN_FOR
        dispatch = api.RoomAgentDispatch(agent_name=AGENT, metadata=order.model_dump_json())
        token = (
            api.AccessToken(self._key, self._secret)
            .with_identity(caller_identity(order.person_id))
            .with_name(name)
            .with_ttl(TOKEN_FOR)
            .with_grants(
                api.VideoGrants(
                    room_join=True,
                    room=room,
                    can_publish=True,
                    can_publish_sources=["microphone"],
                    can_publish_data=False,
                    can_subscribe=True,
                    can_update_own_metadata=False,
                )
            )
            .with_room_config(
                api.RoomConfiguration(
                    empty_timeout=60, departure_timeout=LEFT_ALONE_S, max_participants=3, agents=[dispatch]
                )
            )
        )
        return CallToken(
            server_url=self._url,
            participant_token=token.to_jwt(),
            room_name=room,
            participant_name=name,
            session_id=order.session_id,
            expires_at=until,
        )

    async def send_agent(self, room: str, order: CallOrder, *, again: bool = False) -> bool:
        """Send an agent into a room that stands without one. True when there is nothing left to do.

        `again`: with the order that nobody took, as long as LiveKit remembers one. Raises Unavailable when LiveKit does not
        answer.
        """
        try:
            here = await self._livekit.room.list_participants(api.ListParticipantsRequest(room=room))
            if not here.participants or any(_is_agent(one) for one in here.participants):
                return True
            sent = await self._livekit.agent_dispatch.list_dispatch(room)
            metadata = next((one.metadata for one in sent if again), order.model_dump_json())
            # A dispatch that no worker took is not tried again by the server. The one before is left as it is: an agent that is
            # only slow to come would be sent away with it. Who comes second finds the place taken.
            wish = api.CreateAgentDispatchRequest(agent_name=AGENT, room=room, metadata=metadata)
            await self._livekit.agent_dispatch.create_dispatch(wish)
        except api.TwirpError as error:
            if error.code != "not_found":
                raise Unavailable("LiveKit refused to send an agent") from error
            return True
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise Unavailable("LiveKit does not answer") from error
        return False

    async def close_room(self, room: str) -> None:
        """Everybody out: the person hung up."""
        try:
            await self._livekit.room.delete_room(api.DeleteRoomRequest(room=room))
        except (api.TwirpError, aiohttp.ClientError, TimeoutError, OSError) as error:
            telemetry.logger().info("room not closed", error=type(error).__name__)

    def report(self, body: str, authorization: str) -> Report | None:
        """What LiveKit reports, when it matters to us. Raises Refused for a report that it did not sign."""
        receiver = api.WebhookReceiver(api.TokenVerifier(self._key, self._secret))
        try:
            event: WebhookEvent = receiver.receive(body, authorization)
        except Exception as error:  # noqa: BLE001 the library raises whatever its parts raise; all of it means: not signed
            telemetry.logger().warning("unsigned report", error=type(error).__name__)
            raise Refused(401, "This report is not signed with the key of our LiveKit server.") from None
        order = _order_of(event.room.metadata)
        session_id = order.session_id if order else session_of(event.room.name)
        what = _what(event)
        if session_id is None or what is None:
            return None
        return Report(event.room.name, session_id, call_of(session_id, event.room.sid), what, order)


def _what(event: WebhookEvent) -> What | None:
    is_agent = _is_agent(event.participant)
    match event.event:
        case "room_finished":
            return "room_gone"
        case "participant_joined" if not is_agent:
            return "person_joined"
        case "participant_left" if is_agent:
            return "agent_left"
        case "participant_left" if event.participant.disconnect_reason == CLIENT_INITIATED:
            return "person_left"
        case _:
            return None


def _order_of(metadata: str) -> CallOrder | None:
    """What the room of a telephone call carries since its PIN was right. Only who holds the server's key can write it."""
    try:
        return CallOrder.model_validate_json(metadata) if metadata else None
    except ValidationError:
        return None


CLIENT_INITIATED = 1
"""`DisconnectReason.CLIENT_INITIATED` of LiveKit's protocol: they hung up, and did not merely lose the line."""


def room_of(session_id: UUID) -> str:
    return f"{PREFIX}{session_id}"


def session_of(room: str) -> UUID | None:
    """The conversation of a room; None for rooms that are not ours."""
    try:
        return UUID(room.removeprefix(PREFIX)) if room.startswith(PREFIX) else None
    except ValueError:
        return None


def check_standard_fields(request: CallTokenRequest, room: str, identity: str) -> None:
    """Raises Refused when a caller tries to choose what is decided here."""
    chosen = {
        "room_name": request.room_name not in (None, room),
        "participant_identity": request.participant_identity not in (None, identity),
        "participant_metadata": bool(request.participant_metadata),
        "participant_attributes": bool(request.participant_attributes),
        "room_config": not _names_our_agent(request.room_config),
    }
    wrong = [field for field, is_wrong in chosen.items() if is_wrong]
    if wrong:
        raise Refused(
            422,
            "{fields}: this is decided here. Leave it out, and name the session_id.",
            fields=", ".join(wrong),
        )


def _names_our_agent(config: dict[str, object] | None) -> bool:
    """True for no configuration, and for one that only asks for our agent, as LiveKit's own clients send it."""
    if not config:
        return True
    agents = config.get("agents")
    return set(config) <= {"agents"} and json.dumps(agents) == json.dumps([{"agent_name": AGENT}])


def _is_agent(participant: ParticipantInfo) -> bool:
    return participant.kind == ParticipantInfo.Kind.AGENT
