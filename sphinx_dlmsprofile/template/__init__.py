"""IEC TS 62056-1-1 as data."""
