"""What a standard is called on its web pages, and what it is: a draft, a review build, the published text."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx_dlmsprofile.locale import say
from sphinx_dlmsprofile.model.stage import FINAL
from sphinx_dlmsprofile.sphinx.building.record_query import holds, records_of
from sphinx_dlmsprofile.sphinx.common.build_memo import once
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

_PART = regex(r"Part [^:]{1,40}: *")


class Standing(NamedTuple):
    """The names of a standard, and its place on the way to publication.

    ``designation`` is "IEC 62056-8-30", ``title`` the part's own without its number, ``edition`` "1.0" or "",
    ``deliverable`` "International Standard" or "". A review build is one whatever the stage of its text. ``changes``
    says whether the text has marks of what has changed: a final text with them is a redline.
    """

    designation: str
    title: str
    edition: str
    deliverable: str
    stage: str
    review: bool
    changes: bool = False

    @property
    def full(self) -> str:
        """Designation and title."""
        return ", ".join(filter(None, (self.designation, self.title)))

    @property
    def classes(self) -> str:
        """What style sheets know it by, on the body of each page."""
        further = " dlms-in-review" if self.review else " dlms-redline" if self.is_redline else ""
        return f"dlms-{self.stage}{further}"

    @property
    def is_final(self) -> bool:
        """Whether the text is said to be complete."""
        return self.stage == FINAL

    @property
    def is_redline(self) -> bool:
        """Whether it is the published text beside that of the previous edition."""
        return self.changes and self.is_final and not self.review

    @property
    def word(self) -> str:
        """What it is, in one or two words."""
        if self.review:
            return say("Review build")
        if self.is_redline:
            return say("Redline")
        return self.deliverable or say("Standard") if self.is_final else say("Draft")

    @property
    def says(self) -> str:
        """What follows for the reader."""
        if self.review:
            return say("with reports for those who check it; not the published text")
        if self.is_redline:
            return say("with what has changed since the previous edition; not the published text alone")
        if self.is_final:
            return say("Edition {}", self.edition) if self.edition else ""
        return say("may change at any time: do not cite it, do not build by it")


def standing_of(env: BuildEnvironment) -> Standing:
    """That of the standard at hand, known once the documents are read."""
    return once(env, _standing_of)


def _standing_of(env: BuildEnvironment) -> Standing:
    config = env.config
    title = edition = deliverable = ""
    if holds(env, "ProfileTitle"):
        from sphinx_dlmsprofile.model.title import Deliverable, ProfileTitle  # noqa: PLC0415  where there is one

        if record := next(iter(records_of(env, ProfileTitle)), None):
            written = record.title.value
            title = _PART.sub("", written, count=1) if _PART.match(written) else written
            edition = record.edition.value if record.edition else ""
            deliverable = say(Deliverable.called(record.deliverable.value.strip())) if record.deliverable else ""
    return Standing(str(config.project), title, edition, deliverable, config.dlms_stage, bool(config.dlms_review))


def shown_in(env: BuildEnvironment, _docname: str) -> object:
    """Each page shows it."""
    return standing_of(env)
