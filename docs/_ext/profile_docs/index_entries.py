"""What a reader looks up in the index: directives, options of ``conf.py``, rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms import SphinxTransform

from profile_docs.rules import label_of
from sphinx_dlmsprofile.config import OPTIONS
from sphinx_dlmsprofile.judging.catalogue import RULES
from sphinx_dlmsprofile.sphinx.directives import DIRECTIVES

if TYPE_CHECKING:
    from typing import Any

_WORDS = {
    **{label_of(rule.name): f"{rule.name} (rule)" for rule in RULES},
    **{f"confval-{option.name}": f"{option.name} (option of conf.py)" for option in OPTIONS},
}
"""By the id of the place."""


def _page(directive: str) -> str:
    """Where a directive is described; those for several things are with those for one."""
    return directive.replace("informative-references", "normative-references").replace("-clauses", "-clause")


class IndexEntries(SphinxTransform):
    """Enter them where each is described, before Sphinx collects the entries of a page."""

    default_priority = 800

    def apply(self, **_options: Any) -> None:
        """Enter those of a page."""
        folder, _, name = self.env.docname.rpartition("/")
        found: list[tuple[str, str]] = []
        if folder == "directives":
            section = next(self.document.findall(nodes.section))
            found += [(f"{each} (directive)", section["ids"][0]) for each in DIRECTIVES if _page(each) == name]
        found += [(_WORDS[anchor], anchor) for anchor in self.document.ids if anchor in _WORDS]
        entries = [("single", words, anchor, "", None) for words, anchor in found]
        if entries:
            self.document += addnodes.index(entries=entries)
