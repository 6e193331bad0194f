"""Numbers and addresses that are heard stand as people write them, and nothing else changes."""

import pytest

from lifeos.voice.speech.written import as_written

HEARD = {
    "I was at Acme from March, two thousand and fifteen to June, two thousand twenty.": "I was at Acme from March, 2015 to June, 2020.",
    "From nineteen ninety-eight to twenty fifteen.": "From 1998 to 2015.",
    "Since twenty twenty.": "Since 2020.",
    "It was in twenty oh five.": "It was in 2005.",
    "I cut scrap by twenty percent and led one hundred and five people.": "I cut scrap by 20% and led 105 people.",
    "We saved two million dollars.": "We saved 2000000 dollars.",
    "Call me at five five five one two three four.": "Call me at 5551234.",
    "My e-mail is ana dot lopez at example dot com.": "My e-mail is ana.lopez@example.com.",
    "It is ana underscore b at mail dot example dot co.": "It is ana_b@mail.example.co.",
}
STAYS = (
    "One of them, and no one else.",
    "I worked at Acme dot com.",
    "Write me at once.",
    "I was second in command.",
    "We met at noon.",
)


@pytest.mark.parametrize("heard", HEARD)
def test_it_is_written_as_people_write_it(heard: str) -> None:
    assert as_written(heard) == HEARD[heard]


@pytest.mark.parametrize("heard", STAYS)
def test_other_words_stay(heard: str) -> None:
    assert as_written(heard) == heard
