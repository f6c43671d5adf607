"""Text that is not the author's: what the template orders, and what guides the author."""

from __future__ import annotations

from sphinx_dlmsprofile.model.record import Record
from sphinx_dlmsprofile.text.frozen import frozen


@frozen(kw_only=True)
class TemplateText(Record):
    """Mandated paragraphs that the directive ``template-text`` puts into the text.

    ``inserted`` are those that come from the author's own copy of the template, ``absent`` those
    that the copy does not give: a text in other words stands in their place.
    """

    inserted: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()


@frozen(kw_only=True)
class LicensedWording(Record):
    """The mandated paragraphs of the author's own copy of the template: id and text of each."""

    paragraphs: tuple[tuple[str, str], ...]


@frozen(kw_only=True)
class Guidance(Record):
    """A block that says to the author what to write, and is removed when it is written."""
