"""The content encoder: what is where in a photo."""
