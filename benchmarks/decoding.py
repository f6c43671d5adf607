"""``python -m benchmarks.decoding``: APDUs a second, and how many are taken, beside two free libraries.

The libraries (gurux_dlms, dlms-cosem) are measured where the user has installed them; nothing here needs them.
Each decodes the same made-up valid APDUs, and the same APDUs cut by their last octet, in one process after the other.
A library takes an APDU if it does not raise. Ours takes it if it lists no fault; it also gives each octet a field
and a meaning, which the others do not.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import subprocess
import sys
import time
from random import Random
from typing import TYPE_CHECKING

from benchmarks.frames import frames

if TYPE_CHECKING:
    from collections.abc import Callable

_SEED = 62056


def _ours() -> Callable[[bytes], bool]:
    from sphinx_dlmsprofile.apdu import decode  # noqa: PLC0415  each side in its own process

    return lambda octets: not decode(octets, []).faults


def _gurux() -> Callable[[bytes], bool]:
    from gurux_dlms import GXDLMSTranslator  # noqa: PLC0415

    translator = GXDLMSTranslator()
    return lambda octets: bool(translator.pduToXml(bytearray(octets)))


def _dlms_cosem() -> Callable[[bytes], bool]:
    from dlms_cosem.connection import (  # noqa: PLC0415
        XDlmsApduFactory,
    )

    return lambda octets: XDlmsApduFactory.apdu_from_bytes(octets) is not None


SIDES = {"sphinx_dlmsprofile": _ours, "gurux_dlms": _gurux, "dlms_cosem": _dlms_cosem}


def measure(side: str, count: int) -> dict[str, float]:
    """What one side takes of so many APDUs, and of the same without their last octet; APDUs a second of CPU."""
    take = SIDES[side]()
    whole = list(frames(Random(_SEED), count))

    def taken(octets: bytes) -> bool:
        try:
            return take(octets)
        except Exception:  # noqa: BLE001  each library has its own
            return False

    taken(whole[0])  # what is imported at first use is not measured
    start = time.process_time()
    accepted = sum(map(taken, whole))
    seconds = time.process_time() - start
    return {"taken": accepted, "cut": sum(taken(octets[:-1]) for octets in whole), "rate": count / seconds}


def main() -> int:
    """Print a line for each side."""
    parser = argparse.ArgumentParser(prog="benchmarks.decoding", description=__doc__)
    parser.add_argument("--count", type=int, default=400, help="how many APDUs")
    parser.add_argument("--side", choices=SIDES, help="one side alone, as JSON")
    arguments = parser.parse_args()
    if arguments.side:
        print(json.dumps(measure(arguments.side, arguments.count)))
        return 0
    for side in SIDES:
        if importlib.util.find_spec(side) is None:
            print(f"{side:20} left out, because it is not installed")
            continue
        command = [sys.executable, "-m", "benchmarks.decoding", "--side", side, "--count", str(arguments.count)]
        # A library may print of its own.
        printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        found = json.loads(printed.splitlines()[-1])
        print(
            f"{side:20} takes {found['taken']:4} of {arguments.count} valid APDUs, {found['cut']:4} of them cut short, "
            f"{found['rate']:6.0f} a second of CPU"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
