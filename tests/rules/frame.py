"""The frame of the examples of rules: ``Bad (in 5.3)::`` shows what 5.3 says in a standard that says nothing else.

The standard has all headings of the template. ``Given (in 5.2)::`` is what the bad and the good example share.
Without a place, an example is the whole ``index.rst``.
"""

from __future__ import annotations

import re
from textwrap import dedent

from sphinx_dlmsprofile.template.outline import ANNEX_A, ANNEX_B, CLAUSES

_BLOCK = re.compile(r"^(Given|Bad|Good)(?: \(in (?:the )?([\w. ]+)\))?::\n\n((?:    .*\n|\n)+)", re.MULTILINE)
_PROFILE = "=======\nProfile\n=======\n"
_UNDERLINES = "=-~"
_PARTS = [part for clause in CLAUSES for part in clause.walk()]

OUTLINE = {
    "foreword": ("Foreword", 1),
    "introduction": ("Introduction", 1),
    **{part.number: (part.title, part.number.count(".") + 1) for part in _PARTS},
    **{f"Annex {part.number}": (f"Annex {part.number} ({part.status}) {part.title}", 1) for part in (ANNEX_A, ANNEX_B)},
    "bibliography": ("Bibliography", 1),
}
"""Where an example can stand: the title and level of each heading. The place "title" is before all of them."""

_OPTIONAL = {part.number for part in _PARTS if not part.required}


def blocks(description: str) -> list[tuple[str, str, str]]:
    """The examples of a rule's documentation that can be built: kind, place (or nothing) and text."""
    return [(kind, place, dedent(text)) for kind, place, text in _BLOCK.findall(f"{description}\n")]


def examples(description: str) -> dict[str, str]:
    """The bad and the good example, each as the ``index.rst`` of a project."""
    found = blocks(description)
    given = [(place, text) for kind, place, text in found if kind == "Given"]
    return {kind: _framed([*given, (place, text)]) for kind, place, text in found if kind != "Given"}


def _framed(parts: list[tuple[str, str]]) -> str:
    texts: dict[str, str] = {}
    for place, text in parts:
        texts[place] = f"{texts[place]}\n{text}" if place in texts else text
    if texts.keys() == {""}:
        return texts[""]
    assert texts.keys() <= {"title", *OUTLINE}, f"not in the template: {sorted(texts.keys() - OUTLINE)}"
    shown = (place for place in OUTLINE if place in texts or place not in _OPTIONAL)
    clauses = (f"{_heading(*OUTLINE[place])}\n{texts.get(place, '')}" for place in shown)
    return "\n".join([_PROFILE, texts.get("title", ""), *clauses])


def _heading(title: str, level: int) -> str:
    return f"{title}\n{_UNDERLINES[level - 1] * len(title)}\n"
