"""Scores the example stories: `python -m tests.evaluate [dev|practice|heldout|newest|later]`, offline and on every configured model rung.

`--why` lists each fact that is missing, wrong, invented or dropped, `--print` the CVs; both for dev stories only.
Held-out stories are shown as sums per language and style, so that nobody tunes rules to them.
"""

import argparse
import asyncio
import os
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import get_args

from prometheus_client import REGISTRY

from lifeos.cv.printing.plain import markdown
from lifeos.cv.printing.sheet import sheet_of
from lifeos.runtime.llm.ladder import Ladder
from lifeos.runtime.llm.settings import MODEL_RUNGS
from lifeos.runtime.models import open_ladder
from tests.scoring import Score, score
from tests.stories import Part, Story, load_stories
from tests.storytelling import Telling, tell


@dataclass(frozen=True)
class Result:
    """One story before any question and after at most six."""

    story: Story
    before: Score
    after: Score
    told: Telling
    first: Telling
    seconds: float


@dataclass(frozen=True)
class Spent:
    """What the models of a rung used up."""

    tokens: int
    usd: float


async def evaluate(stories: Sequence[Story], ladder: Ladder | None = None) -> list[Result]:
    """Every story told and scored. `seconds` is wall time for both tellings."""
    results: list[Result] = []
    for story in stories:
        began = time.monotonic()
        first, last = await tell(story, ladder)
        seconds = time.monotonic() - began
        results.append(Result(story, score(story, first), score(story, last), last, first, seconds))
    return results


def total(scores: Sequence[Score]) -> Score:
    """All lines of several scores."""
    sum_of = Score()
    for each in scores:
        sum_of.add(each)
    return sum_of


PARTS = {
    "contact": ("name:", "email:", "phone:", "location:"),
    "employer": ("employer:",),
    "title": (" title:",),
    "dates": (" start:", " end:"),
    "school": ("institution:",),
}
"""What the stated facts are, by a piece of their line."""
HEAD = (
    f"{'':22}{'kept':>9}{'':>6}{'missing':>8}{'wrong':>6}{'invented':>9}{'dropped':>8}{'more':>9}"
    + "".join(f"{part:>10}" for part in PARTS)
)


def row(title: str, of: Score) -> str:
    """One line of the table."""
    stated, more = len(of.kept) + len(of.missing), len(of.more_kept) + len(of.more_missing)
    return (
        f"{title:22}{f'{len(of.kept)}/{stated}':>9}{of.share:>6.0%}{len(of.missing):>8}{len(of.wrong):>6}"
        f"{len(of.invented):>9}{len(of.dropped):>8}{f'{len(of.more_kept)}/{more}':>9}"
        + "".join(f"{_part(of, signs):>10}" for signs in PARTS.values())
    )


def _part(of: Score, signs: Sequence[str]) -> str:
    """Kept of stated facts of one part."""
    kept, missing = (sum(_is_of(line, signs) for line in lines) for lines in (of.kept, of.missing))
    return f"{kept}/{kept + missing}"


def _is_of(line: str, signs: Sequence[str]) -> bool:
    return any(sign in line if sign.startswith(" ") else line.startswith(sign) for sign in signs)


def table(results: Sequence[Result], *, single: bool) -> str:
    """Both moments, a line per story (or per language and style only), with the sum."""
    lines: list[str] = []
    pick: Callable[[Result], Score]
    for title, pick in (("Before any question", _before), ("After at most 6 questions", _after)):
        lines += ["", title, HEAD]
        if single:
            lines += [row(each.story.name, pick(each)) for each in results]
        for group in sorted({key for each in results for key in (each.story.language, each.story.style)}):
            members = [pick(each) for each in results if group in (each.story.language, each.story.style)]
            lines.append(row(f"  {group}", total(members)))
        lines.append(row("all", total([pick(each) for each in results])))
    asked = sum(each.told.asked for each in results)
    lines.append(f"questions asked: {asked}, seconds: {sum(each.seconds for each in results):.2f}")
    return "\n".join(lines)


def _before(result: Result) -> Score:
    return result.before


def _after(result: Result) -> Score:
    return result.after


def reasons(results: Sequence[Result]) -> str:
    """Each fact that is not as it should be."""
    lines: list[str] = []
    for each in results:
        for title, of in (("before", each.before), ("after", each.after)):
            for name in ("missing", "wrong", "invented", "dropped", "more_missing"):
                lines += [f"{each.story.name} {title} {name}: {line}" for line in getattr(of, name)]
    return "\n".join(lines)


def spent(rung: str) -> Spent:
    """What a rung used up so far in this process, as its metrics tell."""
    tokens, usd = 0.0, 0.0
    for metric in REGISTRY.collect():
        for sample in metric.samples:
            if sample.labels.get("rung") != rung:
                continue
            tokens += sample.value if sample.name == "gen_ai_client_token_usage_total" else 0.0
            usd += sample.value if sample.name == "lifeos_model_cost_usd_total" else 0.0
    return Spent(int(tokens), usd)


async def on_rung(rung: str, stories: Sequence[Story]) -> tuple[list[Result], Spent]:
    """The stories with one rung alone for learning and writing; what it fails at is made offline."""
    before = spent(rung)
    for task in ("LEARN", "WRITE_CV"):
        os.environ[f"LIFEOS_LADDER_{task}"] = f"{rung},offline"
    async with open_ladder(None) as ladder:
        results = await evaluate(stories, ladder)
    used = spent(rung)
    return results, Spent(used.tokens - before.tokens, used.usd - before.usd)


def main() -> None:
    """Prints the table of the offline rung, then of each rung whose model is set."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("part", nargs="?", choices=get_args(Part), default="dev")
    options.add_argument("--why", action="store_true", help="list what is not as it should be (dev only)")
    options.add_argument("--print", action="store_true", dest="show", help="print the CVs (dev only)")
    given = options.parse_args()
    part: Part = given.part
    stories = load_stories(part)
    asyncio.run(_run(stories, readable=part != "heldout", why=given.why, show=given.show))


async def _run(stories: Sequence[Story], *, readable: bool, why: bool, show: bool) -> None:
    results = await evaluate(stories)
    print("offline" + table(results, single=readable))
    if why and readable:
        print(reasons(results))
    for each in results if show and readable else []:
        print(
            f"\n{'=' * 20} {each.story.name}\n{markdown(sheet_of(each.told.cv.document, each.story.language))}"
        )
        print("unplaced:", [one.text for one in each.told.cv.unplaced])
    for rung in MODEL_RUNGS:
        if os.environ.get(f"LIFEOS_LLM_{rung.upper()}_MODEL"):
            results, used = await on_rung(rung, stories)
            print(f"\n{rung}" + table(results, single=readable))
            print(f"tokens: {used.tokens}, cost: {used.usd:.4f} USD")


if __name__ == "__main__":
    main()
