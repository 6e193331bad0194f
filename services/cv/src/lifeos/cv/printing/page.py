"""The CV as one self-contained HTML page: what the person previews is what the PDF is printed from."""

import base64
import re
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from lifeos.contracts.letter import placeholders
from lifeos.contracts.words import Locale
from lifeos.cv.printing.sheet import sheet_of

Paper = Literal["A4", "Letter"]
Density = Literal["normal", "compact"]

TEMPLATES = Path(__file__).parent.parent / "templates"
CSP = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; "
    "form-action 'none'; base-uri 'none'"
)
"""What the page may load: nothing but what lies in it (reference: every other policy let a payload through)."""

FONT_WEIGHTS = {"Regular": 400, "Bold": 700}


def cv_page(
    document: dict[str, Any],
    *,
    language: Locale,
    paper: Paper,
    density: Density = "normal",
) -> str:
    """The page of a JSON Resume. Values are text, never HTML and never template; absent parts do not appear."""
    return _template("cv").render(
        sheet=sheet_of(document, language),
        language=language,
        paper=paper,
        density=density,
        csp=CSP,
        fonts=_fonts(),
    )


def blocks_page(blocks: Sequence[Any], *, title: str, language: Locale, paper: Paper) -> str:
    """The page of a message or a pack, from its blocks. Gaps that are still to be filled are marked."""
    return _template("blocks").render(
        blocks=blocks, title=title, language=language, paper=paper, csp=CSP, fonts=_fonts()
    )


@lru_cache(maxsize=1)
def warming_page() -> str:
    """A page with the policy, the fonts and the layout of every CV, and nobody's words."""
    entry = {
        "name": "Aa",
        "position": "Aa",
        "startDate": "2001-01",
        "endDate": "2002-01",
        "highlights": ["Aa"],
    }
    return cv_page({"basics": {"name": "Aa"}, "work": [entry]}, language="en", paper="A4")


@lru_cache(maxsize=2)
def _template(folder: str) -> Any:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES / folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["whole"] = whole_words
    environment.filters["gaps"] = marked_gaps
    return environment.get_template("page.html.j2")


def whole_words(text: str) -> Markup:
    """The text with hyphenated words kept on one line: readers that undo hyphenation would eat the hyphen."""
    parts = re.split(r"(\S{1,20}-\S{1,20})(?!\S)", text)
    return Markup("").join(
        Markup('<span class="whole">{}</span>').format(part) if number % 2 else escape(part)
        for number, part in enumerate(parts)
    )


def marked_gaps(text: str) -> Markup:
    """The text with its placeholders marked, so that none is overlooked."""
    marked, rest = Markup(), text
    for gap in placeholders(text):
        before, _, rest = rest.partition(gap)
        marked += escape(before) + Markup("<mark>{}</mark>").format(gap)
    return marked + escape(rest)


@lru_cache(maxsize=1)
def _fonts() -> tuple[tuple[int, str], ...]:
    """Each weight with its font file in base64: a page that names a system font looks different everywhere."""
    return tuple(
        (
            weight,
            base64.b64encode((TEMPLATES / "cv" / "fonts" / f"LifeosSans-{name}.woff2").read_bytes()).decode(),
        )
        for name, weight in FONT_WEIGHTS.items()
    )
