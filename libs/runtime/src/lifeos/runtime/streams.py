"""Declares the streams. Idempotent: every process that may, does it at start and after a broker crash."""

import nats.js.errors
from nats.js.api import DiscardPolicy, KeyValueConfig, RetentionPolicy, StorageType, StreamConfig, StreamInfo
from nats.js.client import JetStreamContext

from lifeos.contracts import names

STREAM_NAME_IN_USE = 10058


def life(max_bytes: int, replicas: int) -> StreamConfig:
    """Facts: the one total order. A full stream refuses new facts instead of dropping old ones."""
    return StreamConfig(
        name=names.LIFE,
        subjects=["life.>"],
        retention=RetentionPolicy.LIMITS,
        storage=StorageType.FILE,
        max_age=names.LIFE_KEPT.total_seconds(),
        max_bytes=max_bytes,
        discard=DiscardPolicy.NEW,
        num_replicas=replicas,
        duplicate_window=3600,
        allow_direct=True,
    )


def live() -> StreamConfig:
    """Passing signs: in memory, gone after a broker crash. Its creation time is its epoch."""
    return StreamConfig(
        name=names.LIVE,
        subjects=["live.>"],
        retention=RetentionPolicy.LIMITS,
        storage=StorageType.MEMORY,
        max_age=names.LIVE_KEPT.total_seconds(),
        max_bytes=32 * 1024 * 1024,
        discard=DiscardPolicy.OLD,
        allow_direct=True,
    )


def parked(replicas: int) -> StreamConfig:
    """Messages that cannot succeed, with the reason, for an operator to look at."""
    return StreamConfig(
        name=names.PARKED,
        subjects=["parked.>"],
        retention=RetentionPolicy.LIMITS,
        storage=StorageType.FILE,
        max_age=names.PARKED_KEPT.total_seconds(),
        max_bytes=256 * 1024 * 1024,
        num_replicas=replicas,
        allow_direct=True,
    )


async def declare(js: JetStreamContext, *, max_bytes: int = 768 * 1024 * 1024, replicas: int = 1) -> None:
    """Everything. Raises the bus's own errors when it is away or refuses."""
    for config in (life(max_bytes, replicas), parked(replicas), live()):
        await _stream(js, config)
    try:
        await js.create_key_value(
            KeyValueConfig(bucket=names.ACCESS, storage=StorageType.FILE, replicas=replicas, history=1)
        )
    except nats.js.errors.BadRequestError as error:
        if error.err_code != STREAM_NAME_IN_USE:
            raise


async def declare_live(js: JetStreamContext) -> StreamInfo:
    """`LIVE` alone: it is gone after a broker crash, and whoever comes back first declares it again."""
    return await _stream(js, live())


async def _stream(js: JetStreamContext, config: StreamConfig) -> StreamInfo:
    try:
        return await js.add_stream(config)
    except nats.js.errors.BadRequestError as error:
        if error.err_code != STREAM_NAME_IN_USE:
            raise
        return await js.update_stream(config)
