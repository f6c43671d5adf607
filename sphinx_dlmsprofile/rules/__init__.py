"""The rules of IEC TS 62056-1-1: pure functions over the project."""
