"""The parts of an APDU that are encoded in BER (ISO/IEC 8825-1): the ACSE, and Conformance."""
