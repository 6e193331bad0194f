"""What tests about messages share: stories with a wish, and the buttons under a message."""

from email.message import EmailMessage
from typing import Any
from uuid import uuid4

import httpx

from lifeos.contracts import VersionWritten

ADVERTS = {
    "en": (
        "Data Analyst\n\nNorthwind Ltd. is looking for a Data Analyst in Leeds. We sell outdoor clothing in shops and online, and "
        "our team of analysts helps the buyers to decide what to order.\n\nRequirements:\n- 3 years of experience with SQL\n"
        "- Building dashboards\n- Power BI\nNice to have:\n- Python\nApply with your CV."
    ),
    "es": (
        "Analista de datos\n\nNorthwind S.A. busca una persona para analizar las ventas de sus tiendas. Ofrecemos un equipo de "
        "analistas que ayuda a compras a decidir qué pedir.\n\nRequisitos:\n- 3 años de experiencia con SQL\n- Crear tableros\n"
        "- Power BI\nDeseable:\n- Python\nPostula con tu CV."
    ),
    "pt": (
        "Analista de dados\n\nA Northwind S.A. procura uma pessoa para analisar as vendas das suas lojas. Oferecemos uma equipe de "
        "analistas que ajuda compras a decidir o que pedir.\n\nRequisitos:\n- 3 anos de experiência com SQL\n- Criar painéis\n"
        "- Power BI\nDesejável:\n- Python\nCandidate-se com o seu currículo."
    ),
}
STORIES = {
    "en": (
        "My name is Ana Pérez, ana.perez@example.com. I work as a data analyst at Acme Retail since March 2021. At Acme I cut customer "
        "churn by 12%. I built the weekly sales dashboard in SQL. Make my CV, prepare me for the interview and write an e-mail to "
        "Maria Keller at Northwind (maria.keller@northwind.example) to apply."
    ),
    "es": (
        "Me llamo Ana Pérez, ana.perez@example.com. Trabajo como analista de datos en Acme Retail desde marzo de 2021. Reduje la "
        "pérdida de clientes un 12%. Construí el tablero semanal de ventas en SQL. Hazme el CV, prepárame para la entrevista y escribe "
        "un correo a María Keller de Northwind (maria.keller@northwind.example) para postularme."
    ),
    "pt": (
        "Meu nome é Ana Souza, ana.souza@example.com. Trabalho como analista de dados na Acme Varejo desde março de 2021. Reduzi a perda "
        "de clientes em 12%. Construí o painel semanal de vendas em SQL. Faz o meu currículo, me prepara para a entrevista e escreve um "
        "e-mail para Maria Keller da Northwind (maria.keller@northwind.example) para me candidatar."
    ),
}
MARIA = {"name": "Maria Keller", "company": "Northwind", "email": "maria.keller@northwind.example"}


async def talk_once(web: httpx.AsyncClient, language: str = "en") -> dict[str, dict[str, Any]]:
    """One turn: a story, an advert and three wishes. The documents by kind."""
    body = {"message": STORIES[language], "job_description": ADVERTS[language]}
    answer = await web.post("/v1/chat/turn", json=body, headers={"Idempotency-Key": str(uuid4())})
    assert answer.status_code == 200, answer.text
    return {document["kind"]: document for document in answer.json()["deliverables"]}


async def ask_for(web: httpx.AsyncClient, kind: str = "email", **brief: Any) -> dict[str, Any]:
    body = {"kind": kind, "brief": {"recipient": MARIA, "purpose": "application"} | brief}
    answer = await web.post("/v1/deliverables", json=body)
    assert answer.status_code == 201, answer.text
    return answer.json()


async def press(
    web: httpx.AsyncClient, verb: str, document: dict[str, Any], version: int | None = None, **body: Any
) -> httpx.Response:
    headers = {"If-Match": str(version or document["version"])}
    return await web.post(f"/v1/deliverables/{document['id']}/{verb}", headers=headers, json=body or None)


async def edit(web: httpx.AsyncClient, document: dict[str, Any], **fields: Any) -> httpx.Response:
    version = document["version"]
    now = (await web.get(f"/v1/deliverables/{document['id']}/versions/{version}")).json()["document"]
    return await web.put(
        f"/v1/deliverables/{document['id']}",
        json={"document": now | fields},
        headers={"If-Match": str(version)},
    )


async def now(web: httpx.AsyncClient, document: dict[str, Any]) -> dict[str, Any]:
    return (await web.get(f"/v1/deliverables/{document['id']}")).json()


def hash_of_arrived(mail: EmailMessage, address: str, written: dict[str, Any], language: Any) -> str:
    """The hash that an approval would have of the mail as it arrived: its subject, text and recipient, the rest as written."""
    body = mail.get_body()
    assert body is not None
    document = written | {
        "subject": str(mail["Subject"]),
        "paragraphs": body.get_content().replace("\r\n", "\n").rstrip("\n").split("\n\n"),
        "recipient": written["recipient"] | {"email": address},
    }
    some = uuid4()
    return VersionWritten(
        id="x", person_id=some, session_id=some, deliverable=some, version=1, kind="email", author="person", title="",
        language=language, document=document,
    ).body_hash  # fmt: skip
