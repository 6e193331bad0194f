"""What is different between two versions of a CV, in plain lines."""

from collections.abc import Iterator
from typing import Any, cast

from lifeos.contracts.words import Locale
from lifeos.grounding.revisions.matching import entry_name, pairs

_FIELDS: dict[str, dict[Locale, str]] = {
    "name": {"en": "name", "es": "nombre", "pt": "nome"},
    "organization": {"en": "name", "es": "nombre", "pt": "nome"},
    "institution": {"en": "name", "es": "nombre", "pt": "nome"},
    "title": {"en": "title", "es": "título", "pt": "título"},
    "label": {"en": "headline", "es": "titular", "pt": "título profissional"},
    "email": {"en": "e-mail", "es": "correo", "pt": "e-mail"},
    "phone": {"en": "phone", "es": "teléfono", "pt": "telefone"},
    "url": {"en": "link", "es": "enlace", "pt": "link"},
    "summary": {"en": "summary", "es": "resumen", "pt": "resumo"},
    "description": {"en": "description", "es": "descripción", "pt": "descrição"},
    "location": {"en": "place", "es": "lugar", "pt": "local"},
    "city": {"en": "city", "es": "ciudad", "pt": "cidade"},
    "address": {"en": "address", "es": "dirección", "pt": "endereço"},
    "region": {"en": "region", "es": "región", "pt": "região"},
    "countryCode": {"en": "country", "es": "país", "pt": "país"},
    "profiles": {"en": "profiles", "es": "perfiles", "pt": "perfis"},
    "position": {"en": "job title", "es": "puesto", "pt": "cargo"},
    "startDate": {"en": "start", "es": "inicio", "pt": "início"},
    "endDate": {"en": "end", "es": "fin", "pt": "fim"},
    "date": {"en": "date", "es": "fecha", "pt": "data"},
    "issuer": {"en": "issuer", "es": "emisor", "pt": "emissor"},
    "awarder": {"en": "given by", "es": "otorgado por", "pt": "concedido por"},
    "studyType": {"en": "degree", "es": "título", "pt": "grau"},
    "area": {"en": "subject", "es": "especialidad", "pt": "área"},
    "level": {"en": "level", "es": "nivel", "pt": "nível"},
    "fluency": {"en": "level", "es": "nivel", "pt": "nível"},
    "highlights": {"en": "results", "es": "logros", "pt": "resultados"},
    "work": {"en": "jobs", "es": "empleos", "pt": "empregos"},
    "education": {"en": "education", "es": "estudios", "pt": "formação"},
    "skills": {"en": "skills", "es": "habilidades", "pt": "habilidades"},
    "languages": {"en": "languages", "es": "idiomas", "pt": "idiomas"},
    "certificates": {"en": "certificates", "es": "certificados", "pt": "certificados"},
    "projects": {"en": "projects", "es": "proyectos", "pt": "projetos"},
    "volunteer": {"en": "volunteering", "es": "voluntariado", "pt": "voluntariado"},
    "awards": {"en": "awards", "es": "premios", "pt": "prêmios"},
    "interests": {"en": "interests", "es": "intereses", "pt": "interesses"},
}
_ADDED: dict[Locale, str] = {"en": "Added", "es": "Añadido", "pt": "Adicionado"}
_REMOVED: dict[Locale, str] = {"en": "Removed", "es": "Quitado", "pt": "Removido"}
_ORDER: dict[Locale, str] = {"en": "Order changed", "es": "Orden cambiado", "pt": "Ordem alterada"}


def describe_changes(before: dict[str, Any] | None, after: dict[str, Any], language: Locale) -> list[str]:
    """One line for each difference, such as `Acme: start 2017 -> 2018` or `Added: Excel`. A first version has none."""
    if before is None:
        return []
    return list(_changes(before, after, (), language))


def _changes(before: Any, after: Any, path: tuple[str, ...], language: Locale) -> Iterator[str]:
    if _both(before, after, dict):
        old, new = cast("dict[str, Any]", before or {}), cast("dict[str, Any]", after or {})
        for key in [*old, *(key for key in new if key not in old)]:
            inner = path if key == "basics" and not path else (*path, _field(key, language))
            yield from _changes(old.get(key), new.get(key), inner, language)
    elif _both(before, after, list):
        yield from _list_changes(before or [], after or [], path, language)
    elif before != after or type(before) is not type(after):
        yield _line(before, after, path, language)


def _both(before: Any, after: Any, shape: type) -> bool:
    """Whether both have this shape, where one of them may be absent."""
    present = [each for each in (before, after) if each is not None]
    return bool(present) and all(isinstance(each, shape) for each in present)


def _list_changes(
    before: list[Any], after: list[Any], path: tuple[str, ...], language: Locale
) -> Iterator[str]:
    """Entries are named by what they are called, never by their place; the section is only named for its order."""
    matched = pairs(before, after)
    outer = path[:-1]
    for ours, theirs in matched:
        if ours is None and theirs is not None:
            yield _line(None, after[theirs], outer, language, whole=True)
        elif theirs is None and ours is not None:
            yield _line(before[ours], None, outer, language, whole=True)
        elif ours is not None and theirs is not None:
            named = outer if not isinstance(before[ours], dict) else (*outer, entry_name(before[ours]))
            yield from _changes(before[ours], after[theirs], named, language)
    kept = [ours for ours, theirs in matched if ours is not None and theirs is not None]
    if kept != sorted(kept):
        yield f"{_ORDER[language]}: {': '.join(path)}"


def _line(before: Any, after: Any, path: tuple[str, ...], language: Locale, whole: bool = False) -> str:
    """`Acme: start 2017 -> 2018`; `Added: Acme: start 2017`. `whole` means an entry, which names itself."""
    if before is not None and after is not None:
        return _sentence(path, f"{before} -> {after}")
    verb = _ADDED[language] if before is None else _REMOVED[language]
    value = before if after is None else after
    words = _described(value) if whole else str(value)
    return f"{verb}: {_sentence(path, words) if not whole or path else words}"


def _sentence(path: tuple[str, ...], words: str) -> str:
    """The owner, a colon, the field and the words; a field of the head of the CV has no owner."""
    if not path:
        return words
    *owners, last = path
    known = {name for names in _FIELDS.values() for name in names.values()}
    if last in known and owners:
        return f"{': '.join(owners)}: {last} {words}"
    return f"{': '.join(path)}: {words}"


def _described(entry: Any) -> str:
    """An entry by its name, with its title when it has one."""
    name = entry_name(entry)
    if not isinstance(entry, dict):
        return name
    fields = cast("dict[str, Any]", entry)
    extra = [str(fields[key]) for key in ("position", "studyType", "fluency") if fields.get(key)]
    return ", ".join([name, *(each for each in extra if each != name)]) if name else str(fields)


def _field(key: str, language: Locale) -> str:
    return _FIELDS[key][language] if key in _FIELDS else key
