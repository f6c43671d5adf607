"""What is noted of all pages, kept beside the doctrees: it is not a page, and shows how a build was made.

A page that is not written again shows what it showed: so what is kept of it holds as long as the page.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx_dlmsprofile.sphinx.links.page_facts import PageFacts

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sphinx.application import Sphinx


_encode = json.JSONEncoder(separators=(",", ":"), ensure_ascii=False).encode


class FactsLog:
    """What the last build has noted: of pages, by docname, and of provisions, with what they are known by."""

    def __init__(self, app: Sphinx) -> None:
        """Read it; empty where nothing was written yet, or it cannot be read."""
        place = hashlib.sha256(str(app.outdir).encode()).hexdigest()[:12]
        self._path = Path(app.doctreedir) / f"dlmsprofile-links-{app.builder.name}-{place}.json"
        self.pages: dict[str, PageFacts] = {}
        self.made_of = ""
        self.provisions: Sequence[Sequence[str]] = ()
        try:
            kept: Any = json.loads(self._path.read_text("utf-8"))
            self.pages = {docname: PageFacts(**facts) for docname, facts in kept["pages"].items()}
            self.made_of, self.provisions = kept["made_of"], kept["provisions"]
        except (OSError, ValueError, TypeError, AttributeError, LookupError, RecursionError):
            return

    def write(self, pages: Mapping[str, PageFacts], made_of: str, provisions: Sequence[Sequence[str]]) -> None:
        """Keep them."""
        with self._path.open("w", encoding="utf-8") as file:
            file.write(f'{{"made_of":{_encode(made_of)},"provisions":{_encode(provisions)},"pages":{{')
            # Page by page: all in one text takes as much room as what it says.
            comma = ""
            for docname, page in sorted(pages.items()):
                file.write(f"{comma}\n{_encode(docname)}:{_encode(vars(page))}")
                comma = ","
            file.write("\n}}\n")
