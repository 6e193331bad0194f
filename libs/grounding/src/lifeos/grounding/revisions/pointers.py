"""The leaves of a JSON document and their JSON Pointers (RFC 6901)."""

from collections.abc import Iterator
from typing import Any, cast


def leaves_of(value: Any, pointer: str = "") -> Iterator[tuple[str, str | int | float | bool]]:
    """Every value that is neither an object nor a list, with its pointer, in document order."""
    if isinstance(value, dict):
        for key, item in cast("dict[str, Any]", value).items():
            yield from leaves_of(item, f"{pointer}/{escaped(key)}")
    elif isinstance(value, list):
        for index, item in enumerate(cast("list[Any]", value)):
            yield from leaves_of(item, f"{pointer}/{index}")
    elif value is not None:
        yield pointer, value


def escaped(key: str) -> str:
    """A key as it stands inside a pointer."""
    return key.replace("~", "~0").replace("/", "~1")
