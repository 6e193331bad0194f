"""Forgets a person everywhere: tombstone first, then stream, tables and files."""

from datetime import datetime
from uuid import UUID

import nats.js.errors
from nats.js import JetStreamContext

from lifeos.contracts import PersonErased, names
from lifeos.runtime import telemetry
from lifeos.runtime.access import Access
from lifeos.runtime.bus import BUS_ERRORS, Bus
from lifeos.runtime.errors import Unavailable
from lifeos.runtime.files import Files
from lifeos.runtime.patience import until_available
from lifeos.store.database import Database, query
from lifeos.store.sql import PERSON_TABLES


class Eraser:
    """Erasing twice does no harm: it is repeated for every tombstone at each start."""

    def __init__(self, bus: Bus, database: Database, access: Access, files: Files | None) -> None:
        self._bus, self._database, self._access, self._files = bus, database, access, files

    async def erase(self, person_id: UUID, at: datetime) -> None:
        await self._access.bury(person_id)
        async with self._database.of(person_id) as connection:
            await connection.execute(query("tombstone"), person_id, at)
            keys = [row["key_hash"] for row in await connection.fetch(query("key_hashes"), person_id)]
            sessions = [row["session_id"] for row in await connection.fetch(query("session_ids"), person_id)]
            files = [row["sha256"] for row in await connection.fetch(query("files_of_person"), person_id)]
        await self._access.bury(person_id, sessions)
        for key_hash in keys:
            await self._access.shut_out(key_hash)
        for session_id in [person_id, *sessions]:
            await self._erase_from_streams(session_id)
        if self._files:
            for sha256 in files:
                await self._files.delete(person_id, sha256)
        async with self._database.of(person_id) as connection:
            for table in PERSON_TABLES:
                await connection.execute(f"delete from {table} where person_id = $1", person_id)
        telemetry.logger().info("person erased", sessions=len(sessions), files=len(files))

    async def again(self) -> None:
        """After a broker crash, messages deleted just before may be back: delete them again."""
        await until_available(self._erase_buried)

    async def _erase_buried(self) -> None:
        for session_id in await self._access.buried_sessions():
            await self._erase_from_streams(session_id)

    async def _erase_from_streams(self, session_id: UUID) -> None:
        try:
            await _delete(self._bus.js, names.LIFE, f"life.*.*.*.{session_id}.*")
            await _delete(self._bus.js, names.PARKED, f"parked.*.{session_id}.*")
        except BUS_ERRORS as error:
            raise Unavailable("the bus does not delete now") from error


async def _delete(js: JetStreamContext, stream: str, subjects: str) -> None:
    """Delete message by message, overwriting the words: a purge can come back after a crash and leaves them on disk.

    The tombstone itself stays, so that later copies of the person's messages are still refused.
    """
    info = await js.stream_info(stream, subjects_filter=subjects)
    kept = PersonErased.address("*", "*").rsplit(".", 2)[0]
    for subject in list(info.state.subjects or {}):
        if subject.startswith(kept):
            continue
        try:
            message = await js.get_last_msg(stream, subject, direct=False)
            await js.delete_msg(stream, message.seq or 0)
        except nats.js.errors.NotFoundError:
            continue
