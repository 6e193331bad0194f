"""How each process talks to bus, models, files, logs and traces."""
