"""Examples of APDUs, taken apart (Annex A)."""

from __future__ import annotations

from sphinx_dlmsprofile.model.apdu import (
    Address,
    Association,
    DecodeFault,
    Dissection,
    Element,
    Field,
    Mention,
    ObjectValue,
)
from sphinx_dlmsprofile.model.apdu_example import ApduExample, NamedSap, OctetLine
from sphinx_dlmsprofile.model.exchange_example import Duration, Exchange, ExchangeMessage
from sphinx_dlmsprofile.model.fields.declaration import CAPTION, LABEL, Shape, Shown, placed, silent, told, within
from sphinx_dlmsprofile.model.fields.declaration import Field as Declared

_PLACES = "where something stands in the source is not printed"


def _follows(words: str, *, key: str = "") -> Declared:
    return silent(words, "it follows from the octets, which are compared", key=key)


SHAPES: dict[type, Shape] = {
    ApduExample: Shape(
        fields={
            "caption": CAPTION,
            "name": LABEL,
            "apdu": told("The APDU that the example announces, as written.", "APDU"),
            "client": told("The SAP of the client, where the example names it.", "client SAP"),
            "server": told("The SAP of the server, where the example names it.", "server SAP"),
            "profile": told(
                "The profile that the example belongs to; null where it does not say.", "profile", shown=Shown.NAME
            ),
            "shows": told(
                "The identifiers of provisions that the example illustrates, as written.", "provisions it shows"
            ),
            "envelopes": told("The envelopes around the APDU, from the outside in.", "envelopes"),
            "forms": told("How the example is printed.", "printed as"),
            "lines": placed(),
            "dissection": within("The octets taken apart; null where they could not be read."),
        }
    ),
    Exchange: Shape(
        fields={
            "caption": CAPTION,
            "name": LABEL,
            "figure": told("The caption of the chart.", "caption of the chart"),
            "figure_name": silent(
                "The name by which references find the chart.", "references print what they lead to, not the label"
            ),
            "forms": told("How the exchange is printed.", "printed as"),
            "shows": told(
                "The identifiers of provisions that the exchange illustrates, as written.", "provisions it shows"
            ),
            "messages": within("The messages in their order."),
        }
    ),
    ExchangeMessage: Shape(
        fields={
            "example": within("The octets of the message, taken apart."),
            "sender": within("Who sends it."),
            "text": within("What the chart says of it; null where it is the kind of APDU."),
            "after": within("The time since the message before it; null where it is not given."),
            "within": within("The longest time that is allowed; null where it is not given."),
            "whole": _follows("The APDU that was joined of several messages; null where there is none."),
            "parts": _follows("The numbers of these messages, from 0."),
            "joined": _follows("How they were joined; empty where nothing was."),
            "answers": _follows("The number of the message that it answers; null where there is none."),
            "notes": _follows("What is amiss with its place among the others."),
            "lacks": _follows("What of its message is not there."),
            "unproved": _follows("Why its sender has not proved to know the secret; empty where that is not so."),
        },
    ),
    Duration: Shape(
        fields={
            "text": within("The time as written."),
            "milliseconds": silent("The time in milliseconds.", "it is compared as written"),
        }
    ),
    NamedSap: Shape(fields={"value": within("The SAP.")}),
    OctetLine: Shape(
        fields={
            "first": silent("The offset of the first octet that stands there.", _PLACES),
            "steps": silent("How many columns after it each of the octets stands.", _PLACES),
        }
    ),
    Dissection: Shape(
        fields={
            "octets": told("The octets in hexadecimal.", "octets"),
            "fields": _follows("What the octets mean: the fields cover them without gap."),
            "faults": _follows("What keeps the octets from being an APDU, or a frame from being right."),
            "names": _follows("The kind of APDU, from its tag to its choices; none if there is none."),
            "element": _follows("The APDU as a tree of its components."),
            "envelopes": _follows("The kinds of envelopes that were found."),
            "envelope_names": _follows("What these envelopes are called."),
            "addresses": _follows("The addresses in the envelopes."),
            "mentions": _follows("The attributes and methods that the APDU refers to."),
            "association": _follows("What the APDU says of the application association."),
            "services": _follows("The services of IEC 62056-5-3 that the APDU belongs to."),
            "confirmed": _follows("Whether the service is confirmed; null where the APDU does not say."),
            "sender": _follows("The end that sends such an APDU."),
            "values": _follows("What the APDU says of objects, one after the other, in words."),
            "content": _follows("What was deciphered of it, taken apart; its offsets are its own."),
            "content_note": _follows("Why nothing was deciphered."),
            "content_octets": placed(),
        }
    ),
    Field: Shape(
        name="ApduField",
        fields={
            "offset": _follows("The offset of the first octet, from 0."),
            "length": _follows("How many octets."),
            "path": _follows("The names that lead from the outermost PDU to it."),
            "type": _follows("The type of ASN.1 or COSEM."),
            "value": _follows("The value as a text."),
            "meaning": _follows("The value in words; empty where it says it itself."),
            "part": _follows("What it belongs to."),
        },
    ),
    DecodeFault: Shape(
        fields={
            "kind": _follows("The rule that reports it."),
            "offset": _follows("The first octet that is wrong, or the end where octets are missing."),
            "path": _follows("The names that lead from the outermost PDU to it."),
            "expected": _follows("What is expected there."),
            "found": _follows("What stands there."),
        }
    ),
    Element: Shape(
        name="ApduElement",
        fields={
            "name": _follows("The name of the component."),
            "type": _follows("The type of ASN.1 or COSEM."),
            "form": _follows("How the children belong together."),
            "octets": _follows("Offset and length of all of it."),
            "value": _follows("The value of a leaf."),
            "children": _follows("Its components."),
        },
    ),
    Address: Shape(
        name="ApduAddress",
        fields={
            "value": _follows("The wrapper port or upper HDLC address."),
            "side": _follows("Whose address it is; null where the direction is not known."),
            "source": _follows("Whether it is that of the sender.", key="sends"),
            "offset": _follows("The offset of the first octet, from 0."),
            "octets": _follows("How many octets it has."),
            "part": _follows("What it belongs to."),
            "lower": _follows("The lower HDLC address; null where there is none."),
        },
    ),
    Mention: Shape(
        name="ApduMention",
        fields={
            "class_id": _follows("The class_id."),
            "logical_name": _follows("The logical name."),
            "attribute": _follows("The number of the attribute; null where it is a method."),
            "method": _follows("The number of the method; null where it is an attribute."),
            "data_type": _follows("The type of the value that the APDU carries for it; empty where it carries none."),
            "data": _follows("That value."),
            "class_offset": _follows("The offset of the class_id."),
            "name_offset": _follows("The offset of the logical name."),
            "number_offset": _follows("The offset of the number."),
        },
    ),
    ObjectValue: Shape(
        name="ApduValue",
        fields={
            "offset": _follows("The offset of the value, or of the logical name where no value stands."),
            "logical_name": _follows("The logical name; empty where none stands there."),
            "name": _follows("What the object is."),
            "attribute": _follows("The name of the attribute or method; empty where none is said."),
            "value": _follows("The value in words, a number with its scaler applied."),
            "unit": _follows("The symbol of the unit; empty where none is known."),
        },
    ),
    Association: Shape(
        name="ApduAssociation",
        fields={
            "context": _follows("The last number of the application context name; null where it is absent."),
            "mechanism": _follows("The last number of the mechanism name; null where it is absent."),
            "conformance": _follows("The conformance bits that are set; null where they are absent."),
        },
    ),
}
