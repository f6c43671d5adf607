"""Single HTML: one page of many documents, in which each id is one place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from docutils import nodes

from sphinx_dlmsprofile.publishing.assembly import adopt, walk_documents
from sphinx_dlmsprofile.sphinx.common.builders import output_of
from sphinx_dlmsprofile.sphinx.common.kept import KeptOn
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

Renamed: TypeAlias = "Mapping[tuple[str, str], str]"

_LINK = regex(r'(?<=href="#)document-(?P<docname>[^"#]+)#(?P<anchor>[^"#]+)(?=")')
_RENAMED: KeptOn[Renamed] = KeptOn("renamed_ids")
_NO_PAGES = frozenset({"genindex", "search"})


def is_single_page(app: Sphinx) -> bool:
    """Whether the builder puts all documents of a standard into one HTML page."""
    output = output_of(app.builder)
    return output.html and output.in_one_piece and bool(app.config.dlms_standard)


def mend_parents(app: Sphinx, doctree: nodes.document, _docname: str) -> None:
    """Let each node know what it is in: what Sphinx has brought in knows where it was."""
    if is_single_page(app):
        adopt(doctree)


def settle_ids(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Give ids that several documents have other names in all but the first, and let links lead there.

    Sphinx 8.2 and later leave links like "#document-name#anchor", which lead nowhere (its issue 14221). They have no
    place "#document-index" either: what stands for the root document is the whole page.
    """
    if not is_single_page(app):
        return
    elements = list(walk_documents(doctree, docname))
    renamed = _rename(elements)
    _number(app.env, renamed)
    root = app.config.root_doc
    for node, home in elements:
        if "refid" in node:
            node["refid"] = renamed.get((home, node["refid"]), node["refid"])
        if node.get("backrefs"):
            node["backrefs"] = [renamed.get((home, identifier), identifier) for identifier in node["backrefs"]]
        if isinstance(node, nodes.reference):
            page, _, anchor = str(node.get("refuri", "")).removeprefix("#").partition("#")
            if anchor and page.startswith("document-"):
                node["refuri"] = f"#{renamed.get((page.removeprefix('document-'), anchor), anchor)}"
            elif page == f"document-{root}":
                node["refuri"] = "#"
    _RENAMED.set(app, renamed)


def renamed_ids(app: Sphinx) -> Renamed:
    """The ids that have another name in the page than in their documents, by document and id."""
    return _RENAMED.get(app) or {}


def _rename(elements: list[tuple[nodes.Element, str]]) -> dict[tuple[str, str], str]:
    """New names of the ids that an earlier document has, by document and id; the nodes get them."""
    taken = {identifier for node, _ in elements for identifier in node["ids"]}
    seen: set[str] = set()
    renamed: dict[tuple[str, str], str] = {}
    for node, docname in elements:
        for place, identifier in enumerate(node["ids"]):
            if identifier not in seen:
                seen.add(identifier)
                continue
            new = wanted = nodes.make_id(f"{docname}-{identifier}") or identifier
            count = 1
            while new in taken:
                count += 1
                new = f"{wanted}-{count}"
            taken.add(new)
            node["ids"][place] = renamed[docname, identifier] = new
    return renamed


def _number(env: BuildEnvironment, renamed: Renamed) -> None:
    """Let the renamed be found where Sphinx looks for numbers."""
    sections = {docname: dict(numbers) for docname, numbers in env.toc_secnumbers.items()}
    captions = {
        docname: {kind: dict(numbers) for kind, numbers in kinds.items()}
        for docname, kinds in env.toc_fignumbers.items()
    }
    for (docname, identifier), new in renamed.items():
        if f"#{identifier}" in sections.get(docname, {}):
            sections[docname][f"#{new}"] = sections[docname][f"#{identifier}"]
        for numbers in captions.get(docname, {}).values():
            if identifier in numbers:
                numbers[new] = numbers[identifier]
    env.toc_secnumbers = sections
    env.toc_fignumbers = captions


def address(app: Sphinx, page: str, docname: str, identifier: str) -> str:
    """Where the id of a document is, seen from a page: on the one page, or on that of the document."""
    if is_single_page(app):
        return f"#{(_RENAMED.get(app) or {}).get((docname, identifier), identifier)}"
    return f"{app.builder.get_relative_uri(page, docname)}#{identifier}"


def mend_page(app: Sphinx, _pagename: str, _template: str, context: dict[str, Any], _doctree: object) -> None:
    """Correct the links of the contents beside the text, and take away those to pages that are not made."""
    if not is_single_page(app):
        return
    renamed = renamed_ids(app)

    def mended(html: str) -> str:
        return _LINK.sub(lambda link: renamed.get((link["docname"], link["anchor"]), link["anchor"]), html)

    context["toc"] = mended(str(context.get("toc", "")))
    if callable(toctree := context.get("toctree")):
        context["toctree"] = lambda **options: mended(str(toctree(**options)))
    has_page: Callable[[str], bool] = context["hasdoc"]
    context["hasdoc"] = lambda name: name not in _NO_PAGES and has_page(name)


def setup(app: Sphinx) -> None:
    """Connect to Sphinx."""
    app.connect("doctree-resolved", mend_parents, priority=20)
    # After all that adds links: reports, and lists of needs.
    app.connect("doctree-resolved", settle_ids, priority=950)
    app.connect("html-page-context", mend_page)
