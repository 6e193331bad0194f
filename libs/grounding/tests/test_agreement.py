"""The same thing told with another figure is noticed; another thing, a rounded figure and a known one are not."""

import pytest

from lifeos.contracts.words import Locale
from lifeos.grounding.agreement import disagreements


@pytest.mark.parametrize(
    ("language", "before", "now"),
    [
        (
            "en",
            "At Acme I cut customer churn by 12%",
            "When I came to Acme I cut customer churn by 21 percent",
        ),
        ("en", "I trained 8 waiters in the kitchen", "In the kitchen I trained twelve new waiters"),
        ("en", "I worked at Acme from 2018 to 2020", "I worked at Acme from 2018 to 2021"),
        ("en", "I saved the shop 300,000 dollars", "I saved our shop half a million dollars"),
        ("es", "En Acme bajé la pérdida de clientes un 12 por ciento", "Bajé la pérdida de clientes un 20%"),
        ("es", "Capacité a 8 meseros en la cocina", "Capacité a quince meseros en la cocina"),
        ("pt", "Na Acme reduzi a perda de clientes em 12%", "Reduzi a perda de clientes em 25 por cento"),
        ("pt", "Treinei 8 garçons na cozinha", "Treinei quinze garçons na cozinha"),
    ],
)
def test_another_figure_for_the_same_thing_is_noticed(language: Locale, before: str, now: str) -> None:
    (found,) = disagreements([now], ["I like to sing", before], language)

    assert (found.now, found.before) == (now, before)
    assert not disagreements([before], [before], language)


@pytest.mark.parametrize(
    ("language", "before", "now"),
    [
        ("en", "At Acme I cut customer churn by 12%", "At Globex I cut customer churn by 30%"),
        ("en", "At Acme I cut customer churn by 12%", "At Acme I cut customer churn a lot"),
        ("en", "At Acme I cut customer churn by 12%", "At Acme I cut customer churn by about 12 percent"),
        ("en", "We served 200 guests a day", "We served about 205 guests a day"),
        ("en", "I trained 8 waiters in the kitchen", "I trained 3 cooks in the kitchen"),
        ("en", "I worked as a cook from 2010 to 2012", "I worked as a cook from 2015 to 2020"),
        ("en", "I worked at Acme from 2018 to 2020", "In 2019 I was promoted at Acme"),
        ("en", "I started at Acme in 2018", "I stayed at Acme until 2021"),
        ("en", "I cut the costs by 10% in 2019", "I raised the sales by 40% in 2019"),
        ("es", "Trabajé de cocinero de 2010 a 2012", "Trabajé de cocinero de 2015 a 2020"),
        ("pt", "Atendia 40 clientes por dia", "Atendia uns 41 clientes por dia"),
    ],
)
def test_another_thing_or_nearly_the_same_figure_is_no_disagreement(
    language: Locale, before: str, now: str
) -> None:
    assert disagreements([now], [before], language) == []


def test_a_figure_that_was_ever_told_agrees_with_something() -> None:
    before = ["I cut customer churn by 12%", "Later I cut customer churn by 20%"]

    assert disagreements(["I cut customer churn by 20%"], before, "en") == []


@pytest.mark.parametrize("language", ["en", "es", "pt"])
def test_noise_disagrees_with_nothing(language: Locale) -> None:
    for noise in ("", "?!", "🙂" * 50, "a" * 20_000, "1 2 3 4 5"):
        assert disagreements([noise], ["I cut customer churn by 12%", noise], language) == []
