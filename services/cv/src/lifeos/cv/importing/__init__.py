"""Reads the files that people bring, and says what was understood. Nothing becomes a fact before they looked it over."""
