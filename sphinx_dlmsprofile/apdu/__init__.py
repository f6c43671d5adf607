"""APDUs of IEC 62056-5-3: octets to fields and back, from one schema. No Sphinx, no docutils.

``decode`` and ``encode`` are for programs, and stay as they are: their arguments keep their names and meaning,
their results keep their attributes, to which others may be added.

Within, ``dissect`` reads octets as fields, ``forms`` finds octets in a text, ``encoder`` makes octets of a
description and says what each was written from, and ``describe`` writes the description of what was decoded.
``coding`` lists how each type of the schema is read and written: ``axdr``, ``ber``, ``data``, ``ciphered``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sphinx_dlmsprofile.apdu.encoder import Encoded
    from sphinx_dlmsprofile.apdu.keys import Keys
    from sphinx_dlmsprofile.apdu.names import Names
    from sphinx_dlmsprofile.model.apdu import Dissection
    from sphinx_dlmsprofile.model.envelope import Envelope

__all__ = ["decode", "encode"]


def decode(
    octets: bytes | str,
    envelopes: Sequence[str | Envelope] | None = None,
    *,
    keys: Keys | None = None,
    names: Names | None = None,
    lenient: bool = False,
) -> Dissection:
    """Decode one message.

    ``octets`` are the octets, or their text in hexadecimal. ``envelopes`` ("wrapper", "hdlc", "llc", "mbus", or
    described) stand from the outside in; None: those that the first octets look like, if they are not an APDU.
    ``keys`` open the content (``keys.read_keys`` makes them of a text). ``names`` says what classes, attributes
    and objects are called, by default the registry of the package. A ``lenient`` reading goes on after what deviates
    from the standard, and lists all of it as faults.

    The result has the octets as ``fields``, one after the other without gap, ``faults`` (``valid`` if there are
    none), the APDU as a tree in ``element``, and what it says: ``name``, ``services``, ``addresses``, ``mentions``,
    ``association``, ``values``, ``content``. Whatever the octets are, they give a result and no exception.

    Raises:
        ValueError: the text is not hexadecimal, or an envelope is not known.
    """
    from sphinx_dlmsprofile.apdu.dissect import dissect, recognise  # noqa: PLC0415  start-up stays light
    from sphinx_dlmsprofile.apdu.hexadecimal import parse_hex  # noqa: PLC0415
    from sphinx_dlmsprofile.registry.shipped import shipped_registry  # noqa: PLC0415

    if isinstance(octets, str):
        read = parse_hex(octets)
        if read.fault:
            message = f"line {read.fault.line + 1}, column {read.fault.column + 1}: {read.fault.message}"
            raise ValueError(message)
        octets = read.octets
    lookup = names or shipped_registry()
    if envelopes is None:
        return recognise(octets, keys, lookup, lenient=lenient)
    return dissect(octets, envelopes, keys, lookup, lenient=lenient)


def encode(  # noqa: PLR0913  what envelopes hold
    description: str | Mapping[str, object],
    envelopes: Sequence[str | Envelope] = (),
    *,
    client: int | None = None,
    server: int | None = None,
    lower: int | None = None,
    sender: Literal["client", "server"] | None = None,
    keys: Keys | None = None,
    values: Mapping[str, int] | None = None,
) -> Encoded:
    """Encode one APDU, and put ``envelopes``, named (or described) from the outside in, around it.

    ``description`` is a text in YAML (which needs PyYAML), or the same as dictionaries and lists:
    ``{"get-request-normal": {"class": 8, "instance": "0-0:1.0.0.255", "attribute": 2}}``. ``client`` and ``server``
    are the addresses in an envelope, ``lower`` is the lower HDLC address of the server, ``sender`` is needed where
    neither the APDU nor its content says who sends. ``keys`` protect plaintext. ``values`` are those of fields of
    described envelopes, by their keys.

    The result has the ``octets``, empty if there are ``faults``, each with ``at`` and ``message``. A description or
    an address that does not fit gives a fault and no exception.
    """
    from sphinx_dlmsprofile.apdu.encoder import encode_text, encode_values  # noqa: PLC0415
    from sphinx_dlmsprofile.apdu.errors import UnfitError  # noqa: PLC0415
    from sphinx_dlmsprofile.apdu.wrap import enclose, has_addresses, unknown_field  # noqa: PLC0415
    from sphinx_dlmsprofile.apdu.writer import EncodeFault  # noqa: PLC0415
    from sphinx_dlmsprofile.model.apdu import Side  # noqa: PLC0415
    from sphinx_dlmsprofile.text.location import Location  # noqa: PLC0415

    encoded = encode_text(description, "", keys) if isinstance(description, str) else encode_values(description, keys)
    if encoded.faults or not (envelopes or values):
        return encoded
    unfit = next((told for name in values or () if (told := unknown_field(name, envelopes))), "")
    if not unfit and (client is None or server is None) and any(map(has_addresses, envelopes)):
        unfit = "the envelope cannot be made: expected the addresses of client and server"
    if not unfit:
        try:
            octets, start = enclose(
                encoded.octets,
                envelopes,
                client=client or 0,
                server=server or 0,
                lower=lower,
                sender=Side(sender) if sender else encoded.sender,
                keys=keys,
                values=values,
            )
            places = tuple(place._replace(first=place.first + start) for place in encoded.places)
            return encoded._replace(octets=octets, places=places)
        except UnfitError as error:
            unfit = f"the envelope cannot be made: expected {error.expected}"
    return encoded._replace(octets=b"", places=(), faults=(EncodeFault(Location("", 1), unfit),))
