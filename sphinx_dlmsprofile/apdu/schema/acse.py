"""AARQ, AARE, RLRQ and RLRE (IEC 62056-5-3; ISO/IEC 15954), with the identifiers of DLMS/COSEM."""

from __future__ import annotations

from sphinx_dlmsprofile.apdu.ber.codecs import BitString, Integer, NamedInteger, ObjectIdentifier
from sphinx_dlmsprofile.apdu.codecs import Octets
from sphinx_dlmsprofile.apdu.types import BerChoice, BerComponent, BerSequence, EncodedApdu, Leaf, Tagged

CONTEXTS = {
    1: "logical names, no ciphering",
    2: "short names, no ciphering",
    3: "logical names, with ciphering",
    4: "short names, with ciphering",
}
MECHANISMS = {
    0: "lowest level security",
    1: "low level security (LLS)",
    2: "high level security (HLS)",
    3: "HLS with MD5",
    4: "HLS with SHA-1",
    5: "HLS with GMAC",
    6: "HLS with SHA-256",
    7: "HLS with ECDSA",
}
_USER_DIAGNOSTICS = (
    "null",
    "no-reason-given",
    "application-context-name-not-supported",
    "calling-AP-title-not-recognized",
    "calling-AP-invocation-identifier-not-recognized",
    "calling-AE-qualifier-not-recognized",
    "calling-AE-invocation-identifier-not-recognized",
    "called-AP-title-not-recognized",
    "called-AP-invocation-identifier-not-recognized",
    "called-AE-qualifier-not-recognized",
    "called-AE-invocation-identifier-not-recognized",
    "authentication-mechanism-name-not-recognised",
    "authentication-mechanism-name-required",
    "authentication-failure",
    "authentication-required",
)
_PROVIDER_DIAGNOSTICS = ("null", "no-reason-given", "no-common-acse-version")

_CONTEXT = Tagged(0x06, "OBJECT IDENTIFIER", Leaf("OBJECT IDENTIFIER", ObjectIdentifier(1, CONTEXTS)))
_MECHANISM = Leaf("OBJECT IDENTIFIER", ObjectIdentifier(2, MECHANISMS))
_TITLE = Tagged(0x04, "OCTET STRING", Leaf("OCTET STRING", Octets(texts=True)))
_INTEGER = Tagged(0x02, "INTEGER", Leaf("INTEGER", Integer()))
_BITS = Leaf("BIT STRING", BitString({0x0780: "authentication", 0x0700: "none"}))
_GRAPHIC = Leaf("GraphicString", Octets(texts=True))
_AUTHENTICATION = BerChoice(
    "Authentication-value",
    (
        ("charstring", Tagged(0x80, "[0]", _GRAPHIC)),
        ("bitstring", Tagged(0x81, "[1]", Leaf("BIT STRING", BitString({})))),
        ("external", Tagged(0xA2, "[2]", Leaf("EXTERNAL", Octets()))),
        ("other", Tagged(0xA3, "[3]", Leaf("SEQUENCE", Octets()))),
    ),
)


def _named(names: tuple[str, ...] | dict[int, str]) -> Tagged:
    known = names if isinstance(names, dict) else dict(enumerate(names))
    return Tagged(0x02, "INTEGER", Leaf("INTEGER", NamedInteger(known)))


def _component(tag: int, name: str, inner: Leaf | Tagged | BerChoice, *also: str) -> BerComponent:
    return BerComponent(name, Tagged(tag, f"[{tag & 0x1F}]", inner), also=also)


def _mandatory(tag: int, name: str, inner: Tagged | BerChoice, assumed: str | None = None) -> BerComponent:
    return BerComponent(name, Tagged(tag, f"[{tag & 0x1F}]", inner), mandatory=True, assumed=assumed)


def _user_information(*allowed: str) -> BerComponent:
    return _component(0xBE, "user-information", Tagged(0x04, "OCTET STRING", EncodedApdu(allowed)))


_GENERAL = ("general-glo-ciphering", "general-ded-ciphering", "general-ciphering")
_REQUEST = ("initiateRequest", "glo-initiateRequest", "ded-initiateRequest", *_GENERAL)
_RESPONSE = (
    "initiateResponse",
    "glo-initiateResponse",
    "ded-initiateResponse",
    "confirmedServiceError",
    "glo-confirmedServiceError",
    "ded-confirmedServiceError",
    *_GENERAL,
)
_VERSION = _component(0x80, "protocol-version", Leaf("BIT STRING", BitString({0x0780: "version 1"})))
_CONTEXT_NAME = _mandatory(0xA1, "application-context-name", _CONTEXT, "1")
_INFORMATION = _component(0x9D, "implementation-information", _GRAPHIC)

AARQ = BerSequence(
    "AARQ",
    (
        _VERSION,
        _CONTEXT_NAME,
        _component(0xA2, "called-AP-title", _TITLE),
        _component(0xA3, "called-AE-qualifier", _TITLE),
        _component(0xA4, "called-AP-invocation-id", _INTEGER),
        _component(0xA5, "called-AE-invocation-id", _INTEGER),
        _component(0xA6, "calling-AP-title", _TITLE),
        _component(0xA7, "calling-AE-qualifier", _TITLE),
        _component(0xA8, "calling-AP-invocation-id", _INTEGER),
        _component(0xA9, "calling-AE-invocation-id", _INTEGER),
        _component(0x8A, "sender-acse-requirements", _BITS),
        _component(0x8B, "mechanism-name", _MECHANISM, "mechanism"),
        _component(0xAC, "calling-authentication-value", _AUTHENTICATION),
        _INFORMATION,
        _user_information(*_REQUEST),
    ),
)
AARE = BerSequence(
    "AARE",
    (
        _VERSION,
        _CONTEXT_NAME,
        _mandatory(0xA2, "result", _named({0: "accepted", 1: "rejected-permanent", 2: "rejected-transient"})),
        _mandatory(
            0xA3,
            "result-source-diagnostic",
            BerChoice(
                "Associate-source-diagnostic",
                (
                    ("acse-service-user", Tagged(0xA1, "[1]", _named(_USER_DIAGNOSTICS))),
                    ("acse-service-provider", Tagged(0xA2, "[2]", _named(_PROVIDER_DIAGNOSTICS))),
                ),
            ),
        ),
        _component(0xA4, "responding-AP-title", _TITLE),
        _component(0xA5, "responding-AE-qualifier", _TITLE),
        _component(0xA6, "responding-AP-invocation-id", _INTEGER),
        _component(0xA7, "responding-AE-invocation-id", _INTEGER),
        _component(0x88, "responder-acse-requirements", _BITS),
        _component(0x89, "mechanism-name", _MECHANISM, "mechanism"),
        _component(0xAA, "responding-authentication-value", _AUTHENTICATION),
        _INFORMATION,
        _user_information(*_RESPONSE),
    ),
)


def _reason(second: str) -> BerComponent:
    names = {0: "normal", 1: second, 30: "user-defined"}
    return _component(0x80, "reason", Leaf("INTEGER", NamedInteger(names)))


RLRQ = BerSequence("RLRQ", (_reason("urgent"), _user_information(*_REQUEST)))
RLRE = BerSequence("RLRE", (_reason("not-finished"), _user_information(*_RESPONSE)))
