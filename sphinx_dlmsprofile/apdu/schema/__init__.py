"""The table of types: the APDUs of IEC 62056-5-3, one module for each family of services."""
