"""Models are switched on by environment variables; a wrong one is named in one sentence."""

import pytest

from lifeos.runtime.llm.retry_after import seconds_to_wait
from lifeos.runtime.llm.settings import BadSetting, LadderSettings, Prices, read_settings

MINI = {"LIFEOS_LLM_MINI_MODEL": "some/model"}


def read(env: dict[str, str], files: dict[str, str] | None = None) -> LadderSettings:
    """`read_settings` over a disk that holds `files` only."""

    def read_file(path: str) -> str:
        if path not in (files or {}):
            raise FileNotFoundError(path)
        return (files or {})[path]

    return read_settings(env, read_file)


def test_without_variables_every_task_is_left_to_offline() -> None:
    found = read({})
    assert found.rungs == {}
    assert all(ladder[-1] == "offline" for ladder in found.ladders.values())
    assert found.rungs_for("write_cv") == ()


def test_empty_variables_count_as_absent() -> None:
    assert read({"LIFEOS_LLM_MINI_MODEL": " ", "LIFEOS_LADDER_TALK": ""}) == read({})


def test_a_rung_without_a_model_is_absent_whatever_else_is_set() -> None:
    assert read({"LIFEOS_LLM_MINI_API_KEY": "k", "LIFEOS_LLM_MINI_LANE": "openai"}).rungs == {}


def test_every_variable_of_a_rung_is_read() -> None:
    given = {
        "MODEL": "m", "API_BASE": "http://127.0.0.1:1/v1/", "API_KEY": "k", "LANE": "openai", "JSON": "schema",
        "TIMEOUT_S": "30", "FIRST_TOKEN_S": "5", "CHUNK_S": "2.5", "INPUT_COST": "0.25", "OUTPUT_COST": "2",
        "MAX_TOKENS": "900", "AT_ONCE": "3",
    }  # fmt: skip
    [rung] = read({f"LIFEOS_LLM_HEAVY_{name}": value for name, value in given.items()}).rungs.values()
    assert (rung.name, rung.model, rung.api_base, rung.lane, rung.json_mode) == (
        "heavy",
        "m",
        "http://127.0.0.1:1/v1",
        "openai",
        "schema",
    )
    assert (rung.timeout_s, rung.first_token_s, rung.chunk_s) == (30.0, 5.0, 2.5)
    assert (rung.prices, rung.max_tokens, rung.at_once) == (Prices(0.25, 2.0), 900, 3)
    assert rung.api_key is not None
    assert rung.api_key.get_secret_value() == "k"


def test_a_key_can_come_from_a_file_and_never_shows() -> None:
    found = read(MINI | {"LIFEOS_LLM_MINI_API_KEY_FILE": "/run/key"}, {"/run/key": "very-secret\n"})
    key = found.rungs["mini"].api_key
    assert key is not None
    assert key.get_secret_value() == "very-secret"
    assert "very-secret" not in repr(found)


def test_a_ladder_is_taken_in_the_order_given_and_ends_in_offline() -> None:
    both = MINI | {"LIFEOS_LLM_LOCAL_MODEL": "m", "LIFEOS_LADDER_WRITE_CV": "local, openclaw,mini"}
    found = read(both)
    assert found.ladders["write_cv"] == ("local", "openclaw", "mini", "offline")
    assert [rung.name for rung in found.rungs_for("write_cv")] == ["local", "mini"]
    assert [rung.name for rung in found.rungs_for("talk")] == ["mini", "local"]


def test_budgets_are_absent_until_set_and_zero_is_a_budget() -> None:
    assert read({}).budgets.person_usd_day is None
    assert read({"LIFEOS_BUDGET_PERSON_USD_DAY": "0"}).budgets.person_usd_day == 0.0


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("LIFEOS_LLM_MINI_TIMOUT_S", "3"),
        ("LIFEOS_LADDER_TLAK", "mini"),
        ("LIFEOS_LLM_MINI_LANE", "httpx"),
        ("LIFEOS_LLM_MINI_LANE", "openai"),
        ("LIFEOS_LLM_MINI_JSON", "yes"),
        ("LIFEOS_LLM_MINI_TIMEOUT_S", "soon"),
        ("LIFEOS_LLM_MINI_TIMEOUT_S", "nan"),
        ("LIFEOS_LLM_MINI_CHUNK_S", "0"),
        ("LIFEOS_LLM_MINI_MAX_TOKENS", "1.5"),
        ("LIFEOS_LLM_MINI_AT_ONCE", "-1"),
        ("LIFEOS_LLM_MINI_INPUT_COST", "1"),
        ("LIFEOS_LLM_MINI_API_BASE", "localhost:1234"),
        ("LIFEOS_LLM_MINI_API_BASE", "http://[::1"),
        ("LIFEOS_LLM_MINI_API_BASE", "https://me:hunter2@example.org/v1"),
        ("LIFEOS_LLM_MINI_API_KEY_FILE", "/not/there"),
        ("LIFEOS_LADDER_TALK", "mini,huge"),
        ("LIFEOS_LADDER_TALK", "mini,mini"),
        ("LIFEOS_LADDER_TALK", "openclaw,mini"),
        ("LIFEOS_LLM_OPENCLAW_LANE", "openai"),
        ("LIFEOS_LADDER_TALK", "offline,mini"),
        ("LIFEOS_BUDGET_TOTAL_USD_DAY", "-1"),
    ],
)
def test_a_wrong_value_is_refused_in_one_sentence_that_names_the_variable(variable: str, value: str) -> None:
    with pytest.raises(BadSetting) as refused:
        read(MINI | {variable: value})
    sentence = str(refused.value)
    assert variable.removesuffix("LANE") in sentence
    assert sentence.endswith(".")
    assert "\n" not in sentence
    assert "hunter2" not in sentence


@pytest.mark.parametrize(
    ("given", "missing"),
    [({"MODEL": "openclaw/lifeos"}, "API_BASE"), ({"MODEL": "gpt", "API_BASE": "http://h/v1"}, "MODEL")],
)
def test_the_rung_openclaw_needs_an_address_and_names_an_agent(given: dict[str, str], missing: str) -> None:
    with pytest.raises(BadSetting) as refused:
        read({f"LIFEOS_LLM_OPENCLAW_{name}": value for name, value in given.items()})
    assert f"LIFEOS_LLM_OPENCLAW_{missing}" in str(refused.value)


def test_two_keys_for_one_rung_are_refused_without_showing_either() -> None:
    with pytest.raises(BadSetting) as refused:
        read(MINI | {"LIFEOS_LLM_MINI_API_KEY": "hunter2", "LIFEOS_LLM_MINI_API_KEY_FILE": "/k"}, {"/k": "x"})
    assert "hunter2" not in str(refused.value)


@pytest.mark.parametrize(
    ("header", "seconds"),
    [(None, None), ("7", 7.0), ("0.5", 0.5), ("-3", None), ("inf", None), ("soon", None)],
)
def test_retry_after_is_read_in_seconds(header: str | None, seconds: float | None) -> None:
    assert seconds_to_wait(header) == seconds


def test_retry_after_may_be_a_date_even_one_that_has_passed() -> None:
    assert seconds_to_wait("Wed, 21 Oct 2015 07:28:00 GMT") == 0.0
    later = seconds_to_wait("Wed, 21 Oct 2099 07:28:00 GMT")
    assert later is not None
    assert later > 1e9
