"""A story, what it teaches, and a scripted model over real HTTP that writes what a test tells it to."""

import json
import re
from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import date
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from lifeos.contracts import DeliverableRequested, TurnReceived
from lifeos.contracts.memory import Memory
from lifeos.contracts.turn import TurnRequest
from lifeos.contracts.words import Rung
from lifeos.cv.learning import learn
from lifeos.runtime.llm.ladder import Ladder
from lifeos.runtime.llm.settings import DEFAULT_LADDERS, LadderSettings, RungSettings, Task
from lifeos.runtime.testing.openai_behaviours import Asked, Behaviour, says, says_what
from lifeos.runtime.testing.openai_stub import OpenAIStub

PERSON = uuid5(NAMESPACE_URL, "person")
SESSION = uuid5(NAMESPACE_URL, "session")
TURN = uuid5(NAMESPACE_URL, "turn")
TODAY = date(2026, 11, 22)

STORY = (
    "My name is Ana Lopez and my e-mail is ana@example.com. I live in Valencia. "
    "I worked as a nurse at Hospital La Paz from March 2015 to June 2020. I cut waiting times by 20%. "
    "Then I was head nurse at Clinica Sol from July 2020 to May 2023. There I led a team of 12 nurses. "
    "I studied Nursing at Universidad de Valencia from 2010 to 2014. "
    "I speak English at B2 and Spanish as my mother tongue. I know Excel and SAP."
)

HONEST: dict[str, Any] = {
    "basics": {"summary": "Nurse who cut waiting times by 20%."},
    "work": [
        {
            "name": "Clinica Sol",
            "position": "Head nurse",
            "startDate": "2020-07",
            "endDate": "2023-05",
            "highlights": ["Led a team of 12 nurses"],
        },
        {
            "name": "Hospital La Paz",
            "position": "Nurse",
            "startDate": "2015-03",
            "endDate": "2020-06",
            "highlights": ["Cut waiting times by 20%"],
        },
    ],
    "education": [
        {
            "institution": "Universidad de Valencia",
            "area": "Nursing",
            "startDate": "2010",
            "endDate": "2014",
        }
    ],
    "skills": [{"name": "Excel"}, {"name": "SAP"}],
    "languages": [
        {"language": "English", "fluency": "B2"},
        {"language": "Spanish", "fluency": "mother tongue"},
    ],
}


def learned(text: str = STORY, known: Sequence[Memory] = (), turn: UUID = TURN) -> list[Memory]:
    """What the rules learn from a message, beside what was known before and still stands."""
    found = learn(text, turn_id=turn, session_id=SESSION, known=known, pending=None, today=TODAY).facts
    gone = {old for memory in found for old in memory.supersedes}
    return [*(memory for memory in known if memory.id not in gone), *found]


def told(text: str = STORY, turn: UUID = TURN) -> TurnReceived:
    """The message as the services get it."""
    return TurnReceived(
        id=str(turn), person_id=PERSON, session_id=SESSION, request=TurnRequest(message=text), request_hash=""
    )


def wanted() -> DeliverableRequested:
    """A request for the first version of a CV."""
    deliverable = uuid5(NAMESPACE_URL, "cv")
    return DeliverableRequested(
        id=DeliverableRequested.id_for(TURN, "cv", deliverable),
        person_id=PERSON,
        session_id=SESSION,
        turn_id=TURN,
        deliverable=deliverable,
        kind="cv",
        version=1,
    )


def answers(value: Mapping[str, Any]) -> Behaviour:
    """A model that always answers this JSON."""
    return says(json.dumps(value, ensure_ascii=False))


def translates(forward: Mapping[str, str], back: Mapping[str, str]) -> Behaviour:
    """A model that translates the lines it knows, in both directions, and answers nothing for others."""
    there, again = ({key.casefold(): text for key, text in known.items()} for known in (forward, back))

    def answer(asked: Asked) -> str:
        known = there if asked.last.startswith("You translate") else again
        found = re.search(r"\[\n.*?\n\]", asked.last, re.DOTALL)
        lines = json.loads(found.group()) if found else []
        said = [{"id": line["id"], "text": known.get(line["text"].casefold(), "")} for line in lines]
        return json.dumps({"lines": said}, ensure_ascii=False)

    return says_what(answer)


@asynccontextmanager
async def scripted(model: Behaviour, *then: Behaviour) -> AsyncGenerator[tuple[Ladder, OpenAIStub]]:
    """A ladder of one rung whose model does `model`, then each of `then`, and keeps to the last."""
    usual = then[-1] if then else model
    async with OpenAIStub({"scripted": usual}) as stub:
        stub.queue("scripted", model, *then[:-1])
        rung = RungSettings(name="heavy", model="scripted", api_base=stub.base, lane="openai", timeout_s=5.0)
        ladders: dict[Task, tuple[Rung, ...]] = dict.fromkeys(DEFAULT_LADDERS, ("heavy", "offline"))
        async with Ladder(LadderSettings({"heavy": rung}, ladders)) as ladder:
            yield ladder, stub
