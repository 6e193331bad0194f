"""Decides by rules which documents or help a clause asks for: topic, request, refusal, mention.

A clause asks for something when it names a topic as the object of a request and nothing in it refuses, puts off,
reports or only tells. Rules are sure or silent; what they leave open goes to the embedding.
"""

import re

from lifeos.contracts.words import Intent
from lifeos.router.intents.clauses import Text
from lifeos.router.intents.objects import asked_for
from lifeos.router.intents.openings import asked_indirectly, command_start, request_start
from lifeos.router.intents.vocabulary import CUES, Clause, distinct, has, topics_in

_SPLIT_BEFORE = re.compile(
    rf"\s*,\s*(?=(?:(?:{CUES['filler'].pattern})\s+){{0,3}}(?:{CUES['command'].pattern}|{CUES['opener'].pattern}|{CUES['negation'].pattern}|{CUES['turn'].pattern}|{CUES['help'].pattern}|{CUES['practise'].pattern}|{CUES['write_to'].pattern}|{CUES['told'].pattern}|{CUES['need'].pattern}))"
    rf"|\s+(?=(?:{CUES['turn'].pattern})\s)"
    r"|\s*,?\s+(?=(?:just|solo|solamente|so|apenas|somente|nomas) (?:the |a |an |el |la |un |una |o |um |uma |me )?(?:\w+)(?:$|\s))(?=\S+ (?:the|a|el|la|o|um|una|uma|un)\s)"
    rf"|\s+(?:and|y|e|so|then|luego|depois|entonces|entao|asi que)\s+(?=(?:(?:{CUES['filler'].pattern})\s+){{0,2}}(?:{CUES['command'].pattern}|{CUES['opener'].pattern}|{CUES['practise'].pattern}|{CUES['write_to'].pattern}|{CUES['need'].pattern})(?!\w))"
    rf"|\s+(?=(?:can|could|would) (?:you|u|we)\s|(?:me )?(?:puedes|podrias)\s|me (?:haces|armas|preparas|ayudas|escribes)\s|(?:voce|vc) (?:pode|consegue)\s|me ajuda\s)"
    r"|(?<!don't)(?<!dont)(?<! not)(?<!nao)(?<!\bno)(?<! to)(?<!you)(?<!can),?\s+(?=(?:cambia|corrige|arregla|quita|borra|saca)(?:lo|la|le|los)(?!\w)|(?:muda|troca|corrige|tira|arruma) (?:isso|ai|la)(?!\w)|(?:change|fix|correct|remove) (?:it|that)(?!\w))"
)
_PERSONAL = re.compile(
    r"(?<!\w)(?:me|my|please|pls|i|you|this|it|us|mi|mis|por favor|porfa|yo|esto|\w+me|\w+melo|meu|minha|mim|isso|voce|vc|pfv|eu)(?!\w)"
)
_FIRST = re.compile(
    r"(?:(?:first|primero|primeiro) )?(?:(?:my|the|an?|el|la|mi|una?|o|a|uma?|meu|minha) )?(?:cv|resume|curricul\w+|hoja de vida|cover letter|carta de \w+|interview\w*|entrevista\w*|e-?mail|mensa\w+|message)$"
)


_OWN_ADDRESS = re.compile(
    r"(?<!\w)(?:remove|delete|take out|change|update|correct|quita\w*|borra\w*|elimina\w*|cambia\w*|corrige\w*|tir[ae]|apag\w+|troc\w+|mud[ae]|remov\w+)\s+"
    r"(?:out |off )?(?:my|the|mi|el|o|meu|esse|ese) (?:e-?mail|mail|correo)(?!\w)"
)
"""An address on the CV, not a message to somebody."""


def judge(text: Text) -> list[Clause]:
    """Every clause that was read, in order, with what it asks for."""
    judged: list[Clause] = []
    for sentence in text.sentences:
        for words, continues in _clauses(sentence):
            clause = _judge_clause(words, judged, text.long)
            if continues and judged[-1].stance == "tells" and command_start(words) == 0:
                clause = Clause(words, "tells", (), clause.topics)
            judged.append(clause)
    return _with_first_things(judged)


def _with_first_things(judged: list[Clause]) -> list[Clause]:
    """ "First the CV," asks when what follows asks: "then let's practise"."""
    return [
        Clause(clause.words, "asks", clause.topics, clause.topics)
        if clause.stance == "open"
        and len(clause.topics) == 1
        and len(clause.words.split()) <= 5
        and _FIRST.match(clause.words)
        and any(later.stance == "asks" for later in judged[index + 1 :])
        else clause
        for index, clause in enumerate(judged)
    ]


