"""Real parts for tests: a bus, a database, workers as processes, a scripted model."""
