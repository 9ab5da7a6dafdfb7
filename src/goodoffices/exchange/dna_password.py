"""The password of a DNA coder, as it is stored: a digest of jasypt's StrongPasswordEncryptor."""

from __future__ import annotations

import base64
import hashlib
import os
import unicodedata

SALT = 16
"""Bytes of salt, which stand before the digest."""
ROUNDS = 100_000
"""How often SHA-256 is taken."""


def stored(password: str, salt: bytes | None = None) -> str:
    """What DNA stores for a password and checks it against; with a new salt each time, unless one is given."""
    salt = os.urandom(SALT) if salt is None else salt
    digest = salt + unicodedata.normalize("NFC", password).encode()
    for _ in range(ROUNDS):
        digest = hashlib.sha256(digest).digest()
    return base64.b64encode(salt + digest).decode()
