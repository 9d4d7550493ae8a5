"""The artist of Toonroom, the encoder it sees with, and what both are built, fitted and judged by."""
