"""The HTTP surface, one module per noun."""
