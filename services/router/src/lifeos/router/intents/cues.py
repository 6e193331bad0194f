"""What a table of cues holds: for each language, the patterns that tell a request from a mention.

Every pattern is the inside of a regular expression, matched at word borders against text folded by
`lifeos.router.intents.clauses.fold` (lower case, no accents, `'` for every apostrophe). People mix languages
in one sentence ("hazme un resume"), so the tables of all three are always read together.
"""

import re
from dataclasses import dataclass, fields


@dataclass(frozen=True)
class Cues:
    """The patterns of one language. Each field is a tuple of alternatives."""

    cv: tuple[str, ...]
    """Nouns that name a CV."""
    interview: tuple[str, ...]
    """Nouns and phrases that name an interview or its questions."""
    outreach: tuple[str, ...]
    """Nouns that name a message to somebody."""
    contact: tuple[str, ...]
    """People one writes to for work; alone they ask for nothing."""
    command: tuple[str, ...]
    """Verbs that ask when a clause begins with them."""
    deed: tuple[str, ...]
    """Forms of those verbs that follow an opener ("can you ...", "quiero que me ...")."""
    opener: tuple[str, ...]
    """Beginnings of an indirect request that need a deed after them."""
    need: tuple[str, ...]
    """Wishes that take a thing as their object ("I need a ...")."""
    courtesy: tuple[str, ...]
    """Words that make a bare noun a request ("CV please")."""
    filler: tuple[str, ...]
    """Words that may stand before a command."""
    write_to: tuple[str, ...]
    """Verbs that ask for a message by themselves ("escríbele a ...")."""
    practise: tuple[str, ...]
    """Verbs that ask for interview practice by themselves ("quiz me")."""
    help: tuple[str, ...]
    """Asking for help: takes the subject of what was said before."""
    pronoun: tuple[str, ...]
    """Objects that stand for something said before ("one", "it")."""
    negation: tuple[str, ...]
    """Refusals; they hold until the end of their clause."""
    no_negation: tuple[str, ...]
    """Phrases that only look like refusals ("don't forget to ...")."""
    instead_of: tuple[str, ...]
    """What follows is not wanted, up to the next comma."""
    turn: tuple[str, ...]
    """Words that end a refusal and start a clause ("but")."""
    later: tuple[str, ...]
    """Puts the request off."""
    reported: tuple[str, ...]
    """Somebody else's wish, or a habit, or a condition."""
    product: tuple[str, ...]
    """A question about the product or about documents in general."""
    told: tuple[str, ...]
    """Narration in the first person."""
    sequence: tuple[str, ...]
    """Order words that make a list of nouns a request ("first the CV, then ...")."""
    indirect_cv: tuple[str, ...]
    indirect_interview: tuple[str, ...]
    indirect_outreach: tuple[str, ...]
    called_off: tuple[str, ...]
    """An interview that is not going to happen or is over."""
    edit: tuple[str, ...]
    """Verbs that change an existing document."""
    correction: tuple[str, ...]
    """Beginnings of a correction of a fact."""
    fact: tuple[str, ...]
    """Words that show that a correction is about a career fact."""


def compiled(tables: tuple[Cues, ...]) -> dict[str, re.Pattern[str]]:
    """One pattern per field, over all languages together."""
    patterns: dict[str, re.Pattern[str]] = {}
    for field in fields(Cues):
        alternatives = "|".join("|".join(getattr(table, field.name)) for table in tables)
        patterns[field.name] = re.compile(rf"(?<!\w)(?:{alternatives})(?!\w)")
    return patterns
