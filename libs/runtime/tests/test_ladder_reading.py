"""How the ladder reads what a model said, and has it repaired once. Over real HTTP to a scripted model."""

import pytest

from libs.runtime.tests.ladders import ANA, DANI, PROMPT, Career, Notebook, both, rung, settings
from lifeos.runtime.llm.ladder import Fell, Ladder
from lifeos.runtime.testing.openai_behaviours import (
    Asked,
    body,
    says,
    says_what,
)
from lifeos.runtime.testing.openai_stub import OpenAIStub


@pytest.mark.parametrize(
    "said",
    [
        DANI,
        f"```json\n{DANI}\n```",
        f"Here it is:\n```\n{DANI}\n```\nAnything else?",
        f'<think>maybe {{"name": 1}}?</think>\n{DANI}',
    ],
    ids=["bare", "fenced", "with talk around", "after thinking aloud"],
)
async def test_json_is_found_in_whatever_wrapping(stub: OpenAIStub, said: str) -> None:
    stub.queue("ok:heavy", says(said))
    async with Ladder(both(stub)) as ladder:
        got = await ladder.generate("write_cv", PROMPT, Career, person_id=ANA)
    assert got is not None
    assert (got.value, got.repaired, got.fell) == (Career(name="Dani", years=3), False, ())


@pytest.mark.parametrize(
    ("first", "told"),
    [
        ('{"nombre": "Dani"}', "years: Field required"),
        ('{"name": "Dani", "years": ', "no complete JSON object"),
        ("I would rather talk.", "no complete JSON object"),
    ],
)
async def test_one_repair_shows_the_model_what_is_wrong(stub: OpenAIStub, first: str, told: str) -> None:
    stub.queue("ok:heavy", says(first), says(DANI))
    async with Ladder(both(stub)) as ladder:
        got = await ladder.generate("write_cv", PROMPT, Career, person_id=ANA)
    assert got is not None
    assert (got.value.name, got.repaired, got.usage.rung) == ("Dani", True, "heavy")
    assert (got.usage.input_tokens, got.usage.output_tokens) == (22, 44)
    repair = stub.requests[1].messages
    assert repair[-2] == {"role": "assistant", "content": first}
    assert told in repair[-1]["content"]


async def test_a_model_that_is_wrong_twice_loses_to_the_next_rung(stub: OpenAIStub) -> None:
    watcher = Notebook()
    stub.queue("ok:heavy", says("{}"), says("{}"), says(DANI))
    stub.queue("ok:mini", says(DANI))
    async with Ladder(both(stub), observer=watcher) as ladder:
        got = await ladder.generate("write_cv", PROMPT, Career, person_id=ANA)
    assert got is not None
    assert (got.usage.rung, got.fell) == ("mini", (Fell("heavy", "bad_answer"),))
    assert watcher.outcomes() == [("heavy", "bad_answer"), ("heavy", "bad_answer"), ("mini", "ok")]
    assert got.usage.input_tokens == 33


async def test_an_honest_model_passes_the_callers_check_and_a_liar_falls(stub: OpenAIStub) -> None:
    def truthful(career: Career) -> str | None:
        return None if career.years == 3 else "The person said three years."

    def lies(asked: Asked) -> str:
        return '{"name": "Dani", "years": 12}'

    stub.behaviours = {"ok:heavy": says_what(lies), "ok:mini": says_what(lambda asked: DANI)}
    async with Ladder(both(stub)) as ladder:
        got = await ladder.generate("write_cv", PROMPT, Career, accept=truthful, person_id=ANA)
    assert got is not None
    assert (got.value.years, got.usage.rung) == (3, "mini")
    assert "The person said three years." in stub.requests[1].messages[-1]["content"]


async def test_the_schema_stands_in_the_prompt_and_the_form_follows_the_setting(stub: OpenAIStub) -> None:
    forms: list[object] = []
    for mode in ("object", "schema", "none"):
        stub.queue("ok:mini", says(DANI))
        async with Ladder(settings(rung(stub, "mini", json_mode=mode))) as ladder:
            await ladder.generate("talk", PROMPT, Career, person_id=ANA)
        forms.append(stub.requests[-1].body.get("response_format"))
        assert '"years"' in stub.requests[-1].messages[0]["content"]
    assert forms[0] == {"type": "json_object"}
    assert isinstance(forms[1], dict)
    assert forms[1]["type"] == "json_schema"
    assert forms[2] is None


async def test_characters_that_nothing_can_store_are_left_out(stub: OpenAIStub) -> None:
    answer = b'{"choices":[{"message":{"content":"a\\u0000b\\ud800c"},"finish_reason":"stop"}]}'
    stub.queue("ok:mini", body(answer, "application/json"))
    async with Ladder(settings(rung(stub, "mini"))) as ladder:
        got = await ladder.generate("talk", PROMPT, person_id=ANA)
    assert got is not None
    assert got.value == "abc"
