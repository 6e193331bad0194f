"""Reads e-mail addresses, phone numbers and links, written or spoken."""

import re

from lifeos.cv.learning.notes import Notebook
from lifeos.cv.learning.passage import Passage, Said, Span
from lifeos.cv.learning.vocabulary import NUMBERS

EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}(?![\w@])")
DOT = r"\s+(?:dot|punto|ponto|guion bajo|underscore|underline|dash|guion|hyphen|hifen)\s+"
SPOKEN_EMAIL = re.compile(
    rf"(?<!\w)(?P<user>[\w+-]{{1,30}}(?:{DOT}[\w+-]{{1,30}}){{0,4}})\s+(?P<at>at|arroba|aroba)\s+"
    r"(?P<host>[\w-]{1,30}(?:\s+(?:dot|punto|ponto)\s+[a-z]{2,12}){1,3})(?!\w)"
)
MAIL_CUE = re.compile(r"mail|correo|reach me|contact|write (?:to )?me|escrib|escrev|contato")
MAIL_HOST = re.compile(r"(?:gmail|hotmail|outlook|yahoo|icloud|live|proton\w*|sapo|uol|bol|terra)\b")
NUMBER_WORDS = {word for table in NUMBERS.values() for word, value in table.items() if value > 1}
SPELLED = re.compile(
    rf"(?<!\w)(?:[b-df-np-xz0-9]|{'|'.join(sorted(NUMBER_WORDS, key=len, reverse=True))})\s{{1,3}}$"
)
SIGNS = {"dot": ".", "punto": ".", "ponto": ".", "dash": "-", "guion": "-", "hyphen": "-", "hifen": "-"}
PHONE = re.compile(r"(?<![\w.,/$€£@+-])(?:\+|00)?\(?\d(?:[ \t().-]{0,2}\d){6,14}(?![\w%/@]|[.,]\d)")
PHONE_CUE = re.compile(
    r"(?<!\w)(?:phone|tel\.?|telephone|telefono|telefone|cell|cel\.?|celular|mobile|movil|telemovel|whats\w*|wpp|call|"
    r"llamar\w*|ligar|number|numero|text me|reach|fono|contacto|contato|contact)(?!\w)"
)
YEARS = re.compile(
    r"(?:19|20)\d\d\s*[-–./\s]\s*(?:(?:19|20)\d\d|\d\d?)(?!\d)|\d{1,2}[./-]\d{1,2}[./-](?:19|20)\d\d"
)
LINK = re.compile(
    r"(?<![\w@./-])(?:https?://[^\s<>\"'()]{3,300}|www\.[^\s<>\"'()]{3,200}|"
    r"(?:[a-z]{2,3}\.)?(?:linkedin|github|gitlab|behance|dribbble|medium|twitter|instagram|kaggle|bitbucket|stackoverflow|youtube|x)"
    r"\.(?:com|net|org)/[^\s<>\"'(),|]{1,200})"
)
BARE_LINK = re.compile(
    r"(?<![\w@./-])(?:[a-z0-9][a-z0-9-]{1,62}\.){1,3}(?:com|net|org|dev|io|me|design|art|app|page|site|online|work|co|ar|br|es|mx|pt|cl|uk)(?:/[^\s<>\"'(),|]{0,200})?(?![\w@.-]\w|@)"
)
SITE_CUE = re.compile(
    r"(?<!\w)(?:portfolio|portafolio|website|web ?site|site|web|pagina|blog|sitio|link|linkedin|github)(?!\w)"
)


