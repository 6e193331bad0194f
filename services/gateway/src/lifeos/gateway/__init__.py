"""The only HTTP door: thin, no SQL, no model."""
