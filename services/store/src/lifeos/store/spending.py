"""What models cost, for the daily budgets of whoever asks them: each fact once, when it is put on record."""

from datetime import UTC

from lifeos.contracts import MemoryLearned, Message, TurnAnswered, TurnRouted, VersionWritten
from lifeos.contracts.asks import AskSpending, Spending
from lifeos.store.database import Connection, query


def cost_of(fact: Message) -> float:
    """USD. An edit by a person keeps the figure of the version that it changes, and cost nothing itself."""
    match fact:
        case TurnAnswered():
            return fact.usage.cost_usd
        case TurnRouted() | MemoryLearned():
            return fact.cost_usd
        case VersionWritten(author="writer"):
            return fact.cost_usd
        case _:
            return 0.0


async def spend(connection: Connection, fact: Message) -> None:
    """Add up what a new fact cost."""
    usd = cost_of(fact)
    if usd:
        day = fact.time.astimezone(UTC).date()
        await connection.execute(query("add_spending"), fact.person_id, day, usd)
        await connection.execute(query("add_cost"), day, usd)


async def spent(connection: Connection, ask: AskSpending) -> Spending:
    """The sums of one day."""
    row = await connection.fetchrow(query("spent"), ask.person_id, ask.day)
    return Spending(person_usd=row["person_usd"], total_usd=row["total_usd"])
