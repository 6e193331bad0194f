"""A refusal is a sentence in the language of whoever meets it, whatever refuses."""

import ast
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Literal

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from pydantic import BaseModel, Field

import lifeos.contracts
import lifeos.gateway
from lifeos.contracts.decision import REASONS
from lifeos.contracts.letter import PROBLEMS
from lifeos.gateway import app, limits, problems
from lifeos.gateway.problems import PLAINLY, Refused, install
from lifeos.gateway.sentences import Sentence, catalogue, language_of
from lifeos.runtime.errors import Unavailable

OTHERS: tuple[Literal["es", "pt"], ...] = ("es", "pt")
FROM_ELSEWHERE = {"Not Found", "Method Not Allowed", "the message is larger than the bus carries"}
"""What the web framework and the bus say."""
PLACE = re.compile(r"\{(\w+)\}")


def modules(package: object) -> Iterator[tuple[str, ast.Module]]:
    """The name and the code of each module of a package."""
    root = Path(str(getattr(package, "__file__", ""))).parent
    for path in root.rglob("*.py"):
        name = ".".join(("lifeos", root.name, *path.relative_to(root).with_suffix("").parts))
        yield name.removesuffix(".__init__"), ast.parse(path.read_text("utf-8"))


def raised(package: object, error: str, argument: int) -> Iterator[str]:
    """The sentences with which a kind of error is raised: written there, or a constant of that module."""
    for name, code in modules(package):
        for call in ast.walk(code):
            if not (isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == error):
                continue
            for said in ast.walk(call.args[argument]):
                if isinstance(said, ast.Constant) and isinstance(said.value, str) and " " in said.value:
                    yield said.value
                elif isinstance(said, ast.Name) and said.id.isupper():
                    value = getattr(import_module(name), said.id)
                    if isinstance(value, str):
                        yield value


def every_sentence() -> set[str]:
    return {
        *raised(lifeos.gateway, "Refused", 1),
        *raised(lifeos.contracts, "ValueError", 0),
        *PLAINLY.values(),
        *REASONS.values(),
        *PROBLEMS.values(),
        *limits.TOO_MANY.values(),
        app.FILE_TOO_LARGE,
        app.REQUEST_TOO_LARGE,
        problems.AWAY,
        problems.OUR_FAULT,
        *FROM_ELSEWHERE,
    }


@pytest.mark.parametrize("language", OTHERS)
def test_every_sentence_is_there_in_each_language_and_none_that_nobody_says(
    language: Literal["es", "pt"],
) -> None:
    said, known = every_sentence(), catalogue(language)
    assert len(said) > 80
    assert sorted(said - set(known)) == []
    assert sorted(set(known) - said) == []


@pytest.mark.parametrize("language", OTHERS)
def test_a_translation_has_no_place_that_is_not_filled_and_is_one(language: Literal["es", "pt"]) -> None:
    for english, told in catalogue(language).items():
        assert set(PLACE.findall(told)) <= set(PLACE.findall(english)), english
        assert told != english, english


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("", "en"),
        ("es", "es"),
        ("pt-BR,pt;q=0.9,en;q=0.8", "pt"),
        ("fr-FR, de;q=0.9", "en"),
        ("fr, en;q=0.3, es-419;q=0.7", "es"),
        ("en-GB,es;q=0.9", "en"),
        ("es;q=0, pt;q=0.1", "pt"),
        ("pt;q=much, es;q=0.2", "es"),
        (";q=,,;;", "en"),
    ],
)
def test_the_first_of_our_languages_that_is_asked_for_is_taken(accepted: str, language: str) -> None:
    assert language_of(accepted) == language


def test_sentences_stand_in_sentences() -> None:
    faults = [
        Sentence(PROBLEMS["placeholder"], {"detail": "[their name]"}),
        Sentence(PROBLEMS["no_subject"]),
    ]
    why = Sentence(REASONS["not_ready"], {"problems": faults})
    assert why.told("en") == (
        "It is not ready yet: [their name] still stands in it; it has no subject. Edit it, then approve it."
    )
    assert why.told("es") == (
        "Todavía no está listo: todavía queda [their name]; no tiene asunto. Edítalo y después apruébalo."
    )


class Body(BaseModel):
    text: str = Field(max_length=3)
    kind: Literal["cv", "email"]


@pytest.fixture
def door() -> TestClient:
    """A door at which everything fails."""
    web = FastAPI()
    install(web)

    @web.post("/body")
    async def body(_body: Body) -> None:
        """Takes little."""

    @web.get("/refused")
    async def refused() -> None:
        raise Refused(404, "There is no version {seen}. Look at the newest one and try again.", seen=7)

    @web.get("/away")
    async def away() -> None:
        raise Unavailable("store does not answer")

    @web.get("/broken")
    async def broken() -> None:
        raise RuntimeError("the person's own words")

    return TestClient(web, raise_server_exceptions=False)


@pytest.mark.parametrize(
    ("path", "language", "detail"),
    [
        ("/refused", "en", "There is no version 7. Look at the newest one and try again."),
        ("/refused", "pt", "A versão 7 não existe. Veja a mais nova e tente de novo."),
        ("/away", "en", "store does not answer. Nothing is lost: send the same request again, with the same Idempotency-Key if it had one."),
        ("/away", "es", "Una parte del servicio no responde en este momento. No se perdió nada: envía lo mismo otra vez, con la misma Idempotency-Key si la tenía."),
        ("/broken", "pt", "A falha é nossa. Tente de novo; se continuar, informe o número do pedido."),
        ("/nowhere", "es", "No existe esa dirección."),
    ],
)  # fmt: skip
def test_the_door_answers_in_the_language_that_is_asked_for(
    door: TestClient, path: str, language: str, detail: str
) -> None:
    answer = door.get(path, headers={"Accept-Language": language})
    assert answer.json()["detail"] == detail
    assert answer.headers["content-language"] == language
    assert answer.headers["vary"] == "Accept-Language"


@pytest.mark.parametrize(
    ("language", "detail"),
    [
        ("en", "kind: it must be one of these: 'cv' or 'email'; text: it may have 3 characters at most; send it in several parts"),
        ("es", "kind: debe ser uno de estos: 'cv' or 'email'; text: puede tener 3 caracteres como máximo; envíalo en varias partes"),
    ],
)  # fmt: skip
def test_what_cannot_be_understood_is_named_place_by_place(
    door: TestClient, language: str, detail: str
) -> None:
    answer = door.post("/body", json={"text": "long", "kind": "poem"}, headers={"Accept-Language": language})
    assert (answer.status_code, answer.json()["detail"]) == (422, detail)
