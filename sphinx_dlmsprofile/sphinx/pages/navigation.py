"""The tree of clauses beside each page: all clauses, and those below the one that is read."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.sphinx.common.build_memo import once
from sphinx_dlmsprofile.sphinx.numbering.store import contents_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from sphinx_dlmsprofile.sphinx.numbering.counting import NumberedSection

_DEEPEST = 3
"""5.3.1: what is below stands under "on this page"."""


def clause_tree(builder: Builder, docname: str) -> str:
    """The tree as HTML, seen from a page."""
    return "<ul>" + "".join(_entries(builder, docname)) + "</ul>"


def _entries(builder: Builder, docname: str) -> Iterator[str]:
    for clauses in once(builder.env, _groups):
        head, here = clauses[0], any(clause.docname == docname for clause in clauses)
        below = "".join(_line(builder, docname, each) for each in clauses[1:] if here and each.level <= _DEEPEST)
        current = " current" if here else ""
        # furo lets the browser scroll to what has this class.
        page = " current-page" if here and head.docname == docname else ""
        nested = f"<ul>{below}</ul>" if below else ""
        yield f'<li class="toctree-l1{current}{page}">{_link(builder, docname, head)}{nested}</li>'


def _groups(env: BuildEnvironment) -> list[list[NumberedSection]]:
    """Each clause or annex with what is below it."""
    groups: list[list[NumberedSection]] = []
    for section in contents_of(env).tree:
        if section.level == 1 or (section.level > 1 and not groups):
            groups.append([])
        if section.level:
            groups[-1].append(section)
    return groups


def _line(builder: Builder, docname: str, section: NumberedSection) -> str:
    return f'<li class="toctree-l{section.level}">{_link(builder, docname, section)}</li>'


def _link(builder: Builder, docname: str, section: NumberedSection) -> str:
    current = " current" if section.docname == docname and not section.anchor else ""
    uri = "" if section.docname == docname else builder.get_relative_uri(docname, section.docname)
    # As the pages have it, "Annex A".
    given = builder.env.toc_secnumbers.get(section.docname, {}).get(section.anchor) or ()
    number = f"{escape('.'.join(map(str, given)))} " if given else ""
    return (
        f'<a class="reference internal{current}" href="{escape(uri + section.anchor) or "#"}">'
        f'<span class="dlms-number">{number}</span>{escape(section.shown)}</a>'
    )
