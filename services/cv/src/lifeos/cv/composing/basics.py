"""The head of the CV: name, contacts, place, links, label and the person's own summary."""

import re

from lifeos.contracts.resume import Basics
from lifeos.contracts.words import Locale
from lifeos.cv.composing.part import Part, Value, as_said, joined
from lifeos.cv.composing.texts import question_text, reason_text
from lifeos.grounding.ledger.facts import Profile, Said

_NETWORKS = {
    "linkedin.com": "LinkedIn",
    "github.com": "GitHub",
    "gitlab.com": "GitLab",
    "behance.net": "Behance",
    "dribbble.com": "Dribbble",
    "medium.com": "Medium",
    "stackoverflow.com": "Stack Overflow",
    "kaggle.com": "Kaggle",
    "twitter.com": "X",
    "x.com": "X",
    "instagram.com": "Instagram",
    "facebook.com": "Facebook",
    "youtube.com": "YouTube",
    "xing.com": "XING",
    "orcid.org": "ORCID",
    "lattes.cnpq.br": "Lattes",
}
_LINK = r"(?:https?://)?(?:[\w-]+\.)+[a-z]{2,}(?::\d+)?(?:[/?#]\S*)?"
_LONGEST_CITY = 4


def basics_part(known: Profile, language: Locale) -> Part:
    """Everything that stands above the jobs."""
    part = Part()
    for name, said in (("name", known.name), ("email", known.email), ("phone", known.phone)):
        if said:
            question = question_text("right", language, value=said.value.strip())
            part.put(name, said, Basics, name, reason_text("refused", language), question)
    _put_label(part, known)
    if known.location:
        place = "city" if is_plain_city(known.location.value) else "address"
        part.add(f"location/{place}", as_said(known.location))
    if known.summary:
        part.add("summary", joined(as_said(said, capitalised=True) for said in known.summary))
        part.used.update(said.memory.id for said in known.summary)
    _put_links(part, known.links)
    return part


def _put_label(part: Part, known: Profile) -> None:
    """The headline of a pasted profile, else the work that is looked for, else the latest title.

    What is looked for stays visible when it is no label: as unplaced words.
    """
    latest = next((job.claims["position"] for job in known.jobs if "position" in job.claims), None)
    label = next((said for said in (*known.headlines[:1], known.target, latest) if said), None)
    if label:
        part.add("label", as_said(label, capitalised=True))
    told = [*known.headlines[1:], *([known.target] if known.target and label is not known.target else [])]
    part.unplaced.extend(told)


def is_plain_city(place: str) -> bool:
    """Whether a place is just the name of a city, rather than a street or a city with its country."""
    return re.search(r"[\d,;/()]", place) is None and len(place.split()) <= _LONGEST_CITY


def _put_links(part: Part, told: tuple[Said, ...]) -> None:
    """Known networks become profiles, the first other link the person's own page."""
    index = 0
    for said in told:
        link = _with_scheme(as_said(said))
        if link is None:
            part.unplaced.append(said)
            continue
        network = _network(link.value)
        if not network and "url" not in part.leaves:
            part.add("url", link)
            continue
        if network:
            part.add(f"profiles/{index}/network", Value(network, "calculated", link.evidence, link.memory_id))
        part.add(f"profiles/{index}/url", link)
        index += 1


def _with_scheme(link: Value) -> Value | None:
    """The link as a complete address, which JSON Resume asks for. None when it is no web address."""
    if not re.fullmatch(_LINK, link.value, re.IGNORECASE):
        return None
    if re.match(r"https?://", link.value, re.IGNORECASE):
        return link
    status = "reworded" if link.status == "verbatim" else link.status
    return Value(f"https://{link.value}", status, link.evidence, link.memory_id)


def _network(url: str) -> str:
    host = re.sub(r"^https?://", "", url.lower()).split("/")[0]
    found = [name for domain, name in _NETWORKS.items() if host == domain or host.endswith(f".{domain}")]
    return found[0] if found else ""
