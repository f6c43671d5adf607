"""HTML that stands in a text: its tags, and the words that only a browser would show."""

from __future__ import annotations

from html import unescape
from typing import TYPE_CHECKING, NamedTuple

from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

_TAG = regex(r"""\s*<(/?)([A-Za-z][\w-]*)((?:\s+[\w:@.-]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'=<>`]+))?)*)\s*/?>\s*""")
_ATTRIBUTE = regex(r"""([\w:@.-]+)(\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'=<>`]+))?""")
_NAME = regex(r"<([A-Za-z]+)")
_HIDDEN = frozenset({"script", "style", "template", "title"})
_PICTURES = regex(r"(?i)<(?:img|svg|video|audio|iframe|object|embed|canvas|picture)\b")

_NAMES = """
a abbr address article aside audio b bdi bdo blockquote br button canvas caption center cite code col colgroup
data datalist dd del details dfn dialog div dl dt em embed fieldset figcaption figure font footer form h1 h2
h3 h4 h5 h6 header hgroup hr i iframe img input ins kbd label legend li link main map mark math menu meta
meter nav noscript object ol optgroup option output p param picture pre progress q rp rt ruby s samp script
search section select small source span strike strong style sub summary sup svg table tbody td template
textarea tfoot th thead time title tr track tt u ul var video wbr
"""
ELEMENTS = frozenset(_NAMES.split())
"""The names of the elements of HTML."""


SCRIPTS = {"sup": "^", "sub": "_"}
"""What stands before raised and lowered words where tags are taken away: 10^6 is not 106."""

_SCRIPT = regex(r"<(?:xhtml:)?(su[pb])>")

NOTE = "note"
"""The class of raised words that are the mark of a note."""

_NOTE = regex(rf"""<((?:\w+:)?sup)\s[^<>]*\bclass=(["']){NOTE}\2[^<>]*>[^<>]*</\1>""")


class Tag(NamedTuple):
    """A tag: its name in small letters, whether it ends an element, and its attributes as they are written."""

    name: str
    is_end: bool
    attributes: str

    @property
    def is_html(self) -> bool:
        """Whether HTML has such an element, and each attribute has a value: "<b and c>" is none of it."""
        without = [match[0] for match in _ATTRIBUTE.finditer(self.attributes) if not match[2]]
        return self.name in ELEMENTS and all(word in {"checked", "disabled", "hidden", "open"} for word in without)

    @property
    def values(self) -> dict[str, str]:
        """The attributes that have a value, their names in small letters."""
        found = _ATTRIBUTE.finditer(self.attributes)
        return {
            match[1].casefold(): unescape(match[2].strip().lstrip("=").strip().strip("\"'"))
            for match in found
            if match[2]
        }


def read_tag(text: str) -> Tag | None:
    """The tag that a text is, None if it is anything else."""
    match = _TAG.fullmatch(text)
    return Tag(match[2].casefold(), bool(match[1]), match[3].strip()) if match else None


def with_scripts(html: str) -> str:
    """A piece of HTML with these signs."""
    return _SCRIPT.sub(lambda match: match[0] + SCRIPTS[match[1]], html)


def without_notes(html: str) -> str:
    """A piece of HTML without the marks of notes."""
    return _NOTE.sub("", html)


def shown_words(html: str) -> str:
    """The words that a browser shows of a piece of HTML, in one line; where there are none, pictures are named."""
    words = " ".join(unescape(" ".join(_texts(html))).split())
    return words or ("a picture" if _PICTURES.search(html) else "")


def _texts(html: str) -> Iterator[str]:
    """What is between the tags, without comments, styles and the like: in one pass, whatever is left open."""
    small = html.lower()
    place = 0
    while place >= 0:
        start = html.find("<", place)
        yield html[place:start] if start >= 0 else html[place:]
        if start < 0:
            return
        is_comment = html.startswith("<!--", start)
        end = html.find("-->" if is_comment else ">", start)
        place = end + (3 if is_comment else 1) if end >= 0 else -1
        name = _NAME.match(small, start)
        if place > 0 and name and name[1] in _HIDDEN:
            place = small.find(f"</{name[1]}", place)
