"""Which models there are, read from environment variables. A rung is absent until its model is named.

| variable | what |
| --- | --- |
| `LIFEOS_LLM_<RUNG>_MODEL` | switches the rung on; the `litellm` lane wants litellm's name (`openai/x`), the `openai` lane sends it as it is |
| `…_API_BASE`, `…_API_KEY` or `…_API_KEY_FILE` | where, and with what key |
| `…_LANE` | `litellm` (default) or `openai`: a small client for OpenAI-compatible bases |
| `…_JSON` | how JSON is asked for: `object` (default), `schema`, or `none` for servers that refuse both |
| `…_TIMEOUT_S`, `…_FIRST_TOKEN_S`, `…_CHUNK_S` | 60 s for everything, 20 s to the first words, 15 s between words |
| `…_INPUT_COST`, `…_OUTPUT_COST` | USD per million tokens |
| `…_MAX_TOKENS`, `…_AT_ONCE` | longest answer; calls at the same time (8) |
| `LIFEOS_LLM_OPENCLAW_…` | an OpenClaw gateway (`deploy/openclaw/`): its agent (`openclaw/lifeos`) is the model, its token the key; it has a lane of its own, and writes documents only |
| `LIFEOS_LADDER_<TASK>` | rungs in order of preference; `offline` always ends it |
| `LIFEOS_BUDGET_PERSON_USD_DAY`, `LIFEOS_BUDGET_TOTAL_USD_DAY` | absent: no limit |
"""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal, cast, get_args
from urllib.parse import urlsplit

from pydantic import SecretStr

from lifeos.contracts.words import Rung

Task = Literal["talk", "route", "learn", "write_cv", "write_interview", "write_outreach"]
LaneName = Literal["litellm", "openai", "openclaw"]
JsonMode = Literal["object", "schema", "none"]
LANES: tuple[LaneName, ...] = ("litellm", "openai")
"""Lanes that a person may choose."""

QUICK: tuple[Rung, ...] = ("mini", "local", "offline")
THOROUGH: tuple[Rung, ...] = ("heavy", "mini", "local", "offline")
DEFAULT_LADDERS: dict[Task, tuple[Rung, ...]] = {
    "talk": QUICK,
    "route": QUICK,
    "learn": QUICK,
    "write_cv": THOROUGH,
    "write_interview": THOROUGH,
    "write_outreach": THOROUGH,
}
MODEL_RUNGS: tuple[Rung, ...] = ("local", "mini", "heavy", "openclaw")
DOCUMENTS_ONLY: frozenset[Rung] = frozenset({"openclaw"})
"""Rungs that take seconds to begin: nobody waits for a reply of theirs."""
SPOKEN: frozenset[Task] = frozenset({"talk", "route"})
RUNG_FIELDS = frozenset(
    {"MODEL", "API_BASE", "API_KEY", "API_KEY_FILE", "LANE", "JSON", "MAX_TOKENS", "AT_ONCE"}
    | {"TIMEOUT_S", "FIRST_TOKEN_S", "CHUNK_S", "INPUT_COST", "OUTPUT_COST"}
)


VARIABLES: frozenset[str] = frozenset(
    f"LIFEOS_LLM_{rung.upper()}_{field}"
    for rung in MODEL_RUNGS
    for field in RUNG_FIELDS
    if (rung, field) != ("openclaw", "LANE")
) | {f"LIFEOS_LADDER_{task.upper()}" for task in DEFAULT_LADDERS}
"""Every variable of rungs and ladders."""


class BadSetting(ValueError):
    """A variable has a value that cannot be used. The sentence names the variable and never a secret."""


@dataclass(frozen=True)
class Prices:
    """USD per million tokens."""

    input: float
    output: float


@dataclass(frozen=True)
class RungSettings:
    """One model and how to treat it. Times are seconds."""

    name: Rung
    model: str
    api_base: str | None = None
    api_key: SecretStr | None = None
    lane: LaneName = "litellm"
    json_mode: JsonMode = "object"
    timeout_s: float = 60.0
    first_token_s: float = 20.0
    chunk_s: float = 15.0
    prices: Prices | None = None
    max_tokens: int | None = None
    at_once: int = 8


@dataclass(frozen=True)
class Budgets:
    """USD per day (UTC); absent means no limit."""

    person_usd_day: float | None = None
    total_usd_day: float | None = None


@dataclass(frozen=True)
class LadderSettings:
    """Every rung that is switched on, and the order in which each task tries them."""

    rungs: Mapping[Rung, RungSettings]
    ladders: Mapping[Task, tuple[Rung, ...]]
    budgets: Budgets = Budgets()

    def rungs_for(self, task: Task) -> tuple[RungSettings, ...]:
        """The models that `task` may use, best first. None of them: only `offline` is left."""
        return tuple(self.rungs[name] for name in self.ladders[task] if name in self.rungs)


def read_settings(env: Mapping[str, str], read_file: Callable[[str], str]) -> LadderSettings:
    """Read the variables above from `env`. `read_file` reads the text of a `…_API_KEY_FILE`.

    Raises `BadSetting`.
    """
    given = {name: value.strip() for name, value in env.items() if value.strip()}
    _refuse_unknown(given)
    read = (_rung(rung, given, read_file) for rung in MODEL_RUNGS)
    return LadderSettings(
        rungs={rung.name: rung for rung in read if rung},
        ladders={task: _ladder(task, given) for task in DEFAULT_LADDERS},
        budgets=Budgets(
            person_usd_day=_number(given, "LIFEOS_BUDGET_PERSON_USD_DAY", least=0.0),
            total_usd_day=_number(given, "LIFEOS_BUDGET_TOTAL_USD_DAY", least=0.0),
        ),
    )


