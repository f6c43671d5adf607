"""What STS says by its structure, and paper by words: which part of an entry a paragraph is, where references are."""

from __future__ import annotations

import re
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from sphinx_dlmsprofile.locale import say
from sphinx_dlmsprofile.rendering.classes import PART_CLASS, TERM_CLASS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

PART = "sts_part"
"""Attribute of a paragraph of a terminological entry: definition, example, note, source, admitted, deprecated."""

NAMES = frozenset({"admitted", "deprecated"})
"""The parts that are names of what the entry defines."""

CONTINUES = "sts_continues"
"""Attribute of what belongs to the part before it."""

_LABELLED = "sts_labelled"
REFERENCE, REFERENCES = "dlms-reference", "dlms-references"

_LABELS = {
    "note": "Note{} to entry: ",
    "example": "EXAMPLE{} ",
    "source": "[SOURCE: ",
    "deprecated": "DEPRECATED: ",
}
"""What stands before the parts; a number stands in the gap, if there are several."""


@cache
def _label(said: str) -> re.Pattern[str]:
    """A label with any spaces and any number, or none."""
    words = said.replace(":", " : ").split()
    parts = (":?" if word == ":" else re.escape(word).replace(r"\{\}", r"(?:\s+\d+)?") for word in words)
    return re.compile(r"\s*".join((*parts, "")))


def _labels() -> Iterator[tuple[str, re.Pattern[str]]]:
    """The labels of parts, in English and in the language of the document."""
    for part, words in _LABELS.items():
        said = say(words) if part != "example" else words.replace("EXAMPLE", say("EXAMPLE"))
        for label in dict.fromkeys((said, words)):
            yield part, _label(label)


def structure(tree: nodes.document) -> None:
    """Take the words off that stand before parts of entries; put references next to each other into one list."""
    for section in tree.findall(nodes.section):
        if TERM_CLASS in section["classes"]:
            _read_entry(section)
        _gather_references(section)
        index = [child for child in section.children if child.__class__.__name__ == "dlms_index"]
        for child in index:  # what else the section holds comes first
            section.remove(child)
            section.append(child)


def _read_entry(section: nodes.section) -> None:
    """Say of each part what it is; what follows one without being a part of its own belongs to it."""
    part = ""
    for child in section.children:
        if isinstance(child, nodes.title | addnodes.index):
            continue
        found = _part_of(child) if isinstance(child, nodes.paragraph) else None
        if isinstance(child, nodes.Element) and (found or part):
            child[PART] = found or part
            child[CONTINUES] = found is None or (part == found and not child.get(_LABELLED))
            part = child[PART] if child[PART] not in NAMES else ""


def _part_of(paragraph: nodes.paragraph) -> str:
    first = paragraph[0] if paragraph.children else None
    classes = paragraph["classes"]
    text = first.astext() if isinstance(first, nodes.Text) else ""
    for part, label in _labels():
        match = label.match(text)
        if match is None:
            continue
        last = paragraph[-1]
        if part == "source" and isinstance(last, nodes.Text) and last.astext().endswith("]"):
            paragraph[-1] = nodes.Text(last.astext().removesuffix("]"))
            text = paragraph[0].astext()
        paragraph[0] = nodes.Text(text[match.end() :])
        paragraph[_LABELLED] = True
        return part
    if "dlms-admitted" in classes:
        return "admitted"
    return "note" if PART_CLASS in classes else "definition"


def _gather_references(section: nodes.section) -> None:
    def is_reference(node: nodes.Node) -> bool:
        return isinstance(node, nodes.paragraph) and REFERENCE in node["classes"]

    if not any(map(is_reference, section.children)):
        return
    children: list[nodes.Node] = []
    for found, run in groupby(section.children, is_reference):
        group = list(run)
        children += [nodes.container("", *group, classes=[REFERENCES])] if found else group
    section[:] = children


def is_reference_list(node: nodes.Element) -> bool:
    """Whether a container holds references and nothing else."""
    return REFERENCES in node["classes"] and all_references(node.children)


def all_references(children: Sequence[nodes.Node]) -> bool:
    """Whether all nodes, and at least one, are references."""
    return bool(children) and all(
        isinstance(child, nodes.paragraph) and REFERENCE in child["classes"] for child in children
    )
