"""What each process of a call does: the agent library starts one for every room that asks for our agent."""

import asyncio
import logging

import aiohttp
from livekit import api, rtc
from livekit.agents import JobContext, JobProcess, JobRequest
from livekit.agents.telemetry import set_tracer_provider
from opentelemetry import trace
from opentelemetry.propagate import extract
from pydantic import ValidationError

from lifeos.contracts.call import PHONE_DISPATCH, CallOrder, caller_identity
from lifeos.contracts.personas import persona_card
from lifeos.runtime import telemetry
from lifeos.runtime.bus import Bus
from lifeos.runtime.service import keep_what_is_loaded
from lifeos.voice.absent import marks
from lifeos.voice.call import Call, Limits, Speech
from lifeos.voice.gaps import Gaps
from lifeos.voice.interlocutor import Mouths, main_speaker
from lifeos.voice.phone import ByLanguage, let_in, spoken_before_pin
from lifeos.voice.realtime import OwnVoice, instructions, realtime_model
from lifeos.voice.settings import VoiceSettings
from lifeos.voice.speech import SpeechSettings, ears, mouth, warm
from lifeos.voice.spending import Prices

CALLER_COMES_S = 20.0


class _Plainly(logging.Handler):
    """The libraries' warnings as our log lines: what happened and where, never with what, since that may be words."""

    def emit(self, record: logging.LogRecord) -> None:
        error = record.exc_info[1] if record.exc_info else None
        telemetry.logger().warning(
            "livekit",
            text=str(record.msg)[:160],
            error=type(error).__name__ if error else None,
            places=telemetry.places(error) if error else None,
        )


def plain_logs() -> None:
    """The agent library speaks only of trouble, and in our form."""
    for name in ("livekit", "livekit.agents"):
        logger = logging.getLogger(name)
        logger.handlers, logger.propagate = [_Plainly(logging.WARNING)], False
        logger.setLevel(logging.WARNING)


def speech_settings(settings: VoiceSettings) -> SpeechSettings:
    """The part of the settings that is about hearing and speaking."""
    stt, tts = settings.voice_stt_api_key, settings.voice_tts_api_key
    return SpeechSettings(
        profile="pipeline" if settings.voice_profile == "pipeline" else "local",
        stt_base_url=settings.voice_stt_base_url,
        stt_api_key=stt.get_secret_value() if stt else "",
        stt_model=settings.voice_stt_model,
        tts_base_url=settings.voice_tts_base_url,
        tts_api_key=tts.get_secret_value() if tts else "",
        tts_model=settings.voice_tts_model,
        voices={
            name: voice
            for name in ("antonio", "mariana", "executor")
            if (voice := settings.voice_name(name) or persona_card(name).voice)
        },
    )


def prewarm(_process: JobProcess) -> None:
    """Load what hears and speaks before anybody calls."""
    settings = VoiceSettings()
    telemetry.set_up("voice", log_level=settings.log_level, otlp_endpoint=settings.otlp_endpoint)
    # By itself the library puts what people say into its spans.
    set_tracer_provider(trace.get_tracer_provider(), allow_pii=False)
    plain_logs()
    warm(speech_settings(settings))
    keep_what_is_loaded()


async def accept(request: JobRequest) -> None:
    """Take calls that the door ordered, and calls by telephone, which must show a PIN; nothing else is believed."""
    if request.job.metadata == PHONE_DISPATCH:
        await request.accept(identity="agent-phone", name="Life-OS", attributes=marks(request.id))
        return
    try:
        order = CallOrder.model_validate_json(request.job.metadata)
    except ValidationError:
        telemetry.logger().warning("a call without a valid order was refused")
        await request.reject()
        return
    await request.accept(
        identity=f"agent-{order.persona}",
        name=persona_card(order.persona).name,
        attributes={"lifeos.persona": order.persona, **marks(request.id)},
    )


async def converse(context: JobContext) -> None:
    """Hold one call."""
    settings = VoiceSettings()
    bus = await Bus.connect(settings, "voice")
    metadata = context.job.metadata
    order = None if metadata == PHONE_DISPATCH else CallOrder.model_validate_json(metadata)
    if order and order.line == "web":
        await _hold(context, settings, bus, order, caller_identity(order.person_id))
        context.shutdown("the call is over")
    else:
        await _by_telephone(context, settings, bus, order)


