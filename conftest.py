"""Fixtures of the whole repository: a real bus and a real database."""

from hypothesis import settings

# A run that found nothing must find nothing again: property tests draw the same examples each time.
settings.register_profile("steady", derandomize=True, deadline=None, print_blob=True)
settings.load_profile("steady")

pytest_plugins = ["lifeos.runtime.testing.plugin"]
