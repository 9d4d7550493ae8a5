"""The content encoder: finds what is where in a photo."""
