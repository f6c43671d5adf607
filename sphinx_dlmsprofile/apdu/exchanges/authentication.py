"""High level security in an exchange: whether each end has answered the challenge of the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.apdu.errors import CipheringError
from sphinx_dlmsprofile.apdu.hls import MECHANISMS, End, Secret, is_answer
from sphinx_dlmsprofile.model.apdu import Side

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx_dlmsprofile.apdu.keys import Keys
    from sphinx_dlmsprofile.model.apdu import Dissection, Element

_CHALLENGES = {"calling-authentication-value": Side.CLIENT, "responding-authentication-value": Side.SERVER}
_REPLY = (15, 1)
"""The class "Association LN" and its method reply_to_HLS_authentication."""

_REQUEST, _RESPONSE = "action-request-normal", "action-response-normal"


class Authentication:
    """Follows the four passes: the challenges in AARQ and AARE, the answers in an ACTION on the association."""

    def __init__(self) -> None:
        self._begin()

    def _begin(self) -> None:
        self._mechanism: int | None = None
        self._challenges: dict[Side, bytes] = {}
        self._asked = False

    def judge(self, said: Dissection, keys: Keys | None) -> str:
        """What is wrong with the answer that a message carries; empty where it is right, or cannot be checked."""
        *_, inner = said.layers()
        if inner.element is None or not inner.names:
            return ""
        if inner.names[0] == "aarq":
            self._begin()
        if inner.association.mechanism is not None:
            self._mechanism = inner.association.mechanism
        for element in inner.element.walk():
            if element.name in _CHALLENGES and element.children:
                self._challenges[_CHALLENGES[element.name]] = _hexadecimal(element.children[0].value)
        sender = self._sender(inner)
        answer = _answer(inner.element) if sender else b""
        if not sender or not answer or keys is None or self._mechanism not in MECHANISMS:
            return ""
        return self._checked(self._mechanism, sender, answer, keys)

    def _sender(self, inner: Dissection) -> Side | None:
        """Who answers with this message, if it is pass 3 or 4."""
        if inner.name == _REQUEST:
            self._asked = any((each.class_id, each.method) == _REPLY for each in inner.mentions)
            return Side.CLIENT if self._asked else None
        return Side.SERVER if inner.name == _RESPONSE and self._asked else None

    def _checked(self, mechanism: int, sender: Side, answer: bytes, keys: Keys) -> str:
        other = Side.SERVER if sender is Side.CLIENT else Side.CLIENT
        if other not in self._challenges or sender not in self._challenges:
            return ""
        secret = Secret(keys.secret, keys.encryption.get("unicast", b""), keys.authentication)
        own, asking = (
            End(self._challenges[side], _of(keys.system_titles, side), _of(keys.signing, side))
            for side in (sender, other)
        )
        try:
            if is_answer(mechanism, answer, own, asking, secret):
                return ""
        except CipheringError:
            return ""
        return f"its answer to the challenge of the {other.value} is not that of HLS mechanism {mechanism}"


def _of(known: Mapping[Side | None, bytes], side: Side) -> bytes:
    return known.get(side) or known.get(None, b"")


def _answer(apdu: Element) -> bytes:
    """The first octet string in the parameters."""
    found = next((each for each in apdu.walk() if each.type == "octet-string"), None)
    return _hexadecimal(found.value) if found else b""


def _hexadecimal(value: str) -> bytes:
    try:
        return bytes.fromhex(value)
    except ValueError:
        return b""
