"""Tables of addressing, associations, services, security and the like (Clauses 6 and 7, Annex A)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.model.constants import Constant, Constants
from sphinx_dlmsprofile.model.fields.declaration import (
    CAPTION,
    LABEL,
    PROFILES,
    STRING,
    SUPPORT,
    Derived,
    Shape,
    Shown,
    fault,
    placed,
    prose,
    silent,
    told,
    within,
)
from sphinx_dlmsprofile.model.fields.support import CELL_CONFORMANCE, CONFORMANCE
from sphinx_dlmsprofile.model.sap import SapRow, SapTable, ValueRange
from sphinx_dlmsprofile.model.value_table import (
    Addressing,
    Associations,
    Cell,
    Group,
    LongMessages,
    LowerLayerConfiguration,
    OpenParameters,
    Row,
    Security,
)
from sphinx_dlmsprofile.model.xdlms import Mode, ServiceUse, XdlmsServices

if TYPE_CHECKING:
    from sphinx_dlmsprofile.model.fields.declaration import Around, Field

_ROWS = within("The rows in the author's order.")


def _hexadecimal(addresses: ValueRange, around: Around) -> str:
    """With all digits that the addresses of its table take."""
    return addresses.written(around.record.width if isinstance(around.record, SapTable) else None)


def _table(name: str = "", **more: Field) -> Shape:
    """A table of provisions."""
    return Shape(
        name=name,
        fields={
            "caption": CAPTION,
            "name": LABEL,
            "columns": told(
                "The heads of the columns, without that of the first; none where there is one text a row.",
                "heads of the columns",
            ),
            "groups": within("The rows, by subject."),
            **more,
        },
    )


SHAPES: dict[type, Shape] = {
    SapTable: Shape(
        fields={
            "caption": CAPTION,
            "name": LABEL,
            "width": told("The width of an address in bits; null where that could not be read.", "width"),
            "width_text": placed("a finding reports a width that could not be read"),
            "scheme": told("The address plan whose reserved values hold.", "address plan"),
            "profiles": PROFILES,
            "sides": placed(),
            "rows": _ROWS,
        }
    ),
    SapRow: Shape(
        fields={
            "side": within("Whose SAP it is."),
            "values": silent("The addresses as written.", "the addresses are compared, however they are written"),
            "name": told("Who has this address.", shown=Shown.NAME),
            "ranges": within("The addresses: from first to last, both included."),
            "unread": fault("What of the values could not be read."),
            "reason": prose("Why it departs from the template, in the author's words.", "reason"),
            "support": SUPPORT,
        },
        derived=CONFORMANCE,
    ),
    ValueRange: Shape(
        name="AddressRange",
        fields={"first": within("The first address."), "last": within("The last address.")},
        derived={"hex": Derived("The address, or the first and last, in hexadecimal.", _hexadecimal, STRING)},
    ),
    Addressing: _table("AddressingTable"),
    Associations: _table("AssociationTable"),
    OpenParameters: _table("OpenParameterTable"),
    Security: _table("SecurityTable"),
    LongMessages: _table("LongMessageTable"),
    LowerLayerConfiguration: _table(
        shows=told("The identifiers of provisions that the example illustrates, as written.", "provisions it shows")
    ),
    Group: Shape(
        name="RowGroup",
        fields={
            "key": within("The subject, by the key of the directive's body; empty where there is none."),
            "rows": _ROWS,
        },
    ),
    Row: Shape(
        fields={
            "cells": within("The texts of the row."),
            "label": within("What the row is about; null where the subject says it."),
        }
    ),
    Cell: Shape(
        placed=False,
        fields={
            "text": prose("The text as written."),
            "column": within("The column it stands in; null where it holds for all."),
        },
        derived=CELL_CONFORMANCE,
    ),
    Constants: Shape(
        name="ConstantTable",
        fields={"caption": CAPTION, "name": LABEL, "entries": within("The constants in the author's order.")},
    ),
    Constant: Shape(
        fields={
            "name": told("What has the value.", "name", shown=Shown.NAME),
            "value": told("The value: a number, or as written where it is none.", "value", shown=Shown.VALUE),
            "unit": told("The unit; null where it has none.", "unit"),
            "reason": prose("Why it has this value.", "reason"),
            "also": told("What else texts call it.", "other names", shown=Shown.NAME),
        }
    ),
    XdlmsServices: Shape(name="ServiceTable", fields={"caption": CAPTION, "name": LABEL, "rows": _ROWS}),
    ServiceUse: Shape(
        name="ServiceRow",
        fields={
            "services": within("The names of the services.", shown=Shown.NAME),
            "used": told("False where the row says that they are not used.", "used"),
            "solicited": told("Whether they answer a request; null where that is not said.", "solicited"),
            "confirmed": told("Their confirmed form; null where nothing is said.", "confirmed"),
            "unconfirmed": told("Their unconfirmed form; null where nothing is said.", "unconfirmed"),
            "support": SUPPORT,
            "note": prose("A note.", "note"),
            "damaged": fault("A part of it could not be read; the check says why."),
        },
        derived=CONFORMANCE,
    ),
    Mode: Shape(
        name="ServiceMode",
        placed=False,
        fields={
            "allowed": within("Whether the services are used in this form."),
            "casts": within("To whom: unicast, multicast, broadcast; none where that is not said."),
        },
    ),
}
