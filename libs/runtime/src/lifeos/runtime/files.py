"""Files by content, in a folder, S3 or Supabase Storage. Bytes never travel on the bus."""

import hashlib
from pathlib import Path
from typing import Any, Self
from urllib.parse import unquote, urlsplit
from uuid import UUID

from obstore.exceptions import BaseError
from obstore.store import LocalStore, from_url

from lifeos.runtime.errors import Unavailable


class Files:
    """A person's files lie under their own prefix, so that one person's hash never opens another's file."""

    def __init__(self, store: Any) -> None:
        self._store = store

    @classmethod
    def at(cls, url: str) -> Self:
        """`file:///folder`, `s3://bucket/prefix`, or any URL that obstore knows."""
        parts = urlsplit(url)
        if parts.scheme in ("", "file"):
            folder = Path(unquote(parts.path))
            folder.mkdir(parents=True, exist_ok=True)
            return cls(LocalStore(prefix=folder))
        return cls(from_url(url))

    @staticmethod
    def _path(person_id: UUID, sha256: str) -> str:
        return f"{person_id}/{sha256[:2]}/{sha256}"

    async def put(self, person_id: UUID, content: bytes) -> str:
        """Store once. Returns the SHA-256 of the content, in hex."""
        sha256 = hashlib.sha256(content).hexdigest()
        try:
            await self._store.put_async(self._path(person_id, sha256), content)
        except (BaseError, OSError) as error:
            raise Unavailable("the file store does not accept files") from error
        return sha256

    async def get(self, person_id: UUID, sha256: str) -> bytes | None:
        """The content, or None when there is no such file of this person."""
        try:
            found = await self._store.get_async(self._path(person_id, sha256))
            return bytes(await found.bytes_async())
        except FileNotFoundError:
            return None
        except (BaseError, OSError) as error:
            raise Unavailable("the file store does not answer") from error

    async def delete(self, person_id: UUID, sha256: str) -> None:
        try:
            await self._store.delete_async(self._path(person_id, sha256))
        except FileNotFoundError:
            return
        except (BaseError, OSError) as error:
            raise Unavailable("the file store does not delete now") from error
