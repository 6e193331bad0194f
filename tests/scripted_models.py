"""A running spine whose models are scripted: honest, lying, broken or away."""

import json
from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from lifeos.runtime.testing.openai_behaviours import Asked, Behaviour, says
from lifeos.runtime.testing.openai_stub import OpenAIStub
from tests.spine import Spine

TASKS = {
    "You read one message": "learn",
    "You write a CV": "write",
    "You classify": "route",
    "You translate lines": "translate",
    "You turn lines": "back",
}
"""How each prompt begins; what begins otherwise is the conversation itself."""


@dataclass
class Script:
    """What each model does for each task. Keys are `<model>.<task>` or `<task>`; whatever is not named fails to answer."""

    acts: dict[str, Behaviour] = field(default_factory=dict[str, Behaviour])

    def play(self, **acts: Behaviour) -> None:
        """From now on the models do this and nothing else."""
        self.acts = {name.replace("_", "."): act for name, act in acts.items()}

    async def act(self, asked: Asked, request: web.Request) -> web.StreamResponse:
        """One request for whichever model."""
        first = asked.messages[0]["content"] + asked.messages[-1]["content"]
        task = next((task for start, task in TASKS.items() if start in first), "talk")
        act = self.acts.get(f"{asked.model}.{task}") or self.acts.get(task) or says("No idea.")
        return await act(asked, request)


@dataclass(frozen=True)
class Scene:
    """A spine, its scripted models and what they were asked."""

    spine: Spine
    script: Script
    stub: OpenAIStub


def answers(value: Mapping[str, Any]) -> Behaviour:
    """A model that always answers this JSON."""
    return says(json.dumps(value, ensure_ascii=False))


@asynccontextmanager
async def scene_with(lane: str, more: Mapping[str, str] | None = None) -> AsyncGenerator[Scene]:
    """A spine with a mini and a heavy model behind one lane, and more settings. The conversation may climb to the heavy one."""
    script = Script()
    async with OpenAIStub({"mini": script.act, "heavy": script.act}) as stub:
        prefix = "openai/" if lane == "litellm" else ""
        settings = {"LIFEOS_LADDER_TALK": "mini,heavy,offline"}
        for rung, cost in (("MINI", "1"), ("HEAVY", "100")):
            settings |= {
                f"LIFEOS_LLM_{rung}_MODEL": f"{prefix}{rung.lower()}",
                f"LIFEOS_LLM_{rung}_API_BASE": stub.base,
                f"LIFEOS_LLM_{rung}_LANE": lane,
                f"LIFEOS_LLM_{rung}_TIMEOUT_S": "25",
                f"LIFEOS_LLM_{rung}_INPUT_COST": cost,
                f"LIFEOS_LLM_{rung}_OUTPUT_COST": cost,
            }
        async with Spine(settings={**settings, **(more or {})}) as spine:
            yield Scene(spine, script, stub)
