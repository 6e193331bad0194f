"""Learns career facts from what people say, writes their CV and prints their documents."""
