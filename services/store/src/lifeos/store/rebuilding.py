"""`python -m lifeos.store.rebuilding`: makes the tables again from the archive and from what the stream still holds.

For whoever put back a backup, or mended a projection. It may run beside the running product, and as often as one likes.
"""

import asyncio
import contextlib
import sys
from dataclasses import dataclass
from uuid import UUID

import nats.js.errors

from lifeos.contracts import MESSAGE_BY_TYPE, names
from lifeos.runtime.access import Access
from lifeos.runtime.bus import BUS_ERRORS, Bus
from lifeos.runtime.errors import LifeError, Unavailable
from lifeos.runtime.files import Files
from lifeos.store.database import Database, query
from lifeos.store.erasure import Eraser
from lifeos.store.migrate import migrate
from lifeos.store.projections import project
from lifeos.store.settings import StoreSettings
from lifeos.store.sql import PERSON_TABLES

KEEPER = "store-keep"
NOT_FROM_THE_ARCHIVE = frozenset({"events", "decisions", "spending"})
"""The archive itself; verdicts, which stand before their message does; sums, which grow as facts are put on record."""
REBUILT_TABLES = tuple(table for table in PERSON_TABLES if table not in NOT_FROM_THE_ARCHIVE)


@dataclass(frozen=True)
class Rebuilt:
    """What was done."""

    people: int
    facts: int
    erased: int


async def rebuild(bus: Bus, database: Database, access: Access, eraser: Eraser) -> Rebuilt:
    """Everybody's tables. Whoever was erased is erased again: a backup may be older than that wish.

    Raises Unavailable without a bus or a database; what was done until then is whole.
    """
    everybody, erased = await access.people()
    for person_id, at in erased.items():
        await eraser.erase(person_id, at)
    living = sorted(everybody - set(erased))
    facts = sum([await rebuild_person(database, person_id) for person_id in living])
    await _read_again(bus)
    return Rebuilt(len(living), facts, len(erased))


async def rebuild_person(database: Database, person_id: UUID) -> int:
    """One person's rows, in one transaction. Returns how many facts their archive has.

    The rows go before the archive is read, so that a fact which is kept at this moment is in the one or in the other.
    """
    async with database.of(person_id) as connection:
        for table in REBUILT_TABLES:
            await connection.execute(f"delete from {table} where person_id = $1", person_id)
        rows = await connection.fetch(query("archived"), person_id)
        for row in rows:
            kind = MESSAGE_BY_TYPE.get(row["type"])
            if kind:
                await project(connection, kind.model_validate(row["body"]), row["sequence"])
        return len(rows)


async def _read_again(bus: Bus) -> None:
    """Without its place in the stream the keeper begins at the first message that is still there, within a second."""
    try:
        with contextlib.suppress(nats.js.errors.NotFoundError):
            await bus.js.delete_consumer(names.LIFE, KEEPER)
    except BUS_ERRORS as error:
        raise Unavailable("the stream LIFE does not answer") from error


async def run(settings: StoreSettings) -> Rebuilt:
    """With connections of its own."""
    url = settings.database_url.get_secret_value()
    await migrate(url)
    files = Files.at(settings.files_url) if settings.files_url else None
    bus = await Bus.connect(settings, "store")
    try:
        async with Database(url, 1) as database:
            access = await Access.open(bus)
            return await rebuild(bus, database, access, Eraser(bus, database, access, files))
    finally:
        await bus.close()


def main() -> int:
    try:
        done = asyncio.run(run(StoreSettings()))
    except LifeError as error:
        sys.stderr.write(f"{str(error)[:1].upper()}{str(error)[1:]}. Nothing is lost; run it again.\n")
        return 1
    sys.stdout.write(
        f"Made the tables of {done.people} people again, from {done.facts} messages of the archive; "
        f"{done.erased} erased people were erased again. Store now reads what the stream still holds.\n"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
