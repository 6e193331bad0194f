"""Fixtures of the whole repository: a real bus and a real database."""

pytest_plugins = ["lifeos.runtime.testing.plugin"]
