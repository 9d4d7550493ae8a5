"""The factory of Toonroom's generators: an authored teacher draws, a small student learns to."""
