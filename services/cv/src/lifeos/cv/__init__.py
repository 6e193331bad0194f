"""Learns career facts, writes the CV, prints every kind of document."""
