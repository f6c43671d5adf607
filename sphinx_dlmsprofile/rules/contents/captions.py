"""The rule on the captions that the template gives."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from sphinx_dlmsprofile.analysis.environments import environments
from sphinx_dlmsprofile.analysis.template_clauses import alignment
from sphinx_dlmsprofile.model.layers import LayerStack
from sphinx_dlmsprofile.model.prose import Illustration
from sphinx_dlmsprofile.model.sap import SapTable, Side
from sphinx_dlmsprofile.rules.rule import WARNING, Fault, rule
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.model.project import Project
    from sphinx_dlmsprofile.text.location import Location, Text

_MARKUP = regex(r"(?:(?<![\w:-]):[\w:-]+:|\{[\w:-]+\})?`+|\*+")
_SAME = str.maketrans({"\u2011": "-", "\u00ae": None, "\u2122": None})


class _Caption(NamedTuple):
    """A caption that the template gives: what has it, what to write, and what is accepted."""

    owner: str
    text: str
    form: re.Pattern[str]

    def fits(self, caption: str) -> bool:
        """Whether a caption is this one; more may follow it."""
        return self.form.match(_without_markup(caption)) is not None


_ENVIRONMENT = _Caption(
    "the architecture figure",
    "Entities and interfaces of a smart metering system using the terminology of IEC 62056-1-0",
    regex(
        r"entities and interfaces of (?:a |the )?smart metering systems? using the terminology of IEC 62056-1-0\b",
        re.IGNORECASE,
    ),
)
_STACK = _Caption(
    "the figure of the layers",
    "The DLMS/COSEM … communication profile",
    regex(r"(?:the )?DLMS/COSEM (?:\S+ )*?\S+ communication profiles?(?:\(s\))?(?!\w)", re.IGNORECASE),
)
_SAPS = _Caption("the table of SAPs", "Client and server SAPs", regex(r"client and server SAPs\b", re.IGNORECASE))
_SOME_SAPS = _SAPS._replace(form=regex(r"(?:client(?: and server)?|server) SAPs\b", re.IGNORECASE))
"""Of a table with one side alone."""


@rule("caption-form", "Figure 1, Figure 2, Table 1", WARNING)
def caption_form(project: Project) -> Iterator[Fault]:
    """The architecture figure, the first layer stack or the first SAP table has a caption of another form.

    Readers find the same thing in several profile standards by the lists of figures and tables. The
    form may be extended, "Client and server SAPs of the IP based profile", and further stacks and
    tables have any captions. The numbers are not judged: a standard may have
    a figure or table before these.

    Bad::

        .. layer-stack:: Protocol layers of this profile

           layers:
             mac: {role: mac, name: MAC layer, standard: IEEE 802.11ah}
           profiles:
             General profile: {kind: general, stack: [ap, al, mac]}

    Good::

        .. layer-stack:: The DLMS/COSEM IEEE 802.11ah communication profile

           layers:
             mac: {role: mac, name: MAC layer, standard: IEEE 802.11ah}
           profiles:
             General profile: {kind: general, stack: [ap, al, mac]}
    """
    yield from _environment(project)
    for stack in project.of(LayerStack)[:1]:
        yield from _judge(stack.caption, stack.at, _STACK)
    for table in project.of(SapTable)[:1]:
        whole = all(table.side(side) for side in Side)
        yield from _judge(table.caption, table.at, _SAPS if whole else _SOME_SAPS)


def _environment(project: Project) -> Iterator[Fault]:
    """Figure 1: the directive's, where the caption may be left out; else the pictures of clause 4 with a caption."""
    figures = environments(project)
    if figures:
        caption = figures[0].caption
        if caption:
            yield from _judge(caption, figures[0].at, _ENVIRONMENT)
        return
    clause = alignment(project).counterparts.get("4")
    inside = {id(part) for part in clause.walk()} if clause else set()
    pictures = [each for each in project.of(Illustration) if id(each.clause) in inside and each.caption]
    if pictures and not any(_ENVIRONMENT.fits(each.caption) for each in pictures):
        yield _fault(pictures[0].at, pictures[0].caption, _ENVIRONMENT)


def _judge(caption: Text | None, at: Location, wanted: _Caption) -> Iterator[Fault]:
    if caption is None:
        message = f'{wanted.owner} has no caption, and so no number: write "{wanted.text}"'
        yield Fault(at, message)
    elif not wanted.fits(caption.value):
        yield _fault(caption.at, caption.value, wanted)


def _fault(at: Location, caption: str, wanted: _Caption) -> Fault:
    message = f'{wanted.owner} has the caption "{caption}": write "{wanted.text}"'
    return Fault(at, message)


def _without_markup(caption: str) -> str:
    """The words of a caption, without inline markup and signs of trade marks."""
    return " ".join(_MARKUP.sub("", caption).translate(_SAME).split())
