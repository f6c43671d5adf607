"""The rule on the captions that the template gives."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.analysis.template_clauses import alignment
from sphinx_dlmsprofile.model.environment import CommunicationEnvironment
from sphinx_dlmsprofile.model.layers import LayerStack
from sphinx_dlmsprofile.model.prose import Illustration
from sphinx_dlmsprofile.model.sap import SapTable, Side
from sphinx_dlmsprofile.rules.rule import WARNING, Fault, rule
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.model.project import Project
    from sphinx_dlmsprofile.text.location import Location, Text

_ENVIRONMENT = regex(
    r"entities and interfaces of (?:a |the )?smart metering systems? using the terminology of IEC 62056-1-0\b",
    re.IGNORECASE,
)
_STACK = regex(r"(?:the )?DLMS/COSEM (?:\S+ )*?\S+ communication profiles?(?:\(s\))?(?!\w)", re.IGNORECASE)
_SAPS = regex(r"client and server SAPs\b", re.IGNORECASE)
_ONE_SIDE = regex(r"(?:client|server) SAPs\b", re.IGNORECASE)
_MARKUP = regex(r"(?::[\w:-]+:|\{[\w:-]+\})?`+|\*+")
_SAME = str.maketrans({"\u2011": "-", "\u00ae": None, "\u2122": None})

ENVIRONMENT_CAPTION = "Entities and interfaces of a smart metering system using the terminology of IEC 62056-1-0"
STACK_CAPTION = "The DLMS/COSEM … communication profile"
SAPS_CAPTION = "Client and server SAPs"


@rule("caption-form", "Figure 1, Figure 2, Table 1", WARNING)
def caption_form(project: Project) -> Iterator[Fault]:
    """The architecture figure, the first layer stack or the first SAP table has a caption of another form.

    Lists of figures and tables are how readers find the same thing in several profile standards. The
    form may be extended, "Client and server SAPs of the IP based profile", and further stacks and
    tables have captions as their authors like. The numbers are not judged: a standard may well have
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
        yield from _judge(stack.caption, stack.at, _STACK, STACK_CAPTION, "the figure of the layers")
    for table in project.of(SapTable)[:1]:
        whole = all(table.side(side) for side in Side)
        form = _SAPS if whole else re.compile(f"{_SAPS.pattern}|{_ONE_SIDE.pattern}", re.IGNORECASE)
        yield from _judge(table.caption, table.at, form, SAPS_CAPTION, "the table of SAPs")


def _environment(project: Project) -> Iterator[Fault]:
    """Figure 1: the directive's, where the caption may be left out; else the pictures of clause 4 with a caption."""
    figures = project.of(CommunicationEnvironment)
    if figures:
        caption = figures[0].caption
        if caption:
            yield from _judge(caption, figures[0].at, _ENVIRONMENT, ENVIRONMENT_CAPTION, "the architecture figure")
        return
    clause = alignment(project).counterparts.get("4")
    inside = {id(part) for part in clause.walk()} if clause else set()
    pictures = [each for each in project.of(Illustration) if id(each.clause) in inside and each.caption]
    if pictures and not any(_ENVIRONMENT.match(_plain(each.caption)) for each in pictures):
        yield _fault(pictures[0].at, pictures[0].caption, ENVIRONMENT_CAPTION, "the architecture figure")


def _judge(caption: Text | None, at: Location, form: re.Pattern[str], wanted: str, what: str) -> Iterator[Fault]:
    if caption is None:
        yield Fault(at, f'{what} has no caption, and so no number: write "{wanted}"')
    elif not form.match(_plain(caption.value)):
        yield _fault(caption.at, caption.value, wanted, what)


def _fault(at: Location, caption: str, wanted: str, what: str) -> Fault:
    return Fault(at, f'{what} has the caption "{caption}": write "{wanted}"')


def _plain(caption: str) -> str:
    """The words of a caption, without inline markup and signs of trade marks."""
    return " ".join(_MARKUP.sub("", caption).translate(_SAME).split())