async def _by_telephone(
    context: JobContext, settings: VoiceSettings, bus: Bus, order: CallOrder | None
) -> None:
    """Hold one call by telephone. The order is known when an agent before this one had let the caller in."""
    goes_on = False
    try:
        await context.connect()
        caller = await _phoned(context)
        if caller and order is None:
            order = await _let_in(context, settings, bus, caller)
        if caller and order:
            await _hold(context, settings, bus, order, caller)
        else:
            await bus.close()
    except asyncio.CancelledError:
        # The process has to go: another agent goes on with whoever was let in.
        goes_on = order is not None
        raise
    finally:
        if not goes_on:
            # Nobody else is in this room: closing it ends the call on the telephone too.
            await context.delete_room()
            context.shutdown("the call is over")


async def _phoned(context: JobContext) -> str | None:
    """Who calls by telephone; None when they hung up before the room was ready."""
    try:
        waiting = context.wait_for_participant(kind=rtc.ParticipantKind.PARTICIPANT_KIND_SIP)
        return (await asyncio.wait_for(waiting, CALLER_COMES_S)).identity
    except (TimeoutError, RuntimeError):
        return None


async def _let_in(context: JobContext, settings: VoiceSettings, bus: Bus, caller: str) -> CallOrder | None:
    speech, secret = speech_settings(settings), settings.livekit_api_secret
    mouths: ByLanguage = {
        language: mouth(speech, "antonio", language) for language in spoken_before_pin(settings.voice_profile)
    }
    order = await let_in(context.room, caller, bus, secret.get_secret_value() if secret else "", mouths)
    if order:
        await _keep_order(context, order)
    return order


async def _keep_order(context: JobContext, order: CallOrder) -> None:
    """The room itself says whose call it is, so that the door can send another agent, or put the end on record."""
    wish = api.UpdateRoomMetadataRequest(room=context.room.name, metadata=order.model_dump_json())
    try:
        await context.api.room.update_room_metadata(wish)
    except (api.TwirpError, aiohttp.ClientError, TimeoutError, OSError) as error:
        telemetry.logger().warning("a telephone call will not outlive its agent", error=type(error).__name__)


async def _hold(
    context: JobContext, settings: VoiceSettings, bus: Bus, order: CallOrder, caller: str
) -> None:
    """Talk with the participant `caller` until the call is over. The end is put on record when the process shuts down."""
    with trace.get_tracer("lifeos").start_as_current_span(
        "call", context=extract({"traceparent": order.traceparent})
    ):
        if not context.room.isconnected():
            # Only the server subscribes again after a restart to whoever came back before us; nobody may publish but sound.
            await context.connect()
        call = Call(
            bus,
            order,
            await context.room.sid,
            caller,
            await _speech(settings, bus, order),
            Limits(settings.voice_cap_usd, settings.voice_cap_minutes * 60),
            _prices(settings),
            settings.voice_profile,
        )
        again = await call.open()

        async def finish() -> None:
            await call.close()
            await bus.close()

        context.add_shutdown_callback(finish)
        gaps = Gaps(context.room, caller, call.healed)
        await call.session.start(call.agent, room=context.room, room_options=call.room_options, record=False)
        if order.line == "phone" and caller not in context.room.remote_participants:
            # Hung up while the session was not listening yet. On the page somebody may still come back.
            call.left()
        else:
            call.begin(again=again)
        await call.run()
        gaps.close()
    await call.session.aclose()


async def _speech(settings: VoiceSettings, bus: Bus, order: CallOrder) -> Speech:
    """Ears for the language of the call, and a mouth for everybody who speaks in it."""
    speech = speech_settings(settings)
    names = ("mariana", "antonio") if order.persona == "both" else (main_speaker(order.persona),)
    mouths: Mouths = {name: mouth(speech, name, order.language) for name in names}
    if settings.voice_profile == "realtime":
        own = OwnVoice(realtime_model(settings, order), await instructions(bus, order))
        return Speech(None, mouths, own)
    return Speech(ears(speech, order.language), mouths)


def _prices(settings: VoiceSettings) -> Prices:
    return Prices(
        stt_minute=settings.voice_stt_cost,
        tts_million_characters=settings.voice_tts_cost,
        realtime_input_million=settings.voice_realtime_input_cost,
        realtime_output_million=settings.voice_realtime_output_cost,
    )
