"""The model ladder: asks the best model that is configured, and never fails because one of them does."""
