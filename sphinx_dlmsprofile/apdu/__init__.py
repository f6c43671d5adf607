"""APDUs of IEC 62056-5-3: octets to fields and back, from one schema.

``decode`` reads octets as fields, ``hexadecimal.parse_hex`` makes octets of a text, ``encode`` makes octets of a
description and says what each was written from, and ``describe`` writes the description of what was decoded.
``coding`` lists how each type of the schema is read and written: ``axdr``, ``ber``, ``data``, ``ciphered``.
No Sphinx, no docutils.
"""
