"""Names that other projects define, by ``sphinx.ext.intersphinx``: found as those of this one are, whatever their case.

intersphinx itself finds a name that is written as in the inventory. What is asked of it here are the other ways in
which a name may be written, and the printed number of a label: "8-30, 6.2".
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from docutils import nodes

from sphinx_dlmsprofile.sphinx.numbering.references import printed_label
from sphinx_dlmsprofile.sphinx.numbering.store import store_of
from sphinx_dlmsprofile.text.names import fold_case
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from docutils.nodes import Element
    from sphinx.addnodes import pending_xref
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

NUMBER = "number"
"""The kind of object that a label with a printed number is in ``objects.inv``."""

_PART = regex(r"(?:IEC(?: TS| TR| PAS)? )?62056-(?P<part>\d+-\d+)")
_MEANT = {"cosem": ("class", "attribute", "method"), "abbr": ("abbreviation",), "std": ("reference",)}


class Item(NamedTuple):
    """An object of another project: the project's name, the address, and what it is shown as."""

    project: str
    uri: str
    shown: str


def elsewhere(env: BuildEnvironment, typ: str, target: str, contnode: Element) -> nodes.reference | None:
    """A link to what another project calls so; None if none does, or several do."""
    for kind in _MEANT.get(typ, (typ,)):
        for name in _written(kind, target):
            found = {item.uri: item for item in _items(env, kind).get(name, ())}
            if len(found) == 1:
                [item] = found.values()
                return _link(item, contnode)
    return None


def numbers(env: BuildEnvironment) -> Iterator[tuple[str, str, str, str, str, int]]:
    """The labels of this project with what a reference prints, as objects that no search shows."""
    numbered = store_of(env).printed
    for label, (docname, anchor, *_) in sorted(env.domains.standard_domain.anonlabels.items()):
        printed = numbered.get(docname, {}).get(anchor)
        if printed and printed.number:
            yield label, printed_label(env.config, printed), NUMBER, docname, anchor, -1


def _written(kind: str, target: str) -> Iterator[str]:
    """The ways in which an inventory may have a name."""
    yield fold_case(target.partition("@")[0] if kind == "class" else target)
    if kind == "sap":
        yield f".{fold_case(target)}"


def _items(env: BuildEnvironment, kind: str) -> Mapping[str, tuple[Item, ...]]:
    """The objects of one kind by name; SAPs by the name without their side, too, terms by their plural."""
    from sphinx_dlmsprofile.model.terms import spellings  # noqa: PLC0415  where another project is asked for a name

    known: dict[str, tuple[Item, ...]] = {}
    for name, item in _inventory(env, f"dlms:{kind}"):
        keys = {fold_case(name)}
        if kind == "sap":
            keys.add(f".{fold_case(name.rpartition('.')[2])}")
        if kind == "term":
            keys |= {fold_case(each) for each in spellings(name)}
        for key in keys:
            known[key] = (*known.get(key, ()), item)
    return known


def _inventory(env: BuildEnvironment, kind: str) -> Iterator[tuple[str, Item]]:
    for inventory in getattr(env, "intersphinx_named_inventory", {}).values():
        for name, item in inventory.get(kind, {}).items():
            project, _, uri, shown = _parts(item)
            yield name, Item(project, uri, name if shown in {"", "-"} else shown)


def _parts(item: Any) -> tuple[str, str, str, str]:
    """An entry of an inventory; before Sphinx 8.2 it is a tuple."""
    if isinstance(item, tuple):
        return item
    return item.project_name, item.project_version, item.uri, item.display_name


def _link(item: Item, contnode: Element) -> nodes.reference:
    link = nodes.reference("", "", internal=False, refuri=item.uri, reftitle=f"(in {item.project})")
    link += contnode
    return link


def _missing(_app: Sphinx, env: BuildEnvironment, node: pending_xref, contnode: Element) -> nodes.reference | None:
    """Look in other projects for what neither this one nor intersphinx has found."""
    typ, target = node.get("reftype", ""), str(node.get("reftarget", ""))
    if node.get("refdomain") == "dlms":
        return elsewhere(env, typ, target, contnode)
    if node.get("refdomain") == "std" and typ == "numref":
        return _numbered(env, node, target, contnode)
    return None


def _numbered(env: BuildEnvironment, node: pending_xref, target: str, contnode: Element) -> nodes.reference | None:
    """A label of another project, with the part that it is in, and the number that it has there: "8-30, Table 17"."""
    wanted, _, label = target.rpartition(":")
    for name, item in _inventory(env, f"dlms:{NUMBER}"):
        inventory = getattr(env, "intersphinx_named_inventory", {}).get(wanted)
        is_there = not wanted or (inventory is not None and label in inventory.get(f"dlms:{NUMBER}", {}))
        if fold_case(name) == fold_case(label) and is_there:
            part = _PART.search(item.project)
            text = f"{part['part'] if part else item.project}, {item.shown}"
            shown = contnode if node.get("refexplicit") else nodes.inline("", text, classes=["std", "std-numref"])
            return _link(item, shown)
    return None


def setup(app: Sphinx) -> None:
    """Look for missing references after intersphinx."""
    app.connect("missing-reference", _missing, priority=600)
