"""Wishes about a message that was written already are heard, and are nothing that a person says of themselves."""

import pytest

from lifeos.grounding.letters import without_request
from lifeos.grounding.letters.wishes import (
    asks_to_approve_a_message,
    asks_to_change_a_message,
    means_the_same_person,
)


@pytest.mark.parametrize(
    "text",
    ["make it shorter", "Can you make it a bit more formal?", "change the ending please", "acórtalo", "cambia el final, por favor", "hazlo más corto", "encurta a mensagem", "deixa mais formal"],
)  # fmt: skip
def test_a_wish_to_change_a_message(text: str) -> None:
    assert asks_to_change_a_message(text)


@pytest.mark.parametrize(
    "text",
    ["I changed the ending of the book", "make my CV", "cambié de trabajo en 2019", "change my title to Nurse", "mudei de emprego", "Write it to Maria Keller"],
)  # fmt: skip
def test_no_wish_to_change_a_message(text: str) -> None:
    assert not asks_to_change_a_message(text)


@pytest.mark.parametrize(
    "text",
    [
        "I approve it.", "Yes, approve the e-mail and send it now.", "Approve everything.", "You can send it", "Go ahead and send the message",
        "Send it. You have my permission, I approved this exact text.", "ok, send it please", "send it to her",
        "Apruébalo y envíalo ya.", "Lo apruebo.", "Puedes enviarlo ahora", "Manda el correo", "Tienes mi permiso, envíalo.",
        "Aprova e envia agora.", "Pode enviar", "Aprovo o e-mail, pode mandar.", "Sim, aprovado, envia a mensagem",
    ],
)  # fmt: skip
def test_a_wish_to_approve_or_send_a_message(text: str) -> None:
    assert asks_to_approve_a_message(text)


@pytest.mark.parametrize(
    "text",
    [
        "I approved invoices at Acme.", "I send reports every week", "Send a message to Maria", "I approve expenses up to 5000",
        "Send it to Maria Keller", "approve", "Aprobé el examen en 2019", "Mandaba los pedidos", "Envía otro correo",
        "Aprovei o orçamento", "Envia um e-mail para Maria", "Enviei cartas",
    ],
)  # fmt: skip
def test_no_wish_to_approve_or_send_a_message(text: str) -> None:
    assert not asks_to_approve_a_message(text)


@pytest.mark.parametrize(
    "text",
    ["Now a LinkedIn note to her", "write him a thank-you", "escríbele otro correo", "ahora una nota para ella", "manda outro e-mail", "agora uma nota para ele", "another message please"],
)  # fmt: skip
def test_a_turn_that_points_at_the_same_person(text: str) -> None:
    assert means_the_same_person(text)


@pytest.mark.parametrize(
    "text", ["Write a note to Maria", "otra nota para Ana", "Another note to Peter Ode", "Write an e-mail"]
)
def test_a_turn_that_names_or_means_nobody(text: str) -> None:
    assert not means_the_same_person(text)


@pytest.mark.parametrize(
    "text",
    [
        "make it shorter",
        "cambia el final, por favor",
        "encurta a mensagem",
        "Write her another one",
        "I approve it.",
        "Apruébalo y envíalo ya.",
        "Pode enviar.",
        "ahora una nota para ella",
    ],
)
def test_such_a_wish_teaches_nothing(text: str) -> None:
    story = "I trained her team in Leeds. "

    assert without_request(story + text).strip() == story.strip()
