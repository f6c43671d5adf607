"""The APDUs of the examples as COSEMpdu XML: each a document of its own in an element that names the example."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from sphinx_dlmsprofile.apdu.xml import as_xml
from sphinx_dlmsprofile.exports.identifiers import comment
from sphinx_dlmsprofile.model.apdu_example import ApduExample
from sphinx_dlmsprofile.model.exchange_example import Exchange
from sphinx_dlmsprofile.text.markup import unmarked

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from sphinx_dlmsprofile.model.project import Project


def export(project: Project, _date: datetime) -> str:
    """The examples in document order; ``octets`` are those of the APDU without envelopes."""
    lines = ['<?xml version="1.0" encoding="utf-8"?>', "<examples>"]
    lines += (f"  <!--Left out: {_in_comment(text)}-->" for text in left_out(project))
    for example in _examples(project):
        found = example.dissection
        for layer in found.layers() if found else ():
            if layer.element is None:
                continue
            first, length = layer.element.octets
            octets = layer.octets[first : first + length].hex().upper()
            title = quoteattr(_valid(example.caption.value if example.caption else ""))
            clause = quoteattr(example.clause.number or "" if example.clause else "")
            lines.append(f'  <example title={title} clause={clause} octets="{octets}">')
            lines += [f"    {_valid(line)}" for line in as_xml(layer.element, layer.octets).splitlines()]
            lines.append("  </example>")
    return "\n".join([*lines, "</examples>"]) + "\n"


def left_out(project: Project) -> list[str]:
    """The examples of which the octets are not an APDU that can be read."""
    found = []
    for example in _examples(project):
        if example.dissection is None or all(layer.element is None for layer in example.dissection.layers()):
            title = unmarked(example.caption.value) if example.caption else "an example without a title"
            found.append(
                f"{title} ({example.at.source}:{example.at.line}): its octets are not an APDU that can be read"
            )
    return found


def _in_comment(text: str) -> str:
    return escape(comment(text)).replace("--", "- -").rstrip("-")


def _examples(project: Project) -> Iterator[ApduExample]:
    yield from project.of(ApduExample)
    for exchange in project.of(Exchange):
        for message in exchange.messages:
            yield message.example


def _valid(text: str) -> str:
    """A text without the signs that XML cannot hold."""
    return "".join(
        sign if sign in "\t\n" or (sign >= " " and not "\ud800" <= sign <= "\udfff") else "\ufffd" for sign in text
    )
