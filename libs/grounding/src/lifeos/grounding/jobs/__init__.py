"""Reads job texts, and finds which of their requirements a person's words bear out. No I/O, no model."""

from lifeos.grounding.jobs.adverts import find_advert, without_advert
from lifeos.grounding.jobs.documents import is_advert, job_document
from lifeos.grounding.jobs.fit import find_fit, speaks_of
from lifeos.grounding.jobs.reading import read_posting

__all__ = [
    "find_advert",
    "find_fit",
    "is_advert",
    "job_document",
    "read_posting",
    "speaks_of",
    "without_advert",
]
