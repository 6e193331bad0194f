"""Decides by rules which documents or help a clause asks for: topic, request, refusal, mention.

A clause asks for something when it names a topic as the object of a request and nothing in it refuses, puts off,
reports or only tells. Rules are sure or silent; what they leave open goes to the embedding.
"""

import itertools
import re
from dataclasses import dataclass
from typing import Literal

from lifeos.contracts.words import Intent
from lifeos.router.intents.clauses import Text
from lifeos.router.intents.cues import compiled
from lifeos.router.intents.cues_en import ENGLISH
from lifeos.router.intents.cues_es import SPANISH
from lifeos.router.intents.cues_pt import PORTUGUESE

Stance = Literal["asks", "refuses", "tells", "open"]

CUES = compiled((ENGLISH, SPANISH, PORTUGUESE))
TOPICS: tuple[Intent, ...] = ("cv", "interview", "outreach")

_NOT_A_TURN = r"(?<!mais )(?<!nada )"
_SPLIT_BEFORE = re.compile(
    rf"\s*,\s*(?=(?:(?:{CUES['filler'].pattern})\s+){{0,3}}(?:{CUES['command'].pattern}|{CUES['opener'].pattern}|{CUES['negation'].pattern}|{CUES['turn'].pattern}|{CUES['help'].pattern}|{CUES['practise'].pattern}|{CUES['write_to'].pattern}|{CUES['told'].pattern}|{CUES['need'].pattern}))"
    rf"|\s+(?=(?:{CUES['turn'].pattern})\s)"
    r"|\s*,?\s+(?=(?:just|solo|solamente|so|apenas|somente|nomas) (?:the |a |an |el |la |un |una |o |um |uma |me )?(?:\w+)(?:$|\s))(?=\S+ (?:the|a|el|la|o|um|una|uma|un)\s)"
    rf"|\s+(?:and|y|e|so|then|luego|depois|entonces|entao|asi que)\s+(?=(?:(?:{CUES['filler'].pattern})\s+){{0,2}}(?:{CUES['command'].pattern}|{CUES['opener'].pattern}|{CUES['practise'].pattern}|{CUES['write_to'].pattern}|{CUES['need'].pattern})(?!\w))"
    rf"|\s+(?=(?:can|could|would) (?:you|u|we)\s|(?:me )?(?:puedes|podrias)\s|me (?:haces|armas|preparas|ayudas|escribes)\s|(?:voce|vc) (?:pode|consegue)\s|me ajuda\s)"
    r"|(?<!don't)(?<!dont)(?<! not)(?<!nao)(?<!\bno)(?<! to)(?<!you)(?<!can),?\s+(?=(?:cambia|corrige|arregla|quita|borra|saca)(?:lo|la|le|los)(?!\w)|(?:muda|troca|corrige|tira|arruma) (?:isso|ai|la)(?!\w)|(?:change|fix|correct|remove) (?:it|that)(?!\w))"
)
_COORDINATED = re.compile(
    r"(?<!\w)(?:and|y|e|plus|then|luego|depois|despues|tambien|tambem|also|&|\+|or|ou|mais)(?!\w)|[,/+&]"
)
_ADJUNCT = re.compile(
    r"(?<!\w)(?:for|with|after|about|from|at|before|during|to|para|con|despues de(?:l| la| mi| una)?|tras|sobre|de|pra|pro|com|depois d[aeo]|antes d[eao]l?|por|in|en|no|na|on|al?|ao|as|my|mi|attached|attach\w*|adjunt\w*|anex\w*)\s+(?:\w+\s+){0,2}$"
)
_ON_THE_CV = re.compile(
    r"(?<!\w)(?:to|in|on|from|into|onto|off|al|en el|en mi|del|de mi|a mi|ao|no|do|no meu|ao meu|do meu|in my|en)\s+(?:(?:my|the|mi|el|meu|o)\s+)?(?:new\s+)?(?:cv|resume|curriculum|curriculo|hoja de vida)(?!\w)"
)
_EDITING = re.compile(
    r"(?<!\w)(?:add|put|remove|delete|take|include|change|fix|update|drop|move|anade\w*|agrega\w*|pon\w*|quita\w*|borra\w*|cambia\w*|incluye\w*|mete\w*|saca\w*|adicion\w+|acrescent\w+|tir[ae]|coloc\w+|coloque|bot[ae]|poe|mud[ae]|inclu\w+|remov\w+|apag\w+|elimina\w*|corrig\w+|corrij\w+|atualiz\w+|actualiz\w+)(?!\w)"
)
_PERSONAL = re.compile(
    r"(?<!\w)(?:me|my|please|pls|i|you|this|it|us|mi|mis|por favor|porfa|yo|esto|\w+me|\w+melo|meu|minha|mim|isso|voce|vc|pfv|eu)(?!\w)"
)
_INFINITIVE = re.compile(r"^(?:to (\w+)|((?:\w+)(?:ar|er|ir)(?:me|lo|la|le|les|nos|-\w+)?))\b")


