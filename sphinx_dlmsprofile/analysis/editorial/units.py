"""Units as they are looked for beside numbers. A list of our own: libraries accept sec, hr and cc."""

from __future__ import annotations

LONG = (
    r"(?:[mµnk]s|min|[kMGT]?Hz|[mkM]V|[mµk]A|VA|[mkMG]?Wh|[mkM]W|dB[mi]?|[mck]m|mm|kg|°C|[kMG]?bit/s|[kMGT]i?B(?:/s)?)"
)
"""Symbols of several letters, which nothing else looks like beside a number."""

ANY = rf"(?:{LONG}|[sVWAhmK%])"
"""Those of one letter too, where a space stands before them."""

WRONG = {
    "sec": "s",
    "secs": "s",
    "msec": "ms",
    "msecs": "ms",
    "usec": "µs",
    "usecs": "µs",
    "mins": "min",
    "hr": "h",
    "hrs": "h",
    "cc": "cm³",
    "kph": "km/h",
    "bps": "bit/s",
    "kbps": "kbit/s",
    "Kbps": "kbit/s",
    "KBPS": "kbit/s",
    "Mbps": "Mbit/s",
    "Gbps": "Gbit/s",
    "kHZ": "kHz",
    "Khz": "kHz",
    "KHz": "kHz",
    "khz": "kHz",
    "Mhz": "MHz",
    "mhz": "MHz",
    "Ghz": "GHz",
    "ghz": "GHz",
    "Kbit/s": "kbit/s",
}
"""What is written for units, and is none. Not rpm and ppm: they stand in names."""
