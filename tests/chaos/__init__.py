"""Kills and freezes every process of the spine under load, and checks the history: nothing lost, nothing doubled."""