_FIRST = re.compile(
    r"(?:(?:first|primero|primeiro) )?(?:(?:my|the|an?|el|la|mi|una?|o|a|uma?|meu|minha) )?(?:cv|resume|curricul\w+|hoja de vida|cover letter|carta de \w+|interview\w*|entrevista\w*|e-?mail|mensa\w+|message)$"
)
_NOUN_PHRASE = re.compile(
    r"(?:(?:an?|una?|uma?|one|the|el|la|o) )?(?:(?:short|quick|nice|brief|polite|new|little|pequen[oa]|breve|buen[oa]|nov[oa]|rapid[oa]|linkedin|follow-?up|thank you|connection) ){0,2}"
    r"(?P<noun>cv|resume|curriculum|curriculo|hoja de vida|interview prep|interview practice|mock interview|simulacro|message|msg|note|e-?mail|mail|cover letter|motivation letter|follow[- ]?up|reply|answer|reminder|mensaje|mensajito|correo|nota|recordatorio|respuesta|seguimiento|carta(?: de (?:presentacion|motivacion|apresentacao|motivacao))?|mensagem|recado|lembrete|resposta|convite|invitacion|agradecimiento|agradecimento|dm|inmail)"
    r"(?: (?:de|of) \w+| (?:corto|corta|curto|curta|breve|de agradecimiento|de agradecimento|de seguimiento|email|mail|linkedin))?"
    r" (?:for|to|para|pra|pro|al?|ao|asking|saying|pidiendo|diciendo|pedindo|dizendo|preguntando|perguntando|agradeciendo|agradecendo|en ingles|em ingles|in english|in spanish|en espanol)(?!\w)"
)
_BEGINS_WITH_A_NOUN = re.compile(
    r"(?:(?:an?|una?|uma?|the|my|el|la|mi|o|meu|minha) )?(?:cv|resume|curriculum|curriculo|hoja de vida|interview (?:prep|practice|pack)|mock interview|(?:preparacion|practica|preparacao|treino|simulado|simulacro)(?: de (?:la )?entrevista)?|cover letter|carta de \w+)(?!\w)"
)
_STATES = re.compile(
    r"(?<!\w)(?:is|was|are|were|am|es|era|fue|son|esta|eh|foi|sao|sent|came|arrived|llego|chegou|got|has|have|tiene|tem|had|looks|me|ta|ficou|quedo|pronto|lista?|listo|ready|done|feito|hecho|already|salio|saiu)(?!\w)|@|\d{3}"
)
_EVERYTHING = re.compile(
    r"(?<!\w)(?:everything|lot|whole|package|paquete|pacote|completo|cosas|coisas|all|both|todo|tudo|dos|ambos|duas|tres|three|two)(?!\w)"
)


@dataclass(frozen=True)
class Clause:
    """What the rules made of one clause."""

    words: str
    stance: Stance
    intents: tuple[Intent, ...]
    topics: tuple[Intent, ...]


def has(name: str, words: str) -> bool:
    """Whether a cue of any language occurs."""
    return CUES[name].search(words) is not None


