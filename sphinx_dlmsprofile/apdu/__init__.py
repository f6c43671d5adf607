"""APDUs of IEC 62056-5-3: octets to fields and back, from one table of types.

``dissect.dissect`` takes octets apart, ``hexadecimal.parse_hex`` makes octets of a text, ``encode.encode``
makes octets of a description, and ``describe`` writes the description of what was taken apart.
No Sphinx, no docutils.
"""
