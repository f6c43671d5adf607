"""What the metadata of a standard say, from ``conf.py`` and from its title block."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx.config import Config

    from sphinx_dlmsprofile.publishing.sts.tree import Tree
    from sphinx_dlmsprofile.publishing.title import Title

_NUMBER = regex(
    r"(?<![A-Z])(?<![A-Z]/)(?P<originator>[A-Z]{2,}(?:/[A-Z]{2,})*) (?:(?P<type>TS|TR|PAS|Guide) )?"
    r"(?P<number>\d+)(?:-(?P<part>\d+(?:-\d+)*))?"
)
_YEAR = regex(r"\d{4}")

GIVEN = {
    "committee": "comm-ref",
    "secretariat": "secretariat",
    "ics": "ics",
    "stage": "release-version",
    "date": "pub-date",
    "project-number": "proj-id",
}
"""What ``dlms_sts`` may say, with the element that it goes to."""


def write_metadata(tree: Tree, config: Config, title: Title) -> None:
    """Write ``std-meta``; what is not known is left out."""
    given: Mapping[str, object] = config.dlms_sts
    match = _NUMBER.search(config.project)
    year = _YEAR.search(str(config.copyright or ""))
    tree.open("std-meta", std_org_type="international-organization" if match else None)
    _write_title(tree, title)
    for name in ("project-number", "stage"):
        _write_given(tree, given, name)
    if match:
        tree.open("std-ident")
        tree.add("originator", match["originator"])
        tree.add("doc-type", title.deliverable or match["type"] or "IS")
        tree.add("doc-number", match["number"])
        if match["part"]:
            tree.add("part-number", match["part"])
        if title.edition:
            tree.add("edition", title.edition)
        tree.close()
    tree.add("content-language", (config.language or "en").replace("_", "-"))
    number = match[0] if match else config.project
    if year:
        tree.add("std-ref", f"{number}:{year[0]}", type="dated")
    tree.add("std-ref", number, type="undated")
    tree.add("doc-ref", number)
    for name in ("date", "committee", "secretariat", "ics"):
        _write_given(tree, given, name)
    if config.copyright:
        tree.open("permissions")
        tree.add("copyright-statement", f"© {config.copyright}")
        if year:
            tree.add("copyright-year", year[0])
        tree.close()
    tree.close()


def _write_title(tree: Tree, title: Title) -> None:
    tree.open("title-wrap", xml__lang=title.language)
    if title.intro:
        tree.add("intro", title.intro)
    tree.add("main", title.main)
    if title.complement:
        tree.add("compl", title.complement)
    tree.add("full", title.full)
    tree.close()


def _write_given(tree: Tree, given: Mapping[str, object], name: str) -> None:
    value = given.get(name, ())
    for each in value if isinstance(value, list | tuple) else (value,):
        tree.add(GIVEN[name], str(each))