def distinct(names: list[Intent]) -> tuple[Intent, ...]:
    """Each intent once, in the order of first mention."""
    once: list[Intent] = []
    for name in names:
        if name not in once:
            once.append(name)
    return tuple(once)


def judge(text: Text) -> list[Clause]:
    """Every clause that was read, in order, with what it asks for."""
    judged: list[Clause] = []
    for sentence in text.sentences:
        for words, continues in _clauses(sentence):
            clause = _judge_clause(words, judged, text.long)
            if continues and judged[-1].stance == "tells" and _command_start(words) == 0:
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
    topics = _topics(words)
    names = distinct([name for _, _, name in topics])
    if _refused(words):
        return Clause(words, "refuses" if _is_refusal(words, names) else "tells", (), names)
    if has("later", words) or _reported(words) or _product(words, names):
        return Clause(words, "tells", (), names)
    asked = () if _tells_with_a_command_form(words) else _asked(words, topics, before)
    if asked and not (long and not _PERSONAL.search(words)):
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


def _topics(words: str) -> list[tuple[int, int, Intent]]:
    found: list[tuple[int, int, Intent]] = []
    for name in TOPICS:
        for match in CUES[name].finditer(words):
            found.append((match.start(), match.end(), name))
    found.sort()
    kept: list[tuple[int, int, Intent]] = []
    for span in found:
        if not kept or span[0] >= kept[-1][1]:
            kept.append(span)
    return kept


def _refused(words: str) -> bool:
    found = CUES["negation"].search(words)
    if not found:
        return False
    start = _request_start(words)
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
    return bool(names) or _request_start(words) is not None


def _reported(words: str) -> bool:
    found = CUES["reported"].search(words)
    start = _request_start(words)
    return found is not None and (start is None or found.start() <= start)


def _product(words: str, names: tuple[Intent, ...]) -> bool:
    found = CUES["product"].search(words)
    if not found:
        return False
    before = words[: found.start()].split()
    if has("practise", words) or _indirect(words):
        return False
    start = _request_start(words)
    return len(before) <= 4 and (start is None or found.start() <= start or not names)


def _request_start(words: str) -> int | None:
    """Where a request begins in the clause, if it holds one."""
    starts = [
        start
        for start in (_command_start(words), _opened_start(words), _need_start(words))
        if start is not None
    ]
    return min(starts, default=None)


def _command_start(words: str) -> int | None:
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


def _indirect(words: str) -> tuple[Intent, ...]:
    found: list[Intent] = [name for name in TOPICS if has(f"indirect_{name}", words)]
    if "interview" in found and has("called_off", words):
        found.remove("interview")
    return tuple(found)


def _asked(words: str, topics: list[tuple[int, int, Intent]], before: list[Clause]) -> tuple[Intent, ...]:
    start = _request_start(words)
    if start is not None:
        found = _objects(words, start, topics)
        if found:
            return found
        meant = _implied(words, start)
        if meant:
            return meant
        inherited = _inherited(words, before)
        if inherited and not topics:
            return inherited
    indirect = _indirect(words)
    if indirect:
        return indirect
    if (
        start is None
        and not has("told", words)
        and (has("help", words) or (before and has("practise", words)))
    ):
        if has("practise", words):
            return ("interview",)
        if topics:
            return (topics[0][2],)
        return _inherited(words, before)
    return _bare_noun(words, topics, before) if start is None else ()


def _objects(words: str, start: int, topics: list[tuple[int, int, Intent]]) -> tuple[Intent, ...]:
    """The first topic after the request, and those joined to it; "an email about my interview" is one email."""
    if _ON_THE_CV.search(words) and _EDITING.search(words):
        return ("cv",)
    after = [span for span in topics if span[1] > start]
    spoken_for = _implied(words, start)
    if spoken_for == ("outreach",) and after and not any(span[2] == "outreach" for span in after):
        return spoken_for
    if not after:
        return ()
    found: list[Intent] = [after[0][2]]
    for previous, span in itertools.pairwise(after):
        between = words[previous[1] : span[0]]
        joints = list(_COORDINATED.finditer(between))
        if not joints:
            continue
        tail = between[joints[-1].end() :]
        if len(tail.split()) <= 5 and not re.search(
            r"(?<!\w)(?:after|despues|tras|about|sobre|(?<!preparacion )(?<!practica )de la|(?<!preparacao )(?<!treino )da|del)\s+(?:\w+\s+)?$",
            tail,
        ):
            found.append(span[2])
    if spoken_for == ("interview",) and "interview" not in found and found != ["cv"]:
        found = ["interview"]
    return distinct(found)


