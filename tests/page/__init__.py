"""Journeys through the page, in a real browser before a real installation. Each ends by reading what the API and the files say."""
