"""What of a draft becomes a directive: only what fits as a whole, all else stays a table or a paragraph."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.text.citations import read_designations
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Sequence

_VALUE = regex(r"(?:0x[0-9A-Fa-f]{1,8}|0|[1-9]\d{0,9})")
_OCTET = 0xFF
_RANGE = regex(r"\.\.+|…|–|-|to")
_SIDE = regex(r"(?i)(client|server)s?(?: SAPs?)?")
_SAP_HEAD = regex(r"(?i)SAPs?(?: value)?|value|address|SAP address")
_ABBREVIATION = regex(r"(?P<short>[A-Z0-9][\w./+-]*(?: [A-Z0-9][\w./+-]*)?)(?:\t|\s{2,}|:\s+|\s+[–—]\s+)(?P<long>\S.*)")
_UNDIVIDED = regex(r"(?P<short>(?:[^\WA-Z]|[./+-])*[A-Z](?:[^\WA-Z\d]|[./+-])*[A-Z\d][\w./+-]*)\s+(?P<long>\S.{2,80})")
_REFERENCE = regex(r"(?P<designation>[^,]+?)(?:,|\s[–—])\s+(?P<title>\S.*?)\.?")
_OBIS = regex(r"[0-9a-z]{1,3}-[0-9a-z]{1,3}:[0-9A-Za-z]{1,3}(?:\.[0-9A-Za-z]{1,3}){2}(?:[.*&][0-9A-Za-z]{1,3})?")
_OBIS_HEADS = {
    "obis code": "code", "logical name": "code", "code": "code", "interface class": "class", "class": "class",
    "object": "name", "name": "name", "description": "name",
}  # fmt: skip
_REFERENCE_NOTE = regex(r"\[\d+\]\s*")


def sap_table(rows: Sequence[Sequence[str]], heads: int, caption: str, label: str) -> str | None:
    """A table of service access points with a column or rows that say client and server; None where it is none."""
    if not rows or not 2 <= len(rows[0]) <= 3 or heads > 1:  # noqa: PLR2004  value, name, and perhaps the side
        return None
    head = rows[0] if heads else ()
    if head and not any(map(_SAP_HEAD.fullmatch, head)):
        return None
    sides: dict[str, list[tuple[str, str]]] = {}
    side = ""
    for row in rows[heads:]:
        cells = list(row)
        if len(set(cells)) == 1 and (match := _SIDE.fullmatch(cells[0])):
            side = match[1].lower()
            continue
        if len(cells) == 3:  # noqa: PLR2004  with a column for the side
            match = _SIDE.fullmatch(cells.pop(0))
            side = match[1].lower() if match else ""
        if len(cells) == 2 and sap_values(cells[0]) is None:  # noqa: PLR2004  the name comes first
            cells.reverse()
        values = sap_values(cells[0])
        if len(cells) != 2 or not side or values is None or not cells[1]:  # noqa: PLR2004  value and name
            return None
        sides.setdefault(side, []).append((values, cells[1]))
    if not sides or (not head and len(sides) < 2):  # noqa: PLR2004  nothing else says that it is one
        return None
    lines = [f".. sap-table:: {caption}".rstrip(), *([f"   :name: {label}"] if label else [])]
    numbers = (int(value, 0) for entries in sides.values() for each, _ in entries for value in _VALUE.findall(each))
    lines += ["   :width: 16", ""] if max(numbers) > _OCTET else [""]
    for name, entries in sides.items():
        lines.append(f"   {name}:")
        lines += [f"     {values}: {json.dumps(text, ensure_ascii=False)}" for values, text in entries]
    return "\n".join(lines)


def sap_values(text: str) -> str | None:
    """Values and ranges as a SAP table takes them; None for what is neither."""
    found = []
    for piece in text.replace(" and ", ",").split(","):
        ends = [end.strip() for end in _RANGE.split(piece)]
        if len(ends) > 2 or not all(map(_VALUE.fullmatch, ends)):  # noqa: PLR2004  from and to
            return None
        found.append("..".join(ends))
    return ", ".join(found) or None


def obis_codes(rows: Sequence[Sequence[str]], heads: int, caption: str, label: str) -> str | None:
    """A table of OBIS codes with their classes; None where it is none."""
    if heads != 1 or len(rows) < 2 or not 2 <= len(rows[0]) <= 3:  # noqa: PLR2004  code, class, and perhaps the object
        return None
    columns = [_OBIS_HEADS.get(" ".join(head.casefold().split()), "") for head in rows[0]]
    if not {"code", "class"} <= set(columns) or len(set(columns)) != len(columns) or "" in columns:
        return None
    lines = [f".. obis-codes:: {caption}".rstrip(), *([f"   :name: {label}"] if label else []), ""]
    codes: set[str] = set()
    for row in rows[heads:]:
        cells = dict(zip(columns, row, strict=True))
        code = cells.pop("code").strip()
        if not _OBIS.fullmatch(code) or code in codes or not cells["class"].strip():
            return None
        codes.add(code)
        left = {key: text for key, text in cells.items() if text.strip(" –")}
        lines.append(f"   {code}: {json.dumps(left, ensure_ascii=False)}")
    return "\n".join(lines)


def services(rows: Sequence[Sequence[str]], heads: int, caption: str, label: str) -> str | None:
    """A table of xDLMS services with how they are used; None where it is none."""
    head = [" ".join(cell.casefold().split()) for cell in rows[0]] if rows else []
    if heads != 1 or head[:2] != ["service", "kind"] or not {"confirmed", "unconfirmed"} <= set(head):
        return None
    if set(head) - {"service", "kind", "support", "confirmed", "unconfirmed", "note"}:
        return None
    lines = [f".. xdlms-services:: {caption}".rstrip(), *([f"   :name: {label}"] if label else []), ""]
    for row in rows[heads:]:
        cells = dict(zip(head, (" ".join(cell.split()) for cell in row), strict=True))
        use = _use(cells)
        if use is None or not cells["service"]:
            return None
        only = set(use) <= {"confirmed", "unconfirmed", "support"} and "no" in use.values()
        shown = str(use.get("support", "no")) if only else json.dumps(use, ensure_ascii=False)
        lines.append(f"   {cells['service']}: {shown}")
    return "\n".join(lines) if rows[heads:] else None


def demand(text: str) -> str:
    """A demand as authors write it: without the letter that says that it has a condition."""
    return text.removeprefix("C: ").replace("\u201c", '"').replace("\u201d", '"')


def _use(cells: dict[str, str]) -> dict[str, object] | None:
    """How a service is used; None where a cell does not say it."""
    use: dict[str, object] = {}
    for kind in ("confirmed", "unconfirmed"):
        casts = [cast.strip() for cast in cells[kind].strip(" –").split(",") if cast.strip()]
        if cells[kind] == "not used":
            use["confirmed"] = use["unconfirmed"] = "no"
            break
        if set(casts) - {"yes", "unicast", "multicast", "broadcast"}:
            return None
        if casts:
            use[kind] = casts if len(casts) > 1 else casts[0]
    if support := cells.get("support", "").strip(" –"):
        use["support"] = demand(support)
    if note := cells.get("note", "").strip(" –"):
        use["note"] = note
    return use


def abbreviations(pairs: Sequence[tuple[str, str]]) -> str | None:
    """A list of abbreviations; None where a short form is not one, or is there twice."""
    shorts = [short for short, _ in pairs]
    if not pairs or len(set(shorts)) < len(shorts) or any(not short or len(short) > 20 for short in shorts):  # noqa: PLR2004
        return None
    entries = (f"   {key_of(short)}: {json.dumps(meaning, ensure_ascii=False)}" for short, meaning in pairs if meaning)
    return "\n".join([".. abbreviations::", "", *entries]) if all(meaning for _, meaning in pairs) else None


def abbreviation_of(text: str) -> tuple[str, str] | None:
    """The short form and the meaning in a paragraph: with a wide space, colon or dash between, or after capitals."""
    text = text.strip()
    match = _ABBREVIATION.fullmatch(text) or (None if text.endswith((".", ":")) else _UNDIVIDED.fullmatch(text))
    return (match["short"], match["long"]) if match else None


def reference_of(text: str) -> tuple[str, str] | None:
    """The designation and the title of a normative reference; None for what is none."""
    match = _REFERENCE.fullmatch(_REFERENCE_NOTE.sub("", text.strip(), count=1))
    if match is None:
        return None
    designation = match["designation"].rstrip()
    return (designation, match["title"]) if read_designations(designation) and len(designation) < 60 else None  # noqa: PLR2004


def references(entries: Sequence[tuple[str, str]]) -> str:
    """The list of normative references."""
    lines = (f"   {key_of(name)}: {json.dumps(title, ensure_ascii=False)}" for name, title in entries)
    return "\n".join([".. normative-references::", "", *lines])


def term(name: str, parts: Sequence[tuple[str, str]]) -> str:
    """A terminological entry: ``parts`` are kinds (definition, admitted, …) with their texts."""
    lines = [f".. term:: {name}", ""]
    for kind in ("definition", "admitted", "deprecated", "examples", "notes", "source"):
        texts = [text for each, text in parts if each == kind]
        if kind in {"definition", "source"} and texts:
            lines.append(f"   {kind}: {json.dumps(' '.join(texts), ensure_ascii=False)}")
        elif texts:
            lines += [f"   {kind}:", *(f"     - {json.dumps(text, ensure_ascii=False)}" for text in texts)]
    return "\n".join(lines)


def key_of(text: str) -> str:
    """A key of YAML: bare where it can be."""
    return json.dumps(text, ensure_ascii=False) if regex(r"[\w][\w ./+-]*(?::\d{4})?").fullmatch(text) is None else text
