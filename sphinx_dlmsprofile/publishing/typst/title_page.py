"""What the title page, the running header and the document's metadata say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_dlmsprofile.locale import say
from sphinx_dlmsprofile.model.stage import DRAFT
from sphinx_dlmsprofile.publishing.title import title_of

if TYPE_CHECKING:
    from docutils.nodes import document
    from sphinx.config import Config

    from sphinx_dlmsprofile.model.project import Project


def describe(config: Config, tree: document, project: Project | None) -> dict[str, object]:
    """The arguments of the template's ``standard`` function; ``project`` is None where there is no standard."""
    title = title_of(config, tree, project)
    keywords = ["DLMS/COSEM", say("communication profile"), config.project] if title.is_given else []
    is_draft = title.is_given and config.dlms_stage == DRAFT
    not_published = [say("DRAFT")] if is_draft else []
    if title.is_given and config.dlms_review:
        not_published.append(say("REVIEW"))
    return {
        "title": title.part if title.part != config.project else "",
        "series": title.series,
        "deliverable": title.called,
        "edition": say("Edition {}", title.edition) if title.edition else "",
        "project": config.project,
        "release": "" if title.edition else str(config.release or config.version or ""),
        "date": str(config.today or ""),
        "author": "" if config.author == config.values["author"].default else config.author,
        "header": _header(config.project, str(config.copyright or "")),
        "copyright": f"© {config.copyright}" if config.copyright else "",
        "keywords": _keywords(tree) or keywords,
        "language": (config.language or "en").partition("_")[0],
        "organization": config.dlms_organization,
        "committee": config.dlms_committee,
        "isbn": config.dlms_isbn,
        "ics": list(config.dlms_ics),
        "notice": [part.strip() for part in config.dlms_copyright_notice.split("\n\n") if part.strip()],
        "words": _words(),
        "reports": say("Reports on {}, no part of it", config.project),
        "first_page": max(config.dlms_pdf_first_page, 1),
        "line_numbers": config.dlms_pdf_line_numbers in ({"always", DRAFT} if is_draft else {"always"}),
        "stage": " ".join(not_published),
        "watermark": next(iter(not_published), None),
    }


def _words() -> dict[str, str]:
    """What the template says by itself."""
    return {
        "contents": say("Contents"),
        "figures": say("Figures"),
        "tables": say("Tables"),
        "see": say("see"),
        "see_also": say("see also"),
    }


def _header(project: str, holder: str) -> str:
    return f"{project} © {holder}" if holder else project


def _keywords(tree: document) -> list[str]:
    """The words of ``meta`` directives named "keywords"."""
    words = [
        word.strip()
        for meta in tree.findall(nodes.meta)
        if meta.get("name") == "keywords"
        for word in str(meta.get("content", "")).split(",")
    ]
    return list(dict.fromkeys(filter(None, words)))
