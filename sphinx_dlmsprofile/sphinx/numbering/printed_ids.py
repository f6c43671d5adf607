"""Ids of clauses, annexes, figures and tables by the numbers that this edition prints: "clause-6.2", "table-A.1".

They are added where a page is written, after the ids that last, for those who hold the paper in their hands.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.sphinx.common.build_memo import once
from sphinx_dlmsprofile.sphinx.numbering.store import contents_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx.environment import BuildEnvironment

_KINDS = frozenset({"figure", "table"})


def printed_ids(env: BuildEnvironment) -> Mapping[tuple[str, str], str]:
    """The printed ids of all that has one, by document and first id."""
    return once(env, _printed_ids)


def _printed_ids(env: BuildEnvironment) -> Mapping[tuple[str, str], str]:
    contents = contents_of(env)
    sections = {
        (section.docname, section.ids[0]): section_id(section.number)
        for section in contents.tree
        if section.number and section.ids
    }
    captions = {
        (caption.docname, caption.ids[0]): f"{caption.kind}-{caption.number}"
        for caption in contents.captions
        if caption.kind in _KINDS
    }
    return sections | captions


def section_id(number: str) -> str:
    """That of a clause, or of an annex by its letter."""
    return f"{'annex' if number.isalpha() else 'clause'}-{number}"


def called(printed_id: str) -> str:
    """What has the id, as a reader calls it: "Table 18", "Annex B", "Clause 6", "class 180, version 1"."""
    kind, _, number = printed_id.partition("-")
    if kind == "class":
        return f"class {number}".replace("-v", ", version ")
    return f"{kind.capitalize()} {number}"