def _implied(words: str, start: int) -> tuple[Intent, ...]:
    """A verb that asks for a message or for practice by itself."""
    rest = words[start:]
    practise, write = CUES["practise"].search(rest), CUES["write_to"].search(rest)
    if practise and not (write and write.start() < practise.start()):
        return ("interview",) if _practice_is_meant(rest, practise.group()) else ()
    if write and not CUES["cv"].search(rest[: write.start()]):
        return ("outreach",)
    return ()


def _practice_is_meant(rest: str, verb: str) -> bool:
    """ "How do I explain the gap" is about an interview; "how do I talk about it" is not yet."""
    if re.match(r"how|what|como|que|o que", verb) and not has("interview", rest):
        return bool(
            re.search(
                r"(?<!\w)(?:ask\w*|they|interviewer|weakness\w*|strengths?|gap|fired|salary|yourself|questions?|pregunt\w+|debilidad\w*|fortalezas?|sueldo|salari\w+|despid\w+|hueco|pergunt\w+|fraquezas?|pontos|defeitos?|demit\w+|pretensao|entrevistador\w*)(?!\w)",
                rest,
            )
        )
    return True


def _inherited(words: str, before: list[Clause]) -> tuple[Intent, ...]:
    """The subject of what was said before, when this clause only points at it ("make me a new one")."""
    if not (has("pronoun", words) or has("help", words)):
        return ()
    for clause in reversed(before):
        if len(clause.topics) == 1 and clause.stance != "refuses":
            return clause.topics
        if clause.topics:
            return ()
    return ()


def _bare_noun(words: str, topics: list[tuple[int, int, Intent]], before: list[Clause]) -> tuple[Intent, ...]:
    """A noun that asks by its place: "CV please", "first the CV then the message", "not the CV but the email"."""
    names = distinct([name for _, _, name in topics])
    if (
        not names
        or has("told", words)
        or re.search(r"(?<!\w)(?:thanks|gracias|obrigad\w|thank you)(?!\w)", words)
    ):
        return ()
    count = len(words.split())
    if len(names) >= 2 and count <= 16 and before and _EVERYTHING.search(before[-1].words):
        return names
    phrase = _NOUN_PHRASE.match(_after_fillers(words))
    if (
        len(names) >= 2
        and count <= 14
        and _BEGINS_WITH_A_NOUN.match(_after_fillers(words))
        and not _STATES.search(words)
    ):
        return _objects(words, 0, topics)
    if phrase and count <= 16 and not _STATES.search(words):
        return _objects(words, 0, topics)[:1] if len(names) == 1 else _objects(words, 0, topics)
    if before and before[-1].stance == "asks" and count <= 8 and not _STATES.search(words):
        return _objects(words, 0, topics)
    if (
        count <= 7
        and not _STATES.search(words)
        and (has("courtesy", words) or (before and before[-1].stance == "refuses" and count <= 5))
    ):
        return (names[0],) if len(names) == 1 else _objects(words, 0, topics)
    if (
        len(names) >= 2
        and count <= 16
        and len(CUES["sequence"].findall(words)) >= 1
        and not re.search(r"(?<!\w)(?:i|yo|eu|my|he|she|they)(?!\w)", words)
    ):
        return _objects(words, 0, topics)
    return ()


def _after_fillers(words: str) -> str:
    for _ in range(4):
        filler = CUES["filler"].match(words)
        if filler is None or not words[filler.end() :].strip(" ,"):
            return words
        words = words[filler.end() :].lstrip(" ,.-")
    return words
