"""Finds where a request begins in a clause: a command, an opener with its deed, or a wish for a thing."""

import re

from lifeos.contracts.words import Intent
from lifeos.router.intents.vocabulary import CUES, TOPICS, has

_INFINITIVE = re.compile(r"^(?:to (\w+)|((?:\w+)(?:ar|er|ir)(?:me|lo|la|le|les|nos|-\w+)?))\b")


def request_start(words: str) -> int | None:
    """Where a request begins in the clause, if it holds one."""
    starts = [
        start
        for start in (command_start(words), _opened_start(words), _need_start(words))
        if start is not None
    ]
    return min(starts, default=None)


def command_start(words: str) -> int | None:
    """Where a verb of request stands, if only fillers stand before it."""
    position = 0
    for _ in range(5):
        found = (
            CUES["command"].match(words, position)
            or CUES["write_to"].match(words, position)
            or CUES["practise"].match(words, position)
        )
        if found:
            return position
        filler = CUES["filler"].match(words, position)
        if not filler:
            return None
        position = filler.end()
        while position < len(words) and words[position] in " ,.-'":
            position += 1
    return None


def _opened_start(words: str) -> int | None:
    for opener in CUES["opener"].finditer(words):
        rest = words[opener.end() :].lstrip(" ,")
        following = " ".join(rest.split()[:5])
        deed = (
            CUES["deed"].search(following)
            or CUES["practise"].search(following)
            or CUES["write_to"].search(following)
        )
        if deed and len(following[: deed.start()].split()) <= 3:
            return opener.start()
    return None


def _need_start(words: str) -> int | None:
    """A wish for a thing; "I want to see the world" wishes for no document."""
    for need in CUES["need"].finditer(words):
        rest = words[need.end() :].lstrip(" ,")
        doing = _INFINITIVE.match(rest)
        if doing and not CUES["deed"].match(doing.group(1) or doing.group(2)):
            continue
        if any(has(name, " ".join(rest.split()[:7])) for name in TOPICS):
            return need.start()
    return None


def asked_indirectly(words: str) -> tuple[Intent, ...]:
    """What a statement asks for without a verb of request ("interview tomorrow")."""
    found: list[Intent] = [name for name in TOPICS if has(f"indirect_{name}", words)]
    if "interview" in found and has("called_off", words):
        found.remove("interview")
    return tuple(found)


def after_fillers(words: str) -> str:
    """The clause without the fillers it begins with."""
    for _ in range(4):
        filler = CUES["filler"].match(words)
        if filler is None or not words[filler.end() :].strip(" ,"):
            return words
        words = words[filler.end() :].lstrip(" ,.-")
    return words
