"""What of an APDU is encoded by BER (ISO/IEC 8825-1): the ACSE, and Conformance."""
