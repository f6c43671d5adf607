"""NISO STS: the XML in which the IEC takes and exchanges standards (ANSI/NISO Z39.102-2022, version 1.2)."""
