"""Several services, or several values with their meanings, that a sentence lists."""

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
_MEANINGS = regex(
    r"‹A(?P<name>[0-9]+)›\W{0,2}(?:(?:is|has|with|of|=) )?(?P<first>[0-9]{1,3}) (?:means|stands for|says)"
    r" (?P<words>[^.;‹]{3,60}(?:‹[A-Z][0-9]+›[^.;‹]{0,60})*)"
)
_NEXT = regex(r"(?:,|,? and) (?P<value>[0-9]{1,3}) (?=[a-z])")


def listed(sentence: str, names: list[Name]) -> Iterator[tuple[Claim, int]]:
    """The services that a verb lists, and what values of an attribute are said to mean."""
    kinds = {name.kind for name in names}
    if Kind.SERVICE in kinds and not NOT.search(sentence):
        for match in _SERVICES.finditer(sentence) if not is_aside(sentence) else ():
            for mark in _MARKED.finditer(match["all"]):
                name = names[int(mark[1])].name
                yield Claim("service-used", name, "", "", match[0]), match.start("all") + mark.start()
    if Kind.MEMBER in kinds:
        for match in _MEANINGS.finditer(sentence):
            name, value, start = names[int(match["name"])].name, match["first"], match.start("words")
            end = match.end("words")
            for following in (*_NEXT.finditer(sentence, start, end), None):
                last = following.start() if following else end
                yield Claim("value-words", name, value, sentence[start:last], ""), start
                if following:
                    value, start = following["value"], following.end()
