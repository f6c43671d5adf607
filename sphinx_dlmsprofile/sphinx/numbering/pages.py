"""Which pages have to be written again because something they show of other documents has changed.

A page shows its own numbers, the texts and targets of its references, the titles and numbers of all
others in its navigation, and perhaps the index. Fingerprints of that are compared with those of the
last time the page was written, kept in the output directory: so a build that was broken off, or
another builder working on the same doctrees, leaves no outdated page.
"""

from __future__ import annotations

import json
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

from docutils.nodes import make_id
from sphinx.domains.std import StandardDomain

from sphinx_dlmsprofile.sphinx.common.builders import output_of
from sphinx_dlmsprofile.sphinx.common.contributors import Contributors
from sphinx_dlmsprofile.sphinx.numbering.store import contents_of, store_of
from sphinx_dlmsprofile.version import __version__

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinx_dlmsprofile.sphinx.reading.outline import Reference


SHOWN: Contributors[Callable[[BuildEnvironment, str], object]] = Contributors("shown")
"""What parts say that the page of a document shows of others; they are asked when the numbers have been given."""

SHOWN_NOW: Contributors[Callable[[Sphinx], Mapping[str, str]]] = Contributors("shown_now")
"""The same of what may change although no document was read, by docname; asked in each build that writes pages."""


@runtime_checkable
class ShowsMore(Protocol):
    """A domain whose references show things that are not its objects."""

    def shown_besides(self) -> object:
        """What they show."""


def fingerprints(app: Sphinx) -> dict[str, str]:
    """What each page shows of other documents, in short."""
    env = app.env
    shown, contents = _Shown(env), contents_of(env)
    navigation = in_short(contents.tree)
    footnotes = dict(zip(contents.documents, contents.footnotes, strict=False))
    return {
        docname: in_short(
            [
                navigation,
                env.toc_fignumbers.get(docname),
                footnotes.get(docname) if outline.footnotes else None,
                [shown.of(reference) for reference in outline.references],
                *(show(env, docname) for show in SHOWN.of(app)),
            ]
        )
        for docname, outline in store_of(env).outlines.items()
    }


def in_short(value: object) -> str:
    """A fingerprint of what ``repr`` shows."""
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
            domain: Any = self._env.get_domain(name) if name in self._env.domaindata else None
            objects = sorted(domain.get_objects()) if domain is not None else []
            self._domains[name] = in_short((objects, domain.shown_besides() if isinstance(domain, ShowsMore) else None))
        return self._domains[name]


def current_pages(app: Sphinx) -> Mapping[str, str]:
    """The fingerprints of all pages as they would be written now, by this version of the package."""
    store = store_of(app.env)
    store.pages = store.pages or fingerprints(app)
    shown = [show(app) for show in SHOWN_NOW.of(app)]
    return {
        docname: "".join((page, *(each.get(docname, "") for each in shown), f" {__version__}"))
        for docname, page in store.pages.items()
    }


class PageLog:
    """The fingerprints of the pages in the output directory, as they were last written."""

    def __init__(self, app: Sphinx) -> None:
        self._path = Path(app.outdir) / f".dlmsprofile-{app.builder.name}.json"

    def read(self) -> dict[str, str]:
        """By docname; empty if nothing was written yet."""
        try:
            pages = json.loads(self._path.read_text("utf-8"))
        except (OSError, ValueError, RecursionError):
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
        """The documents whose pages show something outdated."""
        if not output_of(app.builder).writes:
            return []
        self.current = current_pages(app)
        pages = self.current
        return sorted(docname for docname, shown in PageLog(app).read().items() if pages.get(docname, shown) != shown)

    def resolved(self, _app: Sphinx, _doctree: nodes.document, docname: str) -> None:
        """Note a document that is being written; this happens in the main process also in parallel builds."""
        self.written.add(docname)

    def finished(self, app: Sphinx, exception: Exception | None) -> None:
        """Keep the fingerprints of all pages that stand in the output directory now."""
        if exception is not None or not output_of(app.builder).writes or not app.config.dlms_standard:
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