def _clauses(sentence: str) -> list[tuple[str, bool]]:
    """The clauses of a sentence, each with whether a plain "and" joins it to the one before."""
    kept = CUES["no_negation"].sub(_harmless, sentence)
    clauses: list[tuple[str, bool]] = []
    begin, joined = 0, False
    for cut in _SPLIT_BEFORE.finditer(kept):
        clauses.append((kept[begin : cut.start()].strip(" ,"), joined))
        begin, joined = cut.end(), cut.group().strip() in {"and", "y", "e"}
    clauses.append((kept[begin:].strip(" ,"), joined))
    said = [(words, joined) for words, joined in clauses if words]
    return [(words, joined and index > 0) for index, (words, joined) in enumerate(said)]


def _harmless(match: re.Match[str]) -> str:
    """A phrase that only looks like a refusal, put so that it reads as what it is."""
    phrase = match.group()
    if re.search(r"forget|olvides|esque", phrase):
        return "please"
    if re.search(r"how|what|como|que|idea|ideia", phrase):
        return "unsurehow" if re.search(r"how|what", phrase) else "dudacomo"
    return "please" if re.search(r"why|por que", phrase) else " "


def _judge_clause(words: str, before: list[Clause], long: bool) -> Clause:
    words = _without_the_unwanted(words)
    topics = [] if _OWN_ADDRESS.search(words) else topics_in(words)
    names = distinct([name for _, _, name in topics])
    if _refused(words):
        return Clause(words, "refuses" if _is_refusal(words, names) else "tells", (), names)
    if has("later", words) or _reported(words) or _product(words, names):
        return Clause(words, "tells", (), names)
    asked = () if _tells_with_a_command_form(words) else asked_for(words, topics, before)
    in_a_row = any(clause.stance == "asks" for clause in before)
    if asked and (in_a_row or not long or _PERSONAL.search(words)):
        return Clause(words, "asks", asked, names)
    if has("told", words):
        return Clause(words, "tells", (), names)
    return Clause(words, "open", (), names)


_PAST_OR_COMMAND = re.compile(
    r"(?:mande|redacte|prepare|cree|arme|genere|hable|pase|cambie|mejore|actualice|envie|practique|entrene|monte)\s"
)


def _tells_with_a_command_form(words: str) -> bool:
    """Without its accent "mandé" (I sent) looks like "mande" (send): more narration decides."""
    form = _PAST_OR_COMMAND.match(words)
    return form is not None and CUES["told"].search(words, form.end()) is not None


def _without_the_unwanted(words: str) -> str:
    found = CUES["instead_of"].search(words)
    if not found:
        return CUES["turn"].sub(" ", words, count=1).strip() if CUES["turn"].match(words) else words
    rest = words[found.end() :]
    comma = rest.find(",")
    wanted_after = re.search(
        r",|(?<!\w)(?:make|write|haz\w*|escrib\w+|faz|faca|escrev\w+|prepar\w+)(?!\w)", rest
    )
    if wanted_after and found.start() == 0:
        return rest[wanted_after.start() :].strip(" ,")
    return words[: found.start()] + (rest[comma:] if comma >= 0 else "")


def _refused(words: str) -> bool:
    found = CUES["negation"].search(words)
    if not found:
        return False
    start = request_start(words)
    if start is None or found.start() <= start:
        return True
    return len(words[start : found.start()].split()) <= 1 or words.endswith(
        ("yet", "todavia", "ainda", "aun")
    )


_NEWS = re.compile(
    r"(?<!\w)not ready|^(?:nobody|nadie|ninguem|nunca|never|nothing)(?!\w)|(?<!\w)(?:don'?t|do not|doesn'?t|no|nao|ainda nao|todavia no)(?: \w+)? (?:have|has|tengo|tiene|tenho|tem|existe|hay|own)(?!\w)"
)


def _is_refusal(words: str, names: tuple[Intent, ...]) -> bool:
    """A request turned down ("no CV yet"), as against news ("nobody answered my emails")."""
    if has("told", words) or _NEWS.search(words):
        return False
    return bool(names) or request_start(words) is not None


def _reported(words: str) -> bool:
    found = CUES["reported"].search(words)
    start = request_start(words)
    return found is not None and (start is None or found.start() <= start)


def _product(words: str, names: tuple[Intent, ...]) -> bool:
    found = CUES["product"].search(words)
    if not found:
        return False
    before = words[: found.start()].split()
    if has("practise", words) or asked_indirectly(words):
        return False
    start = request_start(words)
    return len(before) <= 4 and (start is None or found.start() <= start or not names)
