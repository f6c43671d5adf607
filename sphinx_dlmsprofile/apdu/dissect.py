"""Octets to fields: the entry to the decoder."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx_dlmsprofile.apdu.keys import Keys
    from sphinx_dlmsprofile.apdu.lookup import Lookup
    from sphinx_dlmsprofile.model.apdu import Dissection


def dissect(
    octets: bytes, envelopes: Sequence[str] = (), keys: Keys | None = None, lookup: Lookup | None = None
) -> Dissection:
    """Take octets apart: the ``envelopes`` ("wrapper", "hdlc", "llc") from the outside in, then the APDU.

    Bad octets never raise: they give a fault, and what comes after it is a single field. With ``keys``
    ciphered content is opened and taken apart as well. ``lookup`` gives the names of classes, attributes
    and objects for the meanings.
    """
    raise NotImplementedError
