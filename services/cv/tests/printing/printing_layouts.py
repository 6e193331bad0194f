"""Layouts that look fine to people and break readers: each is planted to see that the gate catches it."""

import base64
import struct
import zlib
from dataclasses import dataclass
from pathlib import Path

from printing_cvs import ENGLISH

from lifeos.cv.printing.page import cv_page

NORMAL = cv_page(ENGLISH, language="en", paper="A4")

SYSTEM_FONTS = Path("/usr/share/fonts/truetype")


@dataclass(frozen=True)
class BadLayout:
    """A page, and the rules of which at least one must speak up."""

    html: str
    rules: frozenset[str]


def bad_layouts() -> dict[str, BadLayout]:
    """Every planted fault by name."""
    return {
        "float date": _styled(".when { float: right }", "C.date"),
        "wide letter-spacing": _styled("h2 { letter-spacing: .35em }", "D.sections"),
        "small capitals": _styled("h2 { text-transform: none; font-variant: small-caps }", "D.sections"),
        "ligature font": _styled(_own_font("dejavu/DejaVuSans.ttf", restricted=False), "A.ligature"),
        "font that may not be embedded": _styled(
            _own_font("liberation2/LiberationSans-Regular.ttf", restricted=True), "A.type3-font"
        ),
        "icon before the e-mail": _replaced(
            "alice.chen@example.com</a>", "\uf400 alice.chen@example.com</a>", "A.private-use"
        ),
        "two columns": BadLayout(_two_columns(), frozenset({"B.recall", "C.order", "C.mixed"})),
        "white text": _replaced(
            "</main>", "<p style='color:#fff'>python expert leader</p></main>", "A.hidden-text"
        ),
        "tiny text": _replaced(
            "</main>", "<p style='font-size:5pt'>python expert</p></main>", "A.small-text"
        ),
        "only a picture": BadLayout(_picture_page(), frozenset({"A.page-image"})),
        "wrong language": _replaced('<html lang="en"', '<html lang="es"', "A.language"),
        "no title": _replaced("<title>Alice Chen - CV</title>", "", "A.title"),
        "absolute bullets": _styled(
            "ul { list-style: none } li { position: relative } "
            "li::before { content: '\\2022'; position: absolute; left: -10px }",
            "C.order",
        ),
    }


def _styled(css: str, *rules: str) -> BadLayout:
    return BadLayout(NORMAL.replace("</style>", f"{css}</style>"), frozenset(rules))


def _replaced(old: str, new: str, *rules: str) -> BadLayout:
    assert old in NORMAL
    return BadLayout(NORMAL.replace(old, new, 1), frozenset(rules))


def _own_font(path: str, *, restricted: bool) -> str:
    font = (SYSTEM_FONTS / path).read_bytes()
    data = base64.b64encode(_restricted(font) if restricted else font).decode()
    return (
        f"@font-face {{ font-family: Own; src: url(data:font/ttf;base64,{data}) }} "
        "html, body { font-family: Own; font-variant-ligatures: normal; text-rendering: optimizeLegibility }"
    )


def _restricted(font: bytes) -> bytes:
    """The same font with the licence bit "may not be embedded" (OS/2 fsType 2): browsers then draw Type 3."""
    tables = struct.unpack(">H", font[4:6])[0]
    for number in range(tables):
        entry = 12 + 16 * number
        if font[entry : entry + 4] == b"OS/2":
            offset = struct.unpack(">L", font[entry + 8 : entry + 12])[0] + 8
            return font[:offset] + struct.pack(">H", 2) + font[offset + 2 :]
    raise AssertionError("the font has no OS/2 table")


def _two_columns() -> str:
    """Skills and languages float beside the jobs."""
    css = (
        ".skills, .languages, .certificates { float: left; clear: left; width: 30% } "
        ".work, .education, .summary { float: right; width: 66% }"
    )
    start, end = NORMAL.index('<section class="skills">'), NORMAL.index("</main>")
    first = NORMAL.index('<section class="summary">')
    side, main = NORMAL[start:end], NORMAL[first:start]
    return (NORMAL[:first] + side + main + NORMAL[end:]).replace("</style>", f"{css}</style>")


def _picture_page() -> str:
    row = b"\x00" + b"\x30\x60\x90" * 8
    chunks = (
        (b"IHDR", struct.pack(">IIBBBBB", 8, 8, 8, 2, 0, 0, 0)),
        (b"IDAT", zlib.compress(row * 8)),
        (b"IEND", b""),
    )
    png = b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in chunks
    )
    image = f"data:image/png;base64,{base64.b64encode(png).decode()}"
    picture = f"<img src='{image}' style='position:fixed;inset:0;width:100%;height:100%'>"
    start, end = NORMAL.index("<main>"), NORMAL.index("</body>")
    return NORMAL[:start] + picture + NORMAL[end:]
