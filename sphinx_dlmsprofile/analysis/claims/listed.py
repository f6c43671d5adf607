"""Several services that a sentence lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.analysis.claims.asides import is_aside
from sphinx_dlmsprofile.analysis.claims.claim import Claim
from sphinx_dlmsprofile.analysis.claims.matches import NOT
from sphinx_dlmsprofile.analysis.claims.names import Kind
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.analysis.claims.names import Name

_SERVICES = regex(
    r"\b(?:proposes?|supports?|uses?|offers?|sends?|answers|implements?|announces?|provides?|accepts?|used are"
    r"|services are|confirmed by) (?:the services )?(?P<all>(?:‹V[0-9]+›(?:, and |, | and |/)?){2,12})"
)
_MARKED = regex(r"‹V([0-9]+)›")


def listed(sentence: str, names: list[Name]) -> Iterator[tuple[Claim, int]]:
    """The services that a verb lists."""
    kinds = {name.kind for name in names}
    if Kind.SERVICE in kinds and not NOT.search(sentence):
        for match in _SERVICES.finditer(sentence) if not is_aside(sentence) else ():
            for mark in _MARKED.finditer(match["all"]):
                name = names[int(mark[1])].name
                yield Claim("service-used", name, "", "", match[0]), match.start("all") + mark.start()
