"""A list of jobs is read in whatever order and shape people paste it."""

from datetime import date
from uuid import UUID

import pytest

from lifeos.cv.learning import learn

Job = tuple[str, str, str, str, str, str]
"""Title, employer, town, beginning, end, result."""
PEOPLE: dict[str, tuple[str, str, list[Job]]] = {
    "a shop": (
        "Experience",
        "Education\nUniversity of Leeds, BA History, 2008 - 2011\n\nSkills\nExcel, Canva",
        [
            ("Floor Manager", "Harvey Nichols", "Leeds", "Mar 2021", "Present", "Cut stock loss by 12%"),
            (
                "Visual Merchandiser",
                "Zara",
                "Manchester",
                "Jun 2017",
                "Feb 2021",
                "Dressed 4 windows a month",
            ),
            (
                "Sales Assistant",
                "John Lewis & Partners",
                "Leeds",
                "2014",
                "2017",
                "Top seller of the branch in 2016",
            ),
        ],
    ),
    "titles that no list knows": (
        "Work Experience",
        "Education\nUniversity of Leeds, BA History, 2008 - 2011\n\nSkills\nExcel, Canva",
        [
            ("Cheesemonger", "The Ivy", "Leeds", "03/2021", "present", "Cut stock loss by 12%"),
            ("Customer Success", "Zendesk", "Dublin", "06/2017", "02/2021", "Kept 97% of accounts"),
            ("Junior Cheesemonger", "Tate & Lyle", "Leeds", "01/2014", "05/2017", "Won a medal in 2016"),
        ],
    ),
    "un almacén": (
        "Experiencia profesional",
        "Formación\nUniversidad de Murcia, Grado en Historia, 2008 - 2011\n\nIdiomas\nInglés B2",
        [
            (
                "Jefa de almacén",
                "Leroy Merlin",
                "Murcia",
                "marzo de 2021",
                "actualidad",
                "Reduje las mermas un 12 %",
            ),
            (
                "Moza de almacén",
                "El Pozo",
                "Murcia",
                "junio de 2017",
                "febrero de 2021",
                "Preparé 200 pedidos al día",
            ),
            ("Dependienta", "Zara", "Murcia", "2014", "2017", "La que más vendió en 2016"),
        ],
    ),
    "uma fábrica": (
        "Experiência",
        "Formação\nUniversidade de Aveiro, Licenciatura em História, 2008 - 2011\n\nIdiomas\nInglês B2",
        [
            ("Chefe de turno", "Navigator", "Aveiro", "mar. de 2021", "o momento", "Reduzi perdas em 12%"),
            (
                "Operadora de máquinas",
                "Renova",
                "Torres Novas",
                "jun. de 2017",
                "fev. de 2021",
                "Produzi 200 paletes",
            ),
            ("Repositora", "Continente", "Aveiro", "2014", "2017", "A melhor da loja em 2016"),
        ],
    ),
}
SHAPES = {
    "a network's page": "{title}\n{employer} · Full-time\n{start} - {end} · 2 yrs 3 mos\n{town}\n{result}\n",
    "a network's file": "{employer}\n{title}\n{start} - {end} (2 years 3 months)\n{town}\n{result}\n",
    "dates on the second line": "{title}, {employer}, {town}\n{start} – {end}\n- {result}\n",
    "employer and town first": "{employer}, {town}\n{title} | {start} – {end}\n- {result}\n",
    "title at employer": "{title} at {employer} ({start} - {end})\n- {result}\n",
    "a dash": "{employer} — {title}, {start} – {end}\n- {result}\n",
    "dates first": "{start} – {end}\n{title}\n{employer}, {town}\n- {result}\n",
    "a tab": "{start} - {end}\t{title}, {employer}\n- {result}\n",
    "bars": "{employer} | {title} | {town} | {start} – {end}\n- {result}\n",
    "Markdown": "### {employer}\n*{title}* ({start} – {end})\n- {result}\n",
    "dates beside the title": "{title} ({start} – {end})\n{employer}, {town}\n- {result}\n",
    "dates beside the employer": "{employer} ({start} – {end})\n{title}\n- {result}\n",
    "lines copied twice": "{title}{title}\n{employer}{employer}\n{start} - {end}\n{result}\n",
    "a form": "Company: {employer}\nPosition: {title}\nDates: {start} - {end}\nDuties:\n- {result}\n",
}


@pytest.mark.parametrize("person", PEOPLE)
@pytest.mark.parametrize("shape", SHAPES)
def test_a_list_of_jobs_is_read_in_any_shape(person: str, shape: str) -> None:
    heading, rest, jobs = PEOPLE[person]
    names = ("title", "employer", "town", "start", "end", "result")
    entries = [SHAPES[shape].format(**dict(zip(names, job, strict=True))) for job in jobs]
    text = "\n".join(["Ana Prado\nana@example.com\n", heading, "", *entries, rest])
    ids = {"turn_id": UUID(int=1), "session_id": UUID(int=2)}
    facts = learn(text, **ids, known=[], pending=None, today=date(2026, 11, 22)).facts
    read = [
        {name: claim.value for name, claim in fact.claims.items()} for fact in facts if fact.kind == "job"
    ]
    assert [(job.get("position"), job.get("name")) for job in read] == [(job[0], job[1]) for job in jobs]
    assert [job["startDate"][:4] for job in read] == [job[3][-4:] for job in jobs]
    assert read[0]["endDate"] == "present"
    assert [job["endDate"][:4] for job in read[1:]] == [job[4][-4:] for job in jobs[1:]]
    results = [fact.claims["text"].value for fact in facts if fact.kind == "highlight"]
    assert [result for *_, result in jobs if result not in results] == []
