"""The samples of ``samples.json``, and helpers that several tests use."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.apdu.keys import Keys

if TYPE_CHECKING:
    from sphinx_dlmsprofile.model.apdu import Dissection


@dataclass(frozen=True)
class Sample:
    """An APDU and what is known of it."""

    id: str
    octets: bytes
    valid: bool
    apdu: str = ""
    fields: tuple[tuple[int, int], ...] = ()
    paths: tuple[str, ...] = ()
    fault_at: int = -1
    keys: Keys | None = None
    plaintext: bytes = b""


def _read() -> list[Sample]:
    data = json.loads(Path(__file__).with_name("samples.json").read_text("utf-8"))
    samples = []
    for entry in data["samples"]:
        keys = entry.get("keys")
        samples.append(
            Sample(
                entry["id"],
                bytes.fromhex(entry["hex"]),
                entry["valid"],
                entry.get("apdu", ""),
                tuple((offset, length) for offset, length, _ in entry.get("fields", ())),
                tuple(path for _, _, path in entry.get("fields", ())),
                entry.get("fault_at", -1),
                Keys(
                    system_titles={None: bytes.fromhex(keys["system_title"])},
                    encryption={"unicast": bytes.fromhex(keys["EK"])},
                    authentication=bytes.fromhex(keys["AK"]),
                )
                if keys
                else None,
                bytes.fromhex(keys["plaintext"]) if keys else b"",
            )
        )
    return samples


SAMPLES = _read()
VALID = [sample for sample in SAMPLES if sample.valid]
INVALID = [sample for sample in SAMPLES if not sample.valid]


def sample(name: str) -> Sample:
    """The sample of an id."""
    return next(known for known in SAMPLES if known.id == name)


def assert_tiled(dissection: Dissection) -> None:
    """Every octet belongs to one field, in order, in every layer."""
    for layer in dissection.layers():
        position = 0
        for field in layer.fields:
            assert field.offset == position, field
            position = field.end
        assert position == len(layer.octets)
