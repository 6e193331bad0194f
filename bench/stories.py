"""How much of what people state reaches the right field of the CV without a model, on each set of example stories.

`kept` of `stated` contacts, employers, titles, dates and schools; `wrong`: in a wrong field; `invented`: borne out by no
words; `dropped`: words, and what the page of a network adds to them, that are neither in the CV nor among the "other things you said".
"""

import asyncio
import json
from typing import Any

from tests.evaluate import evaluate, total
from tests.scoring import Score
from tests.stories import Part, load_stories

PARTS: tuple[Part, ...] = ("dev", "practice", "heldout", "newest", "later")


def figures(score: Score) -> dict[str, int]:
    """The sums of one moment."""
    return {
        "stated": len(score.kept) + len(score.missing),
        "kept": len(score.kept),
        "wrong": len(score.wrong),
        "invented": len(score.invented),
        "dropped": len(score.dropped),
    }


async def main() -> dict[str, Any]:
    """Every set, before any question and after at most six."""
    found: dict[str, Any] = {}
    for part in PARTS:
        results = await evaluate(load_stories(part))
        found[part] = {
            "stories": len(results),
            "before_any_question": figures(total([each.before for each in results])),
            "after_at_most_six": figures(total([each.after for each in results])),
        }
    return found


if __name__ == "__main__":
    print(json.dumps(asyncio.run(main())))
