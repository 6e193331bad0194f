"""Interview packs, practice rounds and debriefs."""
