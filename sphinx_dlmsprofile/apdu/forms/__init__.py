"""Octets in the forms in which people paste them.

``read`` chooses the form of a text: ``literals`` are those of programs (arrays, escapes, decimal numbers, base64),
``dumps`` those with offsets, ``lines`` the lines of logs and plain hexadecimal, ``xml`` COSEMpdu XML. ``taken`` says
what was taken, and what was left out: nothing is guessed silently.
"""
