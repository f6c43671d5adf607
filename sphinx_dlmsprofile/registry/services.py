"""The services of IEC 62056-5-3 and the parameters of COSEM-OPEN, from ``services.json``."""

from __future__ import annotations

import json
import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, NamedTuple

from sphinx_dlmsprofile.text.names import fold
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Mapping

CASTS = ("unicast", "multicast", "broadcast")
"""To how many servers a service is addressed."""

GROUP_CASTS = frozenset(CASTS[1:])
"""Those that reach several servers; no server can answer for all."""

ASSOCIATION_KINDS = ("confirmed", "unconfirmed", "pre-established")
"""How an application association comes into being."""

_PARENTHESIS = regex(r"\([^()]*\)")
_PRIMITIVE = regex(
    r"(?<![.\s_-])(?:[.\s_-]+(?:request|req|indication|ind|response|res|confirm|cnf|services?|normal|next|with[\s_-]list)){1,9}$",
    re.IGNORECASE,
)


class Service(NamedTuple):
    """A service of the application layer.

    ``solicited`` is False for what a server sends unasked, None where the question does not arise;
    ``confirmed`` is "always", "never" or "either", None likewise. ``answer`` says that the service is
    invoked for what its response holds. ``apdus`` are the names of the APDUs that carry it, ``primitives`` the kinds
    of its service primitives; none where these are not known.
    """

    name: str
    family: str
    solicited: bool | None
    confirmed: str | None
    answer: bool
    apdus: tuple[str, ...]
    also: tuple[str, ...]
    primitives: tuple[str, ...]


def fold_service(name: str) -> str:
    """A name as it compares: case, spaces, hyphens, parentheses and the primitive's suffix do not count."""
    return fold(_PRIMITIVE.sub("", _PARENTHESIS.sub(" ", name).strip()))


def service_by_name(name: str) -> Service | None:
    """The service of a name, None if IEC 62056-5-3 has none."""
    return _by_name().get(fold_service(name))


@cache
def services() -> tuple[Service, ...]:
    """All services, by family."""
    return tuple(
        Service(
            name=entry["name"],
            family=entry["family"],
            solicited=entry["solicited"],
            confirmed=entry["confirmed"],
            answer=entry["answer"],
            apdus=tuple(entry["apdus"]),
            also=tuple(entry["also"]),
            primitives=tuple(entry["primitives"]),
        )
        for entry in _data()["services"]
    )


@cache
def profile_parameters() -> tuple[str, ...]:
    """The parameters of COSEM-OPEN that each profile specifies."""
    return tuple(_data()["open_parameters"]["profile_specific"]["names"])


@cache
def open_parameters() -> tuple[str, ...]:
    """All names that a table of parameters of COSEM-OPEN may hold."""
    return tuple(name for names in _data()["open_parameters"].values() for name in names["names"])


def parameter_by_name(name: str) -> str | None:
    """The parameter of a name in its usual spelling, None if there is none."""
    spellings = map(fold, (name, _PARENTHESIS.sub("", name)))
    return next((known for each in spellings if (known := _parameters().get(each))), None)


@cache
def _parameters() -> Mapping[str, str]:
    return {fold(name): name for name in open_parameters()}


@cache
def _by_name() -> Mapping[str, Service]:
    return {fold_service(name): service for service in services() for name in (service.name, *service.also)}


@cache
def _data() -> dict[str, Any]:
    data: dict[str, Any] = json.loads(files(__package__).joinpath("services.json").read_text("utf-8"))
    return data
