"""Examples of encoded APDUs (IEC TS 62056-1-1, Annex A)."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.model.record import Record
from sphinx_dlmsprofile.text.frozen import frozen

if TYPE_CHECKING:
    from sphinx_dlmsprofile.model.apdu import Dissection, Side
    from sphinx_dlmsprofile.text.location import Location, Text

FORMS = ("octets", "table", "values", "xml")
"""How an example can be shown: the octets in a row, the table of fields, a line for each object, a text with tags."""

KEY_FILES = "dlms-key-files"
"""Under this, the metadata of a document name the key files that it asks for: they are not passed on."""


@frozen
class OctetLine:
    """The octets of one line of the source, or those that one key of a description was encoded to.

    ``first`` is the offset of the first of them, ``at`` its place. ``steps`` say how many columns after
    it each of them stands, and are empty where that is not known.
    """

    first: int
    at: Location
    steps: tuple[int, ...] = ()

    def place(self, offset: int) -> Location:
        """Where an octet stands."""
        index = offset - self.first
        if self.at.column is None or index >= len(self.steps):
            return self.at
        return self.at._replace(column=self.at.column + self.steps[index])


@frozen(kw_only=True)
class NamedSap:
    """A SAP that an option names."""

    value: int
    at: Location


@frozen(kw_only=True)
class ApduExample(Record):
    """An APDU in its envelopes, octet by octet.

    ``apdu`` is the name of the APDU that the example announces, ``profile`` that of the communication
    profile it belongs to, ``shows`` are the identifiers of provisions that it illustrates. ``envelopes`` are
    given from the outside in. ``dissection`` is None where the octets could not be read, which was reported.
    """

    caption: Text | None = None
    name: Text | None = None
    apdu: Text | None = None
    client: NamedSap | None = None
    server: NamedSap | None = None
    profile: Text | None = None
    shows: tuple[Text, ...] = ()
    envelopes: tuple[str, ...] = ()
    forms: tuple[str, ...] = ("octets", "table")
    lines: tuple[OctetLine, ...] = ()
    dissection: Dissection | None = None

    @property
    def described(self) -> bool:
        """Whether the octets were made of a description; their places are then those of what they were made of."""
        return not any(line.steps for line in self.lines)

    @property
    def layers(self) -> tuple[Dissection, ...]:
        """The APDU, its deciphered content, the content of that, and so on; none where the octets are not valid."""
        return tuple(self.dissection.layers()) if self.dissection and self.dissection.valid else ()

    def place(self, offset: int) -> Location:
        """Where the octet of an offset stands; after the last one, the last one."""
        if not self.lines:
            return self.at
        index = bisect_right(self.lines, offset, key=lambda line: line.first)
        return self.lines[max(index - 1, 0)].place(offset)


@frozen(kw_only=True)
class PendingExample(Record):
    """An example that waits for the description of an envelope, which may be in another document.

    ``example`` is the example without its dissection. ``octets`` are all of its octets, or, if ``described``, those of
    the APDU that the envelopes are made around; ``sender`` is the end that sends it, ``lower`` the lower HDLC address
    of the server, ``values`` those of fields of envelopes, ``envelope_at`` where these are named. ``keys`` is the
    file that holds the keys, ``digest`` distinguishes it from another: the keys themselves are kept nowhere.
    """

    example: ApduExample
    octets: bytes
    described: bool
    envelope_at: Location
    sender: Side | None = None
    lower: int | None = None
    values: tuple[tuple[Text, int], ...] = ()
    keys: str = ""
    digest: str = ""