def _refuse_unknown(given: Mapping[str, str]) -> None:
    """A misspelt variable would otherwise switch nothing on, silently."""
    for name in given:
        if name.startswith(("LIFEOS_LLM_", "LIFEOS_LADDER_")) and name not in VARIABLES:
            raise BadSetting(f"{name} is not a setting; check its spelling.")


def _rung(rung: Rung, given: Mapping[str, str], read_file: Callable[[str], str]) -> RungSettings | None:
    prefix = f"LIFEOS_LLM_{rung.upper()}_"
    model = given.get(prefix + "MODEL")
    if model is None:
        return None
    lane = "openclaw" if rung == "openclaw" else _word(given, prefix + "LANE", LANES, "litellm")
    base = _base(given, prefix + "API_BASE")
    if lane == "openclaw" and base is None:
        raise BadSetting(f"{prefix}API_BASE is needed: the gateway's address, ending in /v1.")
    if lane == "openclaw" and not model.startswith("openclaw"):
        raise BadSetting(f"{prefix}MODEL names an agent of the gateway: openclaw/<agent>.")
    if lane == "openai" and base is None:
        raise BadSetting(f"{prefix}API_BASE is needed when {prefix}LANE is openai.")
    return RungSettings(
        name=rung,
        model=model,
        api_base=base,
        api_key=_key(given, prefix, read_file),
        lane=cast(LaneName, lane),
        json_mode=cast(JsonMode, _word(given, prefix + "JSON", get_args(JsonMode), "object")),
        timeout_s=_seconds(given, prefix + "TIMEOUT_S", 60.0),
        first_token_s=_seconds(given, prefix + "FIRST_TOKEN_S", 20.0),
        chunk_s=_seconds(given, prefix + "CHUNK_S", 15.0),
        prices=_prices(given, prefix),
        max_tokens=_count(given, prefix + "MAX_TOKENS"),
        at_once=_count(given, prefix + "AT_ONCE") or 8,
    )


def _ladder(task: Task, given: Mapping[str, str]) -> tuple[Rung, ...]:
    name = f"LIFEOS_LADDER_{task.upper()}"
    if name not in given:
        return DEFAULT_LADDERS[task]
    rungs = [rung.strip() for rung in given[name].split(",")]
    for rung in rungs:
        if rung not in get_args(Rung):
            raise BadSetting(f"{name} names the rung {rung!r}; use {', '.join(get_args(Rung))}.")
        if rung in DOCUMENTS_ONLY and task in SPOKEN:
            raise BadSetting(f"{name} names {rung}, which takes seconds to begin; it only writes documents.")
    if len(set(rungs)) < len(rungs):
        raise BadSetting(f"{name} names a rung twice.")
    if "offline" in rungs[:-1]:
        raise BadSetting(f"{name} has rungs after offline, which always answers; they would never be used.")
    named = [rung for rung in rungs if rung != "offline"]
    return cast(tuple[Rung, ...], (*named, "offline"))


def _key(given: Mapping[str, str], prefix: str, read_file: Callable[[str], str]) -> SecretStr | None:
    name, file_name = prefix + "API_KEY", prefix + "API_KEY_FILE"
    if name in given and file_name in given:
        raise BadSetting(f"{name} and {file_name} are both set; keep one.")
    if file_name not in given:
        return SecretStr(given[name]) if name in given else None
    try:
        key = read_file(given[file_name]).strip()
    except (OSError, UnicodeDecodeError) as error:
        raise BadSetting(f"{file_name} names a file that cannot be read ({type(error).__name__}).") from None
    if not key:
        raise BadSetting(f"{file_name} names an empty file.")
    return SecretStr(key)


def _base(given: Mapping[str, str], name: str) -> str | None:
    base = given.get(name)
    if base is None:
        return None
    try:
        parts = urlsplit(base)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        raise BadSetting(f"{name} is not a URL.") from None
    if not usable:
        raise BadSetting(f"{name} must start with http:// or https:// and name a host.")
    if parts.username or parts.password:
        raise BadSetting(f"{name} holds a password; put keys into {name.replace('_BASE', '_KEY')}.")
    return base.rstrip("/")


def _prices(given: Mapping[str, str], prefix: str) -> Prices | None:
    reading = _number(given, prefix + "INPUT_COST", least=0.0)
    writing = _number(given, prefix + "OUTPUT_COST", least=0.0)
    if reading is None and writing is None:
        return None
    if reading is None or writing is None:
        raise BadSetting(f"{prefix}INPUT_COST and {prefix}OUTPUT_COST belong together; set both or none.")
    return Prices(input=reading, output=writing)


def _word(given: Mapping[str, str], name: str, allowed: tuple[str, ...], default: str) -> str:
    word = given.get(name, default)
    if word not in allowed:
        raise BadSetting(f"{name} is {word!r}; use {' or '.join(allowed)}.")
    return word


def _number(given: Mapping[str, str], name: str, *, least: float) -> float | None:
    if name not in given:
        return None
    try:
        number = float(given[name])
    except ValueError:
        raise BadSetting(f"{name} is {given[name]!r}, which is not a number.") from None
    if not math.isfinite(number) or number < least:
        raise BadSetting(f"{name} is {given[name]}; it must be at least {least:g}.")
    return number


def _seconds(given: Mapping[str, str], name: str, default: float) -> float:
    number = _number(given, name, least=0.01)
    return default if number is None else number


def _count(given: Mapping[str, str], name: str) -> int | None:
    number = _number(given, name, least=1.0)
    if number is None:
        return None
    if number != int(number):
        raise BadSetting(f"{name} is {given[name]}; it must be a whole number.")
    return int(number)
