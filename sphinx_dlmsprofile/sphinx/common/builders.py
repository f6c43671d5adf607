"""What each builder makes of the documents, declared here; no other module asks for names or formats.

An output of our own is a folder in ``publishing`` and a line in the table.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from sphinx.util import logging

from sphinx_dlmsprofile.text.frozen import frozen

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.config import Config

    from sphinx_dlmsprofile.publishing.standard import Standard


logger = logging.getLogger(__name__)


@frozen
class Output:
    """What a builder makes.

    ``writes`` says that it makes something of each document at all; ``html`` that this is HTML; ``pages`` that each
    document becomes a page of its own to which others can be added, ``in_one_piece`` that all become one document;
    ``published`` that its directory is a web site. ``counts`` says that it gives numbers itself and ``keeps_index``
    that it prints the index itself, with pages. ``plain`` says that it prints no numbers with captions, ``is_epub``
    that its pages are put into one file with a list of them, ``types_code_lines`` that numbers of lines of code are
    part of its text. ``module`` registers a builder of ours. ``unsupported`` says why it cannot print a standard
    rightly, "" where it can.
    """

    writes: bool = True
    html: bool = False
    pages: bool = False
    in_one_piece: bool = False
    published: bool = False
    counts: bool = False
    keeps_index: bool = False
    plain: bool = False
    is_epub: bool = False
    types_code_lines: bool = False
    module: str = ""
    unsupported: str = ""


_COUNTS_ITSELF = "it counts clauses, annexes and tables by itself, so that the Foreword becomes clause 1"

_BY_NAME = {
    "html": Output(html=True, pages=True, published=True),
    "dirhtml": Output(html=True, pages=True, published=True),
    "singlehtml": Output(html=True, in_one_piece=True, published=True),
    "epub": Output(html=True, is_epub=True),
    "dlmspdf": Output(in_one_piece=True, keeps_index=True, module="sphinx_dlmsprofile.publishing.typst.builder"),
    "dlmsdocx": Output(
        in_one_piece=True, keeps_index=True, types_code_lines=True, module="sphinx_dlmsprofile.publishing.docx.builder"
    ),
    "dlmssts": Output(
        in_one_piece=True, keeps_index=True, types_code_lines=True, module="sphinx_dlmsprofile.publishing.sts.builder"
    ),
}

_MOST_LEVELS = 100

_BY_FORMAT = {
    "": Output(writes=False),
    "html": Output(html=True),
    "latex": Output(counts=True, unsupported=_COUNTS_ITSELF),
    "texinfo": Output(unsupported=_COUNTS_ITSELF),
    "man": Output(unsupported="headings and captions have no numbers in it, and cells that span others are lost"),
    "text": Output(plain=True, types_code_lines=True),
}
"""What holds for all other builders of a format."""


def output_of(builder: Builder) -> Output:
    """What a builder makes; one that is not known here writes files in its own way."""
    return _BY_NAME.get(builder.name) or _BY_FORMAT.get(builder.format) or Output()


def _warn_of_unsupported(app: Sphinx) -> None:
    """Say that a builder cannot print a standard; it runs all the same."""
    reason = output_of(app.builder).unsupported
    if reason and app.config.dlms_standard:
        message = "the builder %s is not made for standards: %s; use dlmspdf for print"
        logger.warning(message, app.builder.name, reason, type="dlms", subtype="builder-unsupported")


def _underline_all_levels(_app: Sphinx, config: Config) -> None:
    """Give headings of all levels a sign in text: Sphinx has seven, and stops at the eighth level."""
    if config.dlms_standard and (signs := str(config.text_sectionchars)):
        config.text_sectionchars = signs.ljust(_MOST_LEVELS, signs[-1])


def setup(app: Sphinx) -> None:
    """Look at the builder when it is known."""
    app.connect("config-inited", _underline_all_levels)
    app.connect("builder-inited", _warn_of_unsupported)


def register_ours(app: Sphinx, standard: Standard) -> None:
    """Register our own builders; ``standard`` answers what they ask of the project."""
    for output in _BY_NAME.values():
        if output.module:
            import_module(output.module).setup(app, standard)
