"""Said in one language, written in another: what may differ, and what may not."""

import pytest

from lifeos.contracts.words import Locale
from lifeos.grounding.translation import comes_back, difference

HONEST: list[tuple[Locale, str, Locale, str]] = [
    ("es", "Reduje la pérdida de clientes un 12%", "en", "Reduced customer churn by 12%"),
    ("es", "Formé a tres analistas nuevos en Acme", "en", "Trained 3 new analysts at Acme"),
    ("es", "Construí el tablero semanal de ventas en SQL", "en", "Built the weekly sales dashboard in SQL"),
    ("es", "Lideré un equipo de 4 personas en Londres", "en", "Led a team of 4 people in London"),
    ("es", "Cerré el año sin errores", "en", "Closed the year without errors"),
    ("pt", "Treinei 3 analistas novos", "en", "Trained 3 new analysts"),
    (
        "pt",
        "Cuidei da folha de pagamento de 200 pessoas em março de 2021",
        "en",
        "Ran the payroll of 200 people in March 2021",
    ),
    ("pt", "Aumentei as vendas em 15%", "es", "Aumenté las ventas un 15%"),
    ("en", "Cut waiting times by half in 2019", "es", "Reduje los tiempos de espera a la mitad en 2019"),
    ("en", "I speak English and German with customers", "es", "Hablo inglés y alemán con los clientes"),
    (
        "es",
        "Bajé los costos de 2,5 millones a 2 millones de euros",
        "en",
        "Lowered costs from 2.5 million to 2 million euros",
    ),
]
LIES: list[tuple[Locale, str, Locale, str, str]] = [
    ("es", "Reduje la pérdida de clientes un 12%", "en", "Reduced customer churn by 21%", "number_not_said"),
    ("es", "Reduje la pérdida de clientes un 12%", "en", "Reduced customer churn", "number_lost"),
    (
        "es",
        "Reduje la pérdida de clientes un 12%",
        "en",
        "Increased customer churn by 12%",
        "direction_turned",
    ),
    ("es", "Formé a tres analistas en Acme", "en", "Trained 3 analysts at Globex", "name_not_said"),
    ("es", "Formé a tres analistas en Acme", "en", "Trained 3 analysts", "name_lost"),
    ("es", "Ayudé con los tableros", "en", "Led the dashboards", "verb_stronger"),
    ("es", "Hice tableros", "en", "Built dashboards for many large teams", "length_differs"),
    ("es", "Construí tableros de ventas", "en", "Built outstanding sales dashboards", "praise_not_said"),
    ("es", "Trabajé ahí hasta marzo de 2021", "en", "Worked there until March 2022", "number_not_said"),
    ("es", "Trabajé ahí hasta marzo de 2021", "en", "Worked there until May 2021", "date_differs"),
    ("es", "Cerré el año sin errores", "en", "Closed the year with errors", "denial_differs"),
    ("pt", "Curso técnico em enfermagem", "en", "Bachelor's degree in nursing", "degree_not_said"),
    ("pt", "Treinei 3 analistas novos", "en", "Trained 3 new analysts in SAP", "name_not_said"),
]


@pytest.mark.parametrize(("own_language", "own", "language", "told"), HONEST)
def test_an_honest_translation_differs_in_nothing(
    own_language: Locale, own: str, language: Locale, told: str
) -> None:
    assert difference(own, own_language, told, language) is None


@pytest.mark.parametrize(("own_language", "own", "language", "told", "code"), LIES)
def test_a_lie_in_another_language_is_seen(
    own_language: Locale, own: str, language: Locale, told: str, code: str
) -> None:
    found = difference(own, own_language, told, language)

    assert found is not None
    assert found.code == code


@pytest.mark.parametrize(
    ("own", "back", "language", "exactly", "same"),
    [
        (
            "Reduje la pérdida de clientes un 12%",
            "Reduje la pérdida de clientes en un 12%",
            "es",
            False,
            True,
        ),
        (
            "Rehíce el tablero de ventas en Power BI",
            "Reconstruí el tablero de ventas en Power BI",
            "es",
            False,
            True,
        ),
        (
            "Construí el tablero semanal de ventas en SQL",
            "Limpié el suelo de ventas cada semana con SQL",
            "es",
            False,
            False,
        ),
        ("Limpié las oficinas", "Desarrollé programas", "es", False, False),
        ("Atendí a clientes en la tienda", "Vendí coches de lujo en la tienda", "es", False, False),
        ("Jefa de turno", "Jefe de turno", "es", True, True),
        ("Jefa de turno", "Jefa de operaciones", "es", True, False),
        ("Jefa de turno", "Directora de turno", "es", True, False),
        ("Enfermeira", "Enfermeira chefe", "pt", True, False),
        ("Inglés", "Inglés", "es", True, True),
        ("Inglés", "Alemán", "es", True, False),
    ],
)
def test_what_comes_back_is_what_was_said(
    own: str, back: str, language: Locale, exactly: bool, same: bool
) -> None:
    assert comes_back(own, back, language, exactly=exactly) is same
