"""What is read out of a model's text, and out of whatever bytes a server sends."""

import json
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from lifeos.runtime.llm.answers import asking_for_json, find_object, read_as
from lifeos.runtime.llm.calls import ChatMessage, Completion, Delta, Tokens
from lifeos.runtime.llm.errors import ModelFailed
from lifeos.runtime.llm.lanes.openai import read_completion, read_delta

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["choices", "message", "delta", "content", "finish_reason", "usage", "prompt_tokens", "error"]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


class Skill(BaseModel):
    """What the tests ask for."""

    name: str
    level: int


@settings(max_examples=150, deadline=None)
@given(value=JSON)
def test_whatever_json_a_server_sends_is_an_answer_or_a_typed_failure(value: object) -> None:
    body = json.dumps(value).encode()
    assert outcome(read_completion, body) in {"answer", "bad_answer", "empty", "provider"}
    assert outcome(read_delta, body) in {"answer", "bad_answer", "provider"}


def outcome(read: Callable[[bytes], Completion | Delta], body: bytes) -> str:
    """How reading `body` ends."""
    try:
        read(body)
    except ModelFailed as failure:
        return failure.reason
    return "answer"


@settings(max_examples=150, deadline=None)
@given(content=st.binary(max_size=40))
def test_whatever_bytes_a_server_sends_are_an_answer_or_a_typed_failure(content: bytes) -> None:
    with pytest.raises(ModelFailed):
        read_completion(content)


@settings(max_examples=150, deadline=None)
@given(text=st.text(alphabet='{}[]":,a1\\ ', max_size=60))
def test_no_text_breaks_the_search_for_an_object(text: str) -> None:
    found = find_object(text)
    assert found is None or isinstance(json.loads(found), dict)


@pytest.mark.parametrize("text", ['{"a":' * 50_000, "{" * 100_000, "no object", ""])
def test_hopeless_texts_are_given_up_quickly(text: str) -> None:
    assert find_object(text) is None


def test_the_longest_object_is_the_answer() -> None:
    assert find_object('for example {"a": 1}, so: {"a": 1, "b": {"c": 2}}.') == '{"a": 1, "b": {"c": 2}}'


def test_a_problem_names_the_field_and_never_the_value() -> None:
    got = read_as(Skill)('{"name": "Go", "level": "as good as my neighbour"}')
    assert got.value is None
    assert got.problem is not None
    assert "level" in got.problem
    assert "neighbour" not in got.problem


@pytest.mark.parametrize("count", [-1, 10**400, "11", None, 1.5])
def test_a_count_of_tokens_that_cannot_be_is_no_count(count: object) -> None:
    usage = {"prompt_tokens": count, "completion_tokens": 1}
    answer = {"choices": [{"message": {"content": "hi"}}], "usage": usage}
    assert read_completion(json.dumps(answer).encode()).tokens is None


def test_a_count_of_tokens_is_read() -> None:
    chunk = {"choices": [], "usage": {"prompt_tokens": 3, "completion_tokens": 4}}
    assert read_delta(json.dumps(chunk).encode()).tokens == Tokens(3, 4)


def test_the_schema_joins_the_system_message_and_replaces_nothing() -> None:
    own = (ChatMessage("system", "You write CVs."), ChatMessage("user", "hi"))
    first, second = asking_for_json(own, Skill)
    assert first.content.startswith("You write CVs.\n\n")
    assert second == own[1]
    assert asking_for_json(own[1:], Skill)[0].role == "system"
