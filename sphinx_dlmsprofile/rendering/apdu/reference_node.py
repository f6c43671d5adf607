"""What the octets of an example refer to, and other parts of the standard define."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple

from docutils import nodes

from sphinx_dlmsprofile.locale import mark

APDU_CLASS = "dlms-apdu"
"""Of the table of an example: its script looks for it, and its text is not the author's."""


class ReferredKind(Enum):
    """The kinds of what is referred to."""

    CLASS = "class"
    ATTRIBUTE = "attribute"
    METHOD = "method"
    OBJECT = "object"
    CLIENT = mark("client")
    SERVER = mark("server")
    SERVICE = "service"


class Referred(NamedTuple):
    """Something referred to: ``key`` is its number or name, ``within`` the class_id or profile that it belongs to.

    ``alone`` says that no octets show the address, so that it is printed where it has no name, too.
    """

    kind: ReferredKind
    key: str
    within: str = ""
    alone: bool = False


class dlms_apdu_reference(nodes.Inline, nodes.TextElement):  # noqa: N801  docutils names nodes in lower case
    """The name of what a field refers to, with a link; printed when all documents have been read.

    Attributes: ``referred``. Its text is shown where nothing is found.
    """
