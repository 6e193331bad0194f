"""A document in one language names the lines that were told in another, and no others."""

import pytest

from lifeos.contracts.words import Locale
from lifeos.grounding.foreign import SHOWN, foreign_findings, foreign_lines

TOLD = {
    "en": "I cut the waiting time of our customers by 20%",
    "es": "Bajé el tiempo de espera de los clientes un 20%",
    "pt": "Reduzi a espera dos clientes em 20% e não perdemos nenhuma encomenda",
}


def document(*lines: str) -> dict[str, object]:
    return {
        "basics": {"name": "Ana García de la Torre y Sáenz", "summary": ""},
        "work": [
            {
                "name": "Casa de las Flores y los Pájaros",
                "position": "Jefa de sala",
                "highlights": list(lines),
            }
        ],
        "skills": [{"name": "Excel", "keywords": ["tablas dinámicas de los informes"]}],
    }


@pytest.mark.parametrize("language", list(TOLD))
def test_lines_in_the_language_of_the_document_are_not_named(language: Locale) -> None:
    assert foreign_findings(document(TOLD[language], "Excel", "SQL, Python, dbt, Git"), language) == []


@pytest.mark.parametrize("language", list(TOLD))
def test_lines_in_another_language_are_named(language: Locale) -> None:
    others = [text for told, text in TOLD.items() if told != language]

    assert foreign_lines(document(TOLD[language], *others), language) == others
    (finding,) = foreign_findings(document(TOLD[language], *others), language)
    assert all(text in finding.text for text in others)
    assert finding.severity == "warning", "it is no lie, so nothing is held back"


def test_many_are_counted_and_long_ones_cut() -> None:
    long = TOLD["es"] + " y también el de los proveedores" * 20
    (finding,) = foreign_findings(document(*[long] * (SHOWN + 4)), "en")

    assert "and 4 more" in finding.text
    assert len(finding.text) < 700


def test_nothing_to_read_is_nothing_to_name() -> None:
    assert foreign_findings({}, "es") == []
    assert foreign_findings(document("", "?!", "🙂 🙂 🙂 🙂 🙂"), "es") == []
