"""What needs of a profile are made of: their types, links and fields, for builds and for other projects."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from sphinx_dlmsprofile.model.trace import ItemKind, LinkKind

if TYPE_CHECKING:
    from collections.abc import Iterator

PREFIX = "dlms_"
"""Begins the names of our types and fields."""


class NeedField(NamedTuple):
    """A field: what it says, and whether it holds several texts."""

    words: str
    several: bool = False

    @property
    def schema(self) -> dict[str, object]:
        """Its type, as sphinx-needs has it."""
        return {"type": "array", "items": {"type": "string"}} if self.several else {"type": "string"}


TYPES = {
    ItemKind.DEMAND: ("Demand of the template", "#e8e8e8"),
    ItemKind.CLAUSE: ("Clause", "#dce6f2"),
    ItemKind.PROVISION: ("Provision", "#fff2cc"),
    ItemKind.PROFILE: ("Communication profile", "#e2efda"),
    ItemKind.ASSOCIATION: ("Kind of association", "#e2efda"),
    ItemKind.SERVICE: ("xDLMS service", "#e2efda"),
    ItemKind.CLASS: ("Interface class", "#e2efda"),
    ItemKind.REFERENCE: ("Reference", "#e8e8e8"),
    ItemKind.EXAMPLE: ("Example", "#fbe5d6"),
    ItemKind.TEST: ("Test case", "#f8cecc"),
}
"""Title and colour of each type of need."""

LINKS = {
    LinkKind.ANSWERS: "is answered by",
    LinkKind.PART_OF: "contains",
    LinkKind.DEFINED_IN: "defines",
    LinkKind.USES: "is used by",
    LinkKind.CITES: "is cited by",
    LinkKind.SHOWS: "is shown by",
    LinkKind.VERIFIES: "is verified by",
}
"""What each link is called from its other end."""

FIELDS = {
    "dlms_kind": NeedField("What kind of provision, clause, example, … it is"),
    "dlms_number": NeedField("The number of its clause"),
    "dlms_source": NeedField("The source file and line"),
    "dlms_forms": NeedField("The verbal forms of a provision"),
    "dlms_verification": NeedField(
        "How a provision is verified: test, analysis, inspection, demonstration", several=True
    ),
    "dlms_criterion": NeedField("When a provision is met"),
    "dlms_rationale": NeedField("Why a provision is asked for"),
    "dlms_allocation": NeedField("Whom a provision binds: client, server, gateway, operator, test house", several=True),
    "dlms_owner": NeedField("Who cares for a provision in the committee"),
    "dlms_change_request": NeedField("What has brought a provision up, or changes it"),
    "dlms_relevance": NeedField("What depends on a provision: safety, security", several=True),
    "dlms_status": NeedField("What an implementation statement asks: m mandatory, c conditional, o optional"),
    "dlms_coverage": NeedField("How it stands with the proof of a provision: verified, failed, not run, shown only, …"),
    "dlms_change": NeedField("How a provision has changed since the previous edition"),
    "dlms_confirmed": NeedField("Who has looked at a provision with its test cases and examples, when and why"),
    "dlms_suspect": NeedField("yes where what shows or verifies a provision has to be looked at again"),
    "dlms_waiver": NeedField("The reason of the waiver on the proof of a provision"),
    "dlms_waiver_by": NeedField("Who has decided that waiver"),
    "dlms_waiver_date": NeedField("When that waiver was decided"),
    "dlms_verdict": NeedField("How the standard answers a demand of the template"),
    "dlms_digest": NeedField("A digest of the words: it changes when they do"),
    "dlms_edition": NeedField("The edition of the standard"),
    "dlms_template": NeedField("The clause of the template that makes a demand"),
    "dlms_class_id": NeedField("The class_id of an interface class"),
    "dlms_result": NeedField("The result of a test case"),
}
"""The fields of needs."""


def link_settings() -> dict[str, dict[str, object]]:
    """The links as ``needs_links`` has them."""
    return {
        kind.value: {
            "outgoing": kind.value.replace("_", " "),
            "incoming": incoming,
            # A rule reports unknown targets, and says what is meant.
            "allow_dead_links": kind is LinkKind.VERIFIES,
        }
        for kind, incoming in LINKS.items()
    }


def needs_config() -> str:
    """Types, links and fields in TOML, for ``needs_from_toml`` of a project that takes over needs of a profile."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield "# The needs of a communication profile of sphinx-dlmsprofile, for the conf.py of another project."
    for kind, (title, colour) in TYPES.items():
        yield ""
        yield "[[needs.types]]"
        settings = {"directive": f"{PREFIX}{kind.value}", "title": title, "prefix": f"{kind.value}-", "color": colour}
        yield from _settings({**settings, "style": "node"})
    for name, link in link_settings().items():
        yield ""
        yield f"[needs.links.{name}]"
        yield from _settings(link)
    for name, field in FIELDS.items():
        yield ""
        yield f"[needs.fields.{name}]"
        # A filter asks what is in a list: it has to be one.
        yield from _settings({"description": field.words, **({"default": []} if field.several else {"nullable": True})})
        yield f"[needs.fields.{name}.schema]"
        yield f"type = {json.dumps(field.schema['type'])}"
        if field.several:
            yield f"[needs.fields.{name}.schema.items]"
            yield 'type = "string"'


def _settings(values: dict[str, object]) -> Iterator[str]:
    """Lines of TOML; strings and truth values are written there as in JSON."""
    return (f"{name} = {json.dumps(value, ensure_ascii=False)}" for name, value in values.items())
