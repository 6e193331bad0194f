"""A conversation is read as it was up to one turn, although later ones are in the tables already."""

from uuid import uuid4

import pytest

from lifeos.contracts.asks import AskTalk
from lifeos.store.database import Database, is_pooled
from lifeos.store.talk import talk
from services.store.tests.test_row_security import keep_turn

pytestmark = pytest.mark.slow


async def test_who_asks_up_to_a_sequence_sees_nothing_that_came_later(database_url: str) -> None:
    person, session = uuid4(), uuid4()
    async with Database(database_url, 1) as database:
        # Rows come in any order, and that of the asking turn, the second, is not there yet.
        for sequence, words in ((7, "Three"), (3, "One")):
            await keep_turn(database, person, session, words, sequence)
        async with database.of(person, reading=True) as connection:
            ask = AskTalk(person_id=person, session_id=session, turn_id=uuid4(), up_to=5)
            then = await talk(connection, ask)
            now = await talk(connection, ask.model_copy(update={"up_to": None, "turn_id": None}))
    assert [it.person for it in then.turns] == ["One"]
    assert len(then.unlearned) == 1
    assert [it.person for it in now.turns] == ["One", "Three"]


async def test_postgres_itself_is_taken_for_no_pooler(database_url: str) -> None:
    assert not await is_pooled(database_url)
