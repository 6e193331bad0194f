"""How somebody is greeted: by the first name, with a title by title and last name, and without a name when there is only a role."""

from typing import Literal

from lifeos.grounding.fold import folded
from lifeos.grounding.letters.naming import is_a_role
from lifeos.outreach.situation import Situation

FEMALE = frozenset({"ms", "mrs", "miss", "sra", "dra", "senora", "senhora", "dona", "dona."})
MALE = frozenset({"mr", "sr", "dr", "don", "senor", "senhor"})
WITH_FIRST_NAME = frozenset({"don", "dona"})
EITHER = frozenset({"dr", "prof"})


def called(name: str) -> str:
    """The name to greet with; blank when there is none."""
    words = _in_capitals(name).split()
    if not words or is_a_role(name):
        return ""
    if _plain(words[0]) in FEMALE | MALE | EITHER and len(words) > 1:
        return f"{words[0]} {words[1] if _plain(words[0]) in WITH_FIRST_NAME else words[-1]}"
    return words[0]


def formally(name: str) -> str:
    """The whole name, as it is written in a letter; blank when there is none."""
    return "" if is_a_role(name) else _in_capitals(name)


def gender(name: str) -> Literal["f", "m", ""]:
    """What a title tells; a first name tells nothing that one may rely on."""
    title = _plain(name.split(" ")[0]) if " " in name else ""
    if title in FEMALE:
        return "f"
    return "m" if title in MALE - EITHER else ""


def _in_capitals(name: str) -> str:
    return name.title() if name.islower() or (name.isupper() and len(name) > 3) else name


def _plain(word: str) -> str:
    return folded(word).strip(".")


def salutation(situation: Situation) -> str:
    """How the message greets its recipient; a gap where no name is known."""
    recipient = situation.brief.recipient
    if situation.kind == "cover_letter":
        name = formally(recipient.name)
        if name:
            by_title = {"f": "greeting_formal_f", "m": "greeting_formal_m", "": "greeting_formal"}
            return situation.say(by_title[gender(name)], name=name)
        return (
            situation.say("greeting_team_at", company=situation.company)
            if situation.company
            else situation.say("greeting_team")
        )
    if recipient.name and not called(recipient.name):
        return situation.say("greeting_plain")
    return situation.say("greeting", name=called(recipient.name) or situation.say("gap_name"))
