"""API keys: `lo_<8 characters>_<43 characters>`, random, kept only as HMAC-SHA-256 under the installation's pepper.

The keys carry 256 random bits, so a slow password hash would add nothing but a way to overload the door.
"""

import hashlib
import hmac
import secrets
from dataclasses import dataclass

ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
PREFIX = "lo_"


@dataclass(frozen=True)
class NewKey:
    """A key that was just made: the only time its text exists."""

    text: str
    prefix: str


def make_key() -> NewKey:
    """A fresh key."""
    label = "".join(secrets.choice(ALPHABET) for _ in range(8))
    secret = "".join(secrets.choice(ALPHABET) for _ in range(43))
    return NewKey(f"{PREFIX}{label}_{secret}", f"{PREFIX}{label}")


def hash_key(key: str, pepper: str) -> str:
    """What is kept of a key, in hex."""
    return hmac.new(pepper.encode(), key.encode(), hashlib.sha256).hexdigest()
