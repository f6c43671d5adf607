"""What the title of a top-level section says about its place in a standard."""

from __future__ import annotations

import re
from enum import Enum

from sphinx_dlmsprofile.locale import languages, mark, remembered, vocabulary
from sphinx_dlmsprofile.text.frozen import frozen
from sphinx_dlmsprofile.text.patterns import regex

_FRONT = mark(("Contents", "Foreword", "Introduction"))
_BACK = mark(("Bibliography", "Index"))
_ANNEX = (
    r"(?:{})\b(?P<letter>\s+[A-Z](?![\w]))?\s*(?:\((?P<status>informative|normative)\))?"
    r"\s*[:.\u2013\u2014-]?\s*(?P<title>.*)"
)


_TYPED = regex(
    r"(?P<number>\d{1,2}(?:\.\d{1,2})*|[A-Z](?:\.\d{1,2})+)[.)]?(?:\s*[\u2013\u2014:]\s*|\s+)(?P<title>\S.*)", re.DOTALL
)
_MEASURE = regex(
    r"(?:[kMGTm\u00b5]?(?:Hz|bit|bits|byte|bytes|octets?|B|V|A|W|Wh|VA|s|m|Bd|baud)(?:/s|ps)?|dBm?|%|\u00b0C?|h|min|x|\u00d7)"
    r"(?![\w-])"
)


class SectionKind(Enum):
    """The parts of a standard by ISO/IEC Directives, Part 2: only clauses and annexes are numbered."""

    FRONT = "front"
    CLAUSE = "clause"
    ANNEX = "annex"
    BACK = "back"


@frozen
class Heading:
    """A top-level title, taken apart.

    ``title`` is without "Annex X" and status. ``letter`` is the annex letter as written in the
    source: it is for the reader, the number comes from the order. ``status`` is "informative",
    "normative" or None where an annex does not say it.
    """

    kind: SectionKind
    title: str
    letter: str | None = None
    status: str | None = None


@remembered
def _titles() -> dict[str, str]:
    """Titles of front and back matter in all languages, to the English ones."""
    return {
        vocabulary(language).get(title, title).casefold(): title
        for language in reversed(languages())
        for title in (*_FRONT, *_BACK)
    }


@remembered
def _annex() -> re.Pattern[str]:
    """The title of an annex, in any language."""
    words = "|".join(sorted({vocabulary(language).get("Annex", "Annex") for language in languages()}))
    return re.compile(_ANNEX.format(words), re.IGNORECASE | re.DOTALL)


def read_heading(title: str) -> Heading:
    """Classify the title of a top-level section.

    "Annex A (informative) Examples", "Annex (normative) …" and "Annex B – …" are annexes,
    "Foreword", "Introduction", "Contents", "Bibliography" and "Index" front and back matter,
    all others clauses. An edition in another language has them in its words: those of front and back matter are
    given in English, by which they are known.
    """
    text = " ".join(title.split())
    known = _titles().get(text.casefold())
    if known is not None:
        kind = SectionKind.FRONT if known in _FRONT else SectionKind.BACK
        return Heading(kind, text if text.casefold() == known.casefold() else known)
    if match := _annex().fullmatch(text):
        letter, status = match["letter"], match["status"]
        return Heading(
            SectionKind.ANNEX,
            match["title"],
            letter.strip().upper() if letter else None,
            status.lower() if status else None,
        )
    return Heading(SectionKind.CLAUSE, text)


def typed_number(title: str) -> tuple[str, str] | None:
    """The number that a heading seems to begin with, and what stands after it; None without one.

    "1 Scope", "3.1. Terms", "A.1 Reading"; not "2.4 GHz band", where it measures something, and not "A profile".
    Whether it is the number of the clause, its place shows.
    """
    if not title[:1].isdigit() and title[1:2] != ".":
        return None
    match = _TYPED.fullmatch(title.strip())
    if match is None or _MEASURE.match(match["title"]):
        return None
    return match["number"], match["title"]
