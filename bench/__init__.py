"""Figures and ratios of one run: `make bench` writes them to `docs/proofs/bench.json`."""
