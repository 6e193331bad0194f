"""What the engine wrote down, put right where only one word can have been meant.

Moonshine does not know the word "CV": it writes CD, CB, C V, C. V. or "see V". Those letters also mean discs, deposits,
deployments and people's initials, so they are changed only where the sentence around them is about the document.
"""

import re

_DETERMINER = r"(?:my|your|our|his|her|their|a|an|the|this|that|another|new)"
_MODIFIER = (
    r"(?:new|old|own|short|shorter|long|good|better|best|great|nice|simple|proper|complete|full|whole|current|updated|"
    r"latest|last|modern|professional|academic|technical|perfect|strong|english|spanish|portuguese|german|french|"
    r"european|american|british|(?:one|two)[ -]page)"
)
_MISHEARD = r"(?:C[DB]|C(?:\. ?|, ?| )[DBV]\b\.{0,2}|C vee|see (?:vee|V\b)|sea (?:vee|V\b))"
_CANDIDATE = re.compile(
    rf"(?P<before>\b(?P<determiner>{_DETERMINER})\s+(?:{_MODIFIER}\s+){{0,3}})"
    rf"(?<![\w/&+-]){_MISHEARD}(?![\w/&+'’-])",
    re.IGNORECASE,
)
_DIRECT = re.compile(
    r"(?P<before>\b(?:make|write|create|update|improve|rewrite)\s+)(?:C(?:\. ?|, ?| )V\b\.{0,2}|(?:see|sea|C) vee)(?![\w/&+'’-])",
    re.IGNORECASE,
)

_MAKING = re.compile(
    r"\b(?:mak|writ|creat|updat|prepar|improv|rewrit|generat|translat|complet|revis|shorten|tailor|polish|review|draft|"
    r"edit|correct|build|finish|fix|redo|do|need|want|start|chang)(?:e|ing)?\b",
    re.IGNORECASE,
)
_JOB_TALK = re.compile(
    r"\b(?:jobs?|roles?|recruiters?|interviews?|hiring|employers?|career|cover letters?|linkedin|apply|applying|"
    r"applications?|vacancy|vacancies|resumes?|résumés?)\b",
    re.IGNORECASE,
)
_DISC_TALK = re.compile(
    r"\b(?:CDs|CD-?ROMs?|DVDs?|burn\w*|record(?:ed|s)?|bands?|music\w*|albums?|songs?|singers?|audio|vinyl|cassettes?|"
    r"discs?|disks?|listen\w*|tracks?|studio|jazz|orchestra|choir|concerts?|scratch\w*|stereo|play(?:s|ed|ing)?|"
    r"guitar\w*|piano|borrow\w*|photos?|backups?|certificates? of deposit|deposits?|savings|interest|bank account|"
    r"percent|radio|truckers?)\b",
    re.IGNORECASE,
)
_NEXT_IS_ANOTHER_THING = re.compile(
    r"\s+(?:players?|burners?|drives?|cases?|covers?|roms?|collections?|releases?|sales|shops?|stores?|labels?|racks?|"
    r"changers?|rippers?|rates?|quality|pipelines?|tools?|tooling|workflows?|deployments?|process(?:es)?|setups?|servers?|"
    r"systems?|stages?|steps?|jobs?|channels?|of|\d+)\b",
    re.IGNORECASE,
)
_NEXT_IS_A_NAME = re.compile(
    r"\s+(?!(?:Please|Can|Could|Would|Will|And|I|It|The|Then|Also|So|But|My|What|How|Do|Thanks|Thank|Yes|No|Is|In|For|"
    r"To|With|After|Before|When|If|Now|That|This|You|We|Let|Maybe|Or|Because|First|Make|Write)\b)[A-Z][a-z]"
)
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")


def as_meant(text: str) -> str:
    """The same text with "CV" where a mishearing of it can mean nothing else; every other word stays."""
    if _DISC_TALK.search(text):
        return text
    return _CANDIDATE.sub(_decided, _DIRECT.sub(_decided, text))


def _decided(found: re.Match[str]) -> str:
    rest = found.string[found.end() :]
    if not _is_the_document(found, rest):
        return found.group()
    ends = found.group().endswith(".") and (not rest.strip() or re.match(r"\s+[A-Z]", rest) is not None)
    return found["before"] + ("CV." if ends else "CV")


def _is_the_document(found: re.Match[str], rest: str) -> bool:
    """Whether the words around say so: what follows is no other thing, and something is to be made or got."""
    if _NEXT_IS_ANOTHER_THING.match(rest) or _NEXT_IS_A_NAME.match(rest):
        return False
    if found.groupdict().get("determiner", "my").lower() in {"my", "your"}:
        return True
    before = _SENTENCE_END.split(found.string[: found.start()])[-1]
    return bool(_MAKING.search(before) or _JOB_TALK.search(before + rest))
