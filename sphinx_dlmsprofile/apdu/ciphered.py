"""A ciphered content: security header, content, and the authentication tag if there is one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.apdu.ciphering import encipher
from sphinx_dlmsprofile.apdu.codecs import Number, Octets
from sphinx_dlmsprofile.apdu.errors import CipheringError
from sphinx_dlmsprofile.apdu.protection import (
    AUTHENTICATED,
    COMPRESSED,
    COUNTER_OCTETS,
    ENCRYPTED,
    KEY_SET,
    SUITE,
    TAG_OCTETS,
    Protection,
)
from sphinx_dlmsprofile.apdu.types import EncodedApdu, Leaf
from sphinx_dlmsprofile.model.apdu import Form
from sphinx_dlmsprofile.registry.security_suites import SECURITY_SUITES

if TYPE_CHECKING:
    from sphinx_dlmsprofile.apdu.cursor import Cursor, Path
    from sphinx_dlmsprofile.apdu.keys import Keys
    from sphinx_dlmsprofile.apdu.types import CipheredType
    from sphinx_dlmsprofile.apdu.writer import Entry, Writer
    from sphinx_dlmsprofile.model.apdu import Element
    from sphinx_dlmsprofile.text.location import Location
    from sphinx_dlmsprofile.text.nodes import Node

_SUITES = {suite.number: suite.summary for suite in SECURITY_SUITES}
_LONG_LENGTH = 2
_CONTROL, _COUNTER, _TAG = "security-control", "invocation-counter", "authentication-tag"
_CIPHERTEXT, _PLAINTEXT = "ciphertext", "plaintext"
_NAMES = (_CONTROL, _COUNTER, _CIPHERTEXT, _PLAINTEXT, _TAG)
_HEADER = (Leaf(_CONTROL, Number(1), 1), Leaf(_COUNTER, Number(COUNTER_OCTETS), COUNTER_OCTETS))


def read_ciphered(cursor: Cursor, kind: CipheredType, name: str, path: Path) -> Element:
    """Length, security header, content, and the authentication tag if there is one."""
    start = cursor.position
    outer = _enter(cursor, path)
    control = cursor.take(1, (*path, _CONTROL))[0]
    if control & SUITE not in _SUITES:
        offset = cursor.position - 1
        cursor.tolerate(cursor.fail((*path, _CONTROL), "a security suite of 0 to 2", f"{control & SUITE}", offset))
    cursor.add((*path, _CONTROL), "Security-Control", 1, f"0x{control:02X}", _explain_control(control))
    parts = [cursor.element(_CONTROL, "Security-Control", cursor.position - 1, value=f"0x{control:02X}")]
    parts.append(_read_part(cursor, _COUNTER, path, COUNTER_OCTETS))
    tag_octets = TAG_OCTETS if control & AUTHENTICATED else 0
    if tag_octets > cursor.left:
        raise cursor.fail((*path, _TAG), f"{TAG_OCTETS} octets", f"{cursor.left} left")
    parts.append(_read_part(cursor, _content(control), path, cursor.left - tag_octets))
    if tag_octets:
        parts.append(_read_part(cursor, _TAG, path, tag_octets))
    cursor.end = outer
    return cursor.element(name, kind.name, start, tuple(parts), form=Form.SEQUENCE)


def _enter(cursor: Cursor, path: Path) -> int:
    """Enter the content, which ends where its enclosing field ends; some meters leave the 82 of its length out."""
    start, left = cursor.position, cursor.left
    head = cursor.octets[start : min(start + _LONG_LENGTH, cursor.end)]
    if left <= _LONG_LENGTH or head[0] == left - 1 or int.from_bytes(head) != left - _LONG_LENGTH:
        return cursor.enter(path)
    expected, found = f"82 before a length of two octets, 82 {head.hex(' ').upper()}", head.hex(" ").upper()
    cursor.tolerate(cursor.fail((*path, "length"), expected, found))
    cursor.take(_LONG_LENGTH, path)
    cursor.add((*path, "length"), "length", _LONG_LENGTH, str(left - _LONG_LENGTH))
    return cursor.end


def _content(control: int) -> str:
    return _CIPHERTEXT if control & ENCRYPTED else _PLAINTEXT


def _read_part(cursor: Cursor, name: str, path: Path, size: int) -> Element:
    octets = cursor.take(size, (*path, name))
    counter = name == _COUNTER
    value = str(int.from_bytes(octets)) if counter else octets.hex().upper()
    kind = "Unsigned32" if counter else "octets"
    cursor.add((*path, name), kind, size, value)
    return cursor.element(name, kind, cursor.position - size, value=value)


def _explain_control(value: int) -> str:
    protection = [word for bit, word in ((AUTHENTICATED, "authenticated"), (ENCRYPTED, "encrypted")) if value & bit]
    words = [
        f"suite {value & SUITE} ({_SUITES.get(value & SUITE, 'not defined')})",
        " and ".join(protection) or "not protected",
    ]
    words.append("broadcast key" if value & KEY_SET else "unicast key")
    words += ["compressed"] if value & COMPRESSED else []
    return ", ".join(words)


def write_ciphered(writer: Writer, _: CipheredType, node: Node, what: str) -> None:
    """The same, from what is on the wire; or from the plaintext, which is protected if there are keys."""
    found = writer.fields(node, {name: name for name in _NAMES}, what)
    if found is None:
        return
    with writer.measured():
        header = _write_header(writer, found, node.at, what)
        if header is None:
            return
        control, _counter = header
        keys = writer.keys if control & (ENCRYPTED | AUTHENTICATED) and _PLAINTEXT in found else None
        wanted = [_PLAINTEXT if keys else _content(control)]
        if control & AUTHENTICATED:
            if keys:
                found.pop(_TAG, None)
            else:
                wanted.append(_TAG)
        start = len(writer.octets)
        for name in wanted:
            if name not in found:
                writer.fault(node.at, f"{what} lacks {name}, which its security-control announces")
                return
            _write_part(writer, name, found.pop(name))
        for name, left in found.items():
            writer.fault(left.value.at, f"{what} has {name}, which its security-control excludes")
        if keys and not writer.faults:
            _seal(writer, start, keys, header, node.at)


def _write_header(writer: Writer, found: dict[str, Entry], at: Location, what: str) -> tuple[int, int] | None:
    """Security control and invocation counter; None after a fault."""
    numbers = []
    for kind in _HEADER:
        entry = found.pop(kind.name, None)
        if entry is None:
            writer.fault(at, f"{what} lacks {kind.name}")
            return None
        octets = writer.value(kind, entry.value, kind.name)
        if octets is not None:
            writer.put(octets, entry.at)
            numbers.append(int.from_bytes(octets))
    return (numbers[0], numbers[1]) if len(numbers) == len(_HEADER) else None


def _write_part(writer: Writer, name: str, entry: Entry) -> None:
    """An APDU as plaintext, or octets."""
    if name == _PLAINTEXT and writer.is_mapping(entry.value):
        with writer.own_scope():
            writer.write(EncodedApdu(), entry.value, name, entry.at)
    else:
        writer.put(writer.value(Leaf(name, Octets()), entry.value, name) or b"", entry.at)


def _seal(writer: Writer, start: int, keys: Keys, header: tuple[int, int], at: Location) -> None:
    """Encipher the plaintext that was written from ``start`` on, and add the authentication tag."""
    control, counter = header
    protection = Protection(
        apdu=writer.scope.apdus[-1],
        sender=writer.scope.sender,
        values=writer.scope.values,
        control=control,
        counter=counter,
    )
    try:
        content, tag = encipher(protection.secured(keys, bytes(writer.octets[start:])))
    except CipheringError as error:
        writer.fault(at, f"the plaintext cannot be protected: {error}")
        return
    # Octet by octet, the ciphertext has the places of the plaintext.
    writer.octets[start:] = content
    writer.put(tag)
