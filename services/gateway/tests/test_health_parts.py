"""What several services say about one part."""

from itertools import permutations

from lifeos.gateway.health import merged

TROUBLE = "mini: It failed and is tried again in 42 s."


def test_trouble_outweighs_an_ok_whoever_answers_last() -> None:
    answers = (
        {"models": "ok", "browser": "ok"},
        {"models": TROUBLE},
        {"models": "ok"},
        {"sending": "off: no host"},
    )

    for order in permutations(answers):
        assert merged(order) == {"models": TROUBLE, "browser": "ok", "sending": "off: no host"}
