"""Passwords as DNA checks them."""

from __future__ import annotations

import base64

from goodoffices.exchange.dna_password import stored

OF_JASYPT = "oInaIJYnUgk6q4Ku4Qren90sICpitB0G6uTMHTMFZmjzzgX6JBdHJbJEcgAJF1Yj"
"""What StrongPasswordEncryptor of jasypt 1.9.3 made of "admin"."""


def test_a_password_is_stored_as_jasypt_stores_it() -> None:
    assert stored("admin", base64.b64decode(OF_JASYPT)[:16]) == OF_JASYPT


def test_the_same_password_is_stored_differently_each_time() -> None:
    assert stored("admin") != stored("admin")
