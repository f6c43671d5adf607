"""Which pages have to be written again because something they show of other documents has changed.

A page shows its own numbers, the texts and targets of its references, the titles and numbers of all
others in its navigation, and perhaps the index. Fingerprints of that are compared with those of the
last time the page was written, kept in the output directory: so a build that was broken off, or
another builder working on the same doctrees, leaves no stale page behind.
"""

from __future__ import annotations

import json
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

from docutils.nodes import make_id
from sphinx.domains.std import StandardDomain

from sphinx_dlmsprofile.sphinx import definitions
from sphinx_dlmsprofile.sphinx.domain import new_classes_and_codes
from sphinx_dlmsprofile.sphinx.index import index_entries
from sphinx_dlmsprofile.sphinx.layer_list import shown_in
from sphinx_dlmsprofile.sphinx.store import store_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinx_dlmsprofile.sphinx.counting import Numbering
    from sphinx_dlmsprofile.sphinx.outline import Reference


def fingerprints(env: BuildEnvironment, numbering: Numbering) -> dict[str, str]:
    """What each page shows of other documents, in short."""
    navigation = _short(numbering.tree)
    shown = _Shown(env)
    index: str | None = None
    pages = {}
    for docname, outline in store_of(env).outlines.items():
        if outline.has_index and index is None:
            index = _short(index_entries(env))
        pages[docname] = _short(
            [
                navigation,
                numbering.captions.get(docname),
                [shown.of(reference) for reference in outline.references],
                index if outline.has_index else None,
                shown_in(env, docname),
                definitions.shown_in(env, docname),
            ]
        )
    return pages


def _short(value: object) -> str:
    return blake2b(repr(value).encode(), digest_size=12).hexdigest()


class _Shown:
    """What references show: their number or title, and where they lead."""

    def __init__(self, env: BuildEnvironment) -> None:
        std = env.get_domain("std")
        assert isinstance(std, StandardDomain)  # noqa: S101  Sphinx' own
        self._env = env
        self._std = std
        self._printed = store_of(env).printed
        self._known: dict[Reference, object] = {}
        self._domains: dict[str, str] = {}

    def of(self, reference: Reference) -> object:
        if reference not in self._known:
            self._known[reference] = self._look(reference)
        return self._known[reference]

    def _look(self, reference: Reference) -> object:
        if reference.domain == "math":
            docname = self._env.domaindata["math"].get("objects", {}).get(reference.target, ("",))[0]
            return self._printed.get(docname, {}).get(make_id(f"equation-{reference.target}"))
        if reference.domain not in {"", "std", "doc"}:
            return self._domain(reference.domain)
        label = self._std.labels.get(reference.target) or self._std.anonlabels.get(reference.target)
        if label:
            return label, self._printed.get(label[0], {}).get(label[1])
        kinds = self._std.objtypes_for_role(reference.type) or ()
        return [self._std.objects.get((kind, reference.target)) for kind in kinds]

    def _domain(self, name: str) -> str:
        """All that another domain can be asked for: it alone knows what its references mean."""
        if name not in self._domains:
            domain = self._env.domaindata.get(name)
            objects = sorted(self._env.get_domain(name).get_objects()) if domain is not None else []
            named = new_classes_and_codes(self._env) if name == "dlms" else None
            self._domains[name] = _short((objects, named))
        return self._domains[name]


def current_pages(app: Sphinx) -> Mapping[str, str]:
    """The fingerprints of all pages, with what they show of needs in a review build."""
    pages = store_of(app.env).pages
    if not app.config.dlms_review:
        return pages
    from sphinx_dlmsprofile.sphinx.review import written_pages  # noqa: PLC0415  it imports this module

    shown: dict[str, str] = {}
    if "needs_types" in app.config:
        from sphinx_dlmsprofile.sphinx.needs import shown_in as needs_shown_in  # noqa: PLC0415  others do not load it

        shown |= needs_shown_in(app)
    if listed := list(written_pages(app.env)):
        root = str(app.config.root_doc)
        shown[root] = shown.get(root, "") + _short(listed)
    return {docname: page + shown.get(docname, "") for docname, page in pages.items()}


class PageLog:
    """The fingerprints of the pages in the output directory, as they were last written."""

    def __init__(self, app: Sphinx) -> None:
        self._path = Path(app.outdir) / f".dlmsprofile-{app.builder.name}.json"

    def read(self) -> dict[str, str]:
        """By docname; empty if nothing was written yet."""
        try:
            pages = json.loads(self._path.read_text("utf-8"))
        except (OSError, ValueError):
            return {}
        return pages if isinstance(pages, dict) else {}

    def write(self, pages: dict[str, str]) -> None:
        """Keep them, if they differ from those kept."""
        if pages != self.read():
            self._path.write_text(json.dumps(pages, indent=0, sort_keys=True) + "\n", "utf-8")


class PageKeeper:
    """Follows one run of Sphinx: says what to write again, and notes what was written."""

    def __init__(self) -> None:
        self.written: set[str] = set()
        self.current: Mapping[str, str] = {}

    def outdated(self, app: Sphinx) -> list[str]:
        """The documents whose pages show something that is no longer so."""
        if not app.builder.format:  # writes no pages
            return []
        self.current = current_pages(app)
        pages = self.current
        return sorted(docname for docname, shown in PageLog(app).read().items() if pages.get(docname, shown) != shown)

    def resolved(self, _app: Sphinx, _doctree: nodes.document, docname: str) -> None:
        """Note a document that is being written; this happens in the main process also in parallel builds."""
        self.written.add(docname)

    def finished(self, app: Sphinx, exception: Exception | None) -> None:
        """Keep the fingerprints of all pages that stand in the output directory now."""
        if exception is not None or not app.builder.format or not app.config.dlms_standard:
            return
        current = self.current
        log = PageLog(app)
        known = {docname: shown for docname, shown in log.read().items() if docname in current}
        log.write(known | {docname: current[docname] for docname in self._pages(current)})

    def _pages(self, current: Iterable[str]) -> set[str]:
        return self.written & set(current)

    def setup(self, app: Sphinx) -> None:
        """Connect to Sphinx."""
        app.connect("doctree-resolved", self.resolved)
        app.connect("build-finished", self.finished)
