"""The CV as Markdown and as plain text."""

import re
from collections.abc import Callable

from lifeos.cv.printing.sheet import Entry, Fact, Link, Sheet

Line = Callable[[str], str]


def markdown(sheet: Sheet) -> str:
    """CommonMark: name and sections are headings, points are a list; values are escaped, so they stay text."""
    lines = [f"# {escape(sheet.name)}", ""] if sheet.name else []
    lines += [f"**{escape(sheet.label)}**", ""] if sheet.label else []
    for links in filter(None, (sheet.contacts, sheet.links)):
        lines += [_joined(links, escape), ""]
    for section in sheet.sections:
        lines += [f"## {escape(section.title)}", ""]
        for fact in section.facts:
            lines += [_fact(fact, "**{}**", escape), ""]
        for entry in section.entries:
            lines += _markdown_entry(entry)
    return "\n".join(lines).rstrip() + "\n"


def plain_text(sheet: Sheet) -> str:
    """UTF-8 text for the boxes of application forms: titles in capitals, points with a hyphen."""
    lines = [line for line in (sheet.name, sheet.label) if line]
    lines += [_joined(links, str) for links in (sheet.contacts, sheet.links) if links]
    for section in sheet.sections:
        lines += ["", section.title.upper(), ""]
        lines += [_fact(fact, "{}", str) for fact in section.facts]
        for number, entry in enumerate(section.entries):
            lines += ([""] if number else []) + _text_entry(entry)
    return "\n".join(lines).strip() + "\n"


def _markdown_entry(entry: Entry) -> list[str]:
    head = [f"### {escape(entry.who)}", ""]
    post = [f"**{escape(entry.role)}**" if entry.role else "", escape(entry.when), escape(entry.place)]
    about = [" | ".join(filter(None, post)), *map(escape, entry.notes), _address(entry, escape)]
    paragraphs = [line for text in about if text for line in (text, "")]
    points = [f"- {escape(point)}" for point in entry.points]
    return [*head, *paragraphs, *points, *([""] if points else [])]


def _text_entry(entry: Entry) -> list[str]:
    post = " | ".join(filter(None, (entry.role, entry.when, entry.place)))
    lines = [entry.who, post, *entry.notes, _address(entry, str), *(f"- {point}" for point in entry.points)]
    return [line for line in lines if line]


def _fact(fact: Fact, label: str, line: Line) -> str:
    if not fact.label:
        return line(fact.text)
    return f"{label.format(line(fact.label) + ':')} {line(fact.text)}" if fact.text else line(fact.label)


def _joined(links: tuple[Link, ...], line: Line) -> str:
    return " | ".join(line(link.text) for link in links)


def _address(entry: Entry, line: Line) -> str:
    return line(entry.link.text) if entry.link else ""


def escape(text: str) -> str:
    """Backslashes before whatever CommonMark would read as markup; an underscore inside a word is none."""
    escaped = re.sub(r"([\\`*\[\]<>&|~$])", r"\\\1", text)
    escaped = re.sub(r"(?<![^\W_])_|_(?![^\W_])", r"\\_", escaped)
    return re.sub(r"^([-+#=])", r"\\\1", re.sub(r"^(\d+)([.)])", r"\1\\\2", escaped))
