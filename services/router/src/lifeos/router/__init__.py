"""Reads what a turn asks for, answers it, and requests the documents that it asks for."""
