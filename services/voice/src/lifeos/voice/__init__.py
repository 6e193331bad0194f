"""Ears and mouth of the conversation: the agent of a live call."""
