"""Tests across services: journeys, chaos, security."""
