"""What a turn asks for, and the reply."""
