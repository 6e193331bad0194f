"""Six keys are a PIN; the hash ends early and the star starts again."""

import pytest

from lifeos.voice.phone import Digits, spoken_before_pin


@pytest.mark.parametrize(
    ("keys", "typed", "done"),
    [
        ("123456", "123456", True),
        ("12345", "12345", False),
        ("12#", "12", True),
        ("#", "", True),
        ("12*123456", "123456", True),
        ("12345*", "", False),
        ("123456789", "123456", True),
        ("123456*#", "123456", True),
        ("1A2 3D456", "123456", True),
        ("", "", False),
        ("٣23456", "23456", False),
    ],
)
def test_what_is_typed_is_kept_until_it_is_whole(keys: str, typed: str, done: bool) -> None:
    digits = Digits()
    for key in keys:
        digits.press(key)
    assert (digits.text, digits.done) == (typed, done)


def test_a_key_that_is_no_key_is_not_counted() -> None:
    digits = Digits()
    for key in ("", "10", "1"):
        digits.press(key)
    assert digits.text == "1"


def test_the_question_is_asked_in_english_first_and_only_where_speech_is_only_english() -> None:
    assert spoken_before_pin("local") == ("en",)
    assert spoken_before_pin("pipeline") == ("en", "es", "pt")
