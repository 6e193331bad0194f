"""Reads job texts, and finds which of their requirements a person's words bear out. No I/O, no model."""

from lifeos.grounding.jobs.adverts import find_advert, without_advert
from lifeos.grounding.jobs.fit import find_fit
from lifeos.grounding.jobs.reading import read_posting

__all__ = ["find_advert", "find_fit", "read_posting", "without_advert"]
