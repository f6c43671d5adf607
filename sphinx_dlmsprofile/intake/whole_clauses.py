"""Clauses with changes that have no place of their own in the sources, taken from print as a whole."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.intake.clauses import Section, blocks_of, caption_of, directive_with, replacement, sections_of
from sphinx_dlmsprofile.intake.edited_tables import CAPTION
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sphinx_dlmsprofile.intake.carried import Edited
    from sphinx_dlmsprofile.text.printed import Printed

_NAME = regex(r":name:[ \t]*(\S+)")


def take_clauses(edited: Edited, printed: Mapping[str, str]) -> list[str]:
    """Take the clauses with changes that had no place from print, read as files; the new texts."""
    old, new = _tables(edited.old), _tables(edited.new)
    texts = []
    for path, changes in list(edited.open.items()):
        section = edited.section_at(edited.files, path)
        read = edited.section_at({name: text for name, text in printed.items() if name != "index.rst"}, path)
        if section is None or read is None:
            continue
        before = edited.files[section.name][section.start : section.end]

        def keep(caption: str, section: Section = section, before: str = before) -> str | None:
            is_same = old.get(caption) == new.get(caption)
            return directive_with(section.name, before, caption) if is_same else None

        made = replacement(section, before, printed[read.name][read.start : read.end], printed, keep)
        text, lost = _with_labels(edited, made.text, made.lost, printed)
        edited.files[section.name] = (
            edited.files[section.name][: section.start] + text + edited.files[section.name][section.end :]
        )
        line = edited.files[section.name].count("\n", 0, section.start)
        edited.left.append(
            f'{section.name}:{line}: "{path[-1]}" is taken from print as a whole, since {"; ".join(changes)}: what '
            "stood there is a comment at its end, take from that what print does not show"
        )
        edited.left += [f"{section.name}:{line}: the reference {target} leads nowhere yet" for target in lost]
        texts.append(text)
        del edited.open[path]
    return texts


def _with_labels(
    edited: Edited, text: str, targets: Sequence[str], printed: Mapping[str, str]
) -> tuple[str, list[str]]:
    """A text whose references have the labels of the sources; those for which these have none."""
    lost = []
    for target in dict.fromkeys(targets):
        label = _label_of(edited, target, printed)
        if label:
            text = regex(rf"(:(?:numref|eq):`){re.escape(target)}`").sub(rf"\g<1>{label}`", text)
        elif not any(_defines(each, target) for each in edited.files.values()):
            lost.append(target)
    return text, lost


def _label_of(edited: Edited, target: str, printed: Mapping[str, str]) -> str:
    """What the sources call what print has read by a label."""
    for name, text in printed.items():
        for section in sections_of(name, text):
            if section.label == target:
                found = edited.section_at(edited.files, section.path)
                return found.label if found else ""
        for block in blocks_of(text) if f":name: {target}\n" in text else ():
            if f":name: {target}\n" in block and (caption := caption_of(block)):
                same = (directive_with(file, source, caption) for file, source in edited.files.items())
                names = (_NAME.search(each) for each in same if each)
                return next((found[1] for found in names if found), "")
    return ""


def _tables(blocks: Sequence[Printed]) -> dict[str, tuple[tuple[str, ...], ...]]:
    """What tables print, by their captions."""
    found = {}
    for before, block in pairwise(blocks):
        match = None if before.is_table else CAPTION.fullmatch(before.text)
        if match and block.is_table:
            found[" ".join(match["title"].split())] = block.rows
    return found


def _defines(text: str, label: str) -> bool:
    return f"({label})=" in text or f".. _{label}:" in text or f":name: {label}\n" in text
