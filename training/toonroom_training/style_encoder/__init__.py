"""Reads the numbers of a style from a drawing (see `network.py`)."""