OTHERS_ADDRESS = re.compile(
    r"(?:\b(?:his|her|their|him|them|su correo|su mail|su email|o e-?mail d(?:ele|ela)|dele|dela)\b|"
    r"\b(?:apply|write|send|e-?mail|reply|respond|contact|reach)(?: \w+){0,4} (?:to|at|:)\s*$|\bapply (?:to|at|with)\b|"
    r"\b(?:escrib\w+|envi\w+|mand\w+|postul\w+|correo|mail|email) (?:a|al|para)\b|"
    r"\b(?:escrev\w+|envi\w+|mand\w+|candidat\w+|e-?mail) (?:para|pra|pro|ao?)\b|"
    r"\b(?:colleague|boss|manager|friend|referee|recruiter|colega|jef[ea]|amig[oa]|chefe|reclutador\w*|recrutador\w*)(?:'s)?\b)"
)
OWN_ADDRESS = re.compile(
    r"\b(?:my|me|mine|mi|me escrib\w+|escribanme|meu|minha|mim|i am|i'm|soy|sou)\b(?!\W+(?:colleague|boss|manager|friend|old|former|colega|jef|amig|chefe))"
)
"""Folded: what stands before an address tells whose it is."""


def note_contacts(note: Notebook) -> None:
    """Note every address, number and link of the whole text."""
    here = note.here
    for said in _emails(here):
        if note.is_taken(said.start, said.end) or _is_somebody_elses(here, said.start):
            continue
        note.add("email", {"value": said}, Span(said.start, said.end))
    for said in _links(note):
        note.add("link", {"value": said}, Span(said.start, said.end))
    # A form that has a field for their number names others beside it.
    for said in [] if note.formed and note.of_kind("phone") else _phones(note):
        note.add("phone", {"value": said}, Span(said.start, said.end))


def _is_somebody_elses(here: Passage, start: int) -> bool:
    """An address that is written to, applied to, or given for another person."""
    head = re.split(r"[.!?;\n](?=\s|$)", here.plain[max(0, start - 90) : start])[-1]
    return bool(OTHERS_ADDRESS.search(head)) and not OWN_ADDRESS.search(head)


def _emails(here: Passage) -> list[Said]:
    found = [
        Said(m.group().rstrip("."), m.start(), m.start() + len(m.group().rstrip(".")))
        for m in EMAIL.finditer(here.text)
    ]
    for match in SPOKEN_EMAIL.finditer(here.plain):
        lead = here.plain[max(0, match.start() - 50) : match.start()]
        sure = (
            match["at"] != "at"
            or " dot " in match["user"]
            or MAIL_CUE.search(lead)
            or MAIL_HOST.match(match["host"])
        )
        # "d carter eighty eight at": the beginning of a spelled address is lost, and a wrong one is worse than none.
        sure = sure and not SPELLED.search(lead)
        if sure:
            value = f"{_typed(match['user'])}@{_typed(match['host'])}"
            found.append(Said(value, match.start(), match.end(), "reworded"))
    return found


def _typed(spoken: str) -> str:
    spoken = spoken.replace("guion bajo", "underscore").replace("underline", "underscore")
    return "".join({"underscore": "_", **SIGNS}.get(word, word) for word in spoken.split())


def _phones(note: Notebook) -> list[Said]:
    here = note.here
    found: list[Said] = []
    for match in PHONE.finditer(here.text):
        end = match.end()
        raw = match.group()
        digits = sum(c.isdigit() for c in raw)
        if (
            "\n" in raw
            or note.is_taken(match.start(), end)
            or (YEARS.search(raw) and not raw.startswith("+"))
        ):
            continue
        cue = PHONE_CUE.search(here.plain, max(0, match.start() - 40), match.start())
        if digits >= (7 if cue or raw[0] == "+" else 9) and digits <= 15:
            found.append(Said(raw, match.start(), end))
    return found


def _links(note: Notebook) -> list[Said]:
    here = note.here
    found = [_link(here, m.start(), m.end()) for m in LINK.finditer(here.plain)]
    for match in BARE_LINK.finditer(here.plain):
        cue = SITE_CUE.search(here.plain, max(0, match.start() - 60), match.start())
        near = [one for one in found if one.start < match.end() and match.start() < one.end]
        if (cue or "/" in match.group()) and not near and not note.is_taken(match.start(), match.end()):
            found.append(_link(here, match.start(), match.end()))
    return found


def _link(here: Passage, start: int, end: int) -> Said:
    value = here.text[start:end].rstrip(".,;:!?")
    return Said(value, start, start + len(value))
