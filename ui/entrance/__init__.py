"""The way in: first run, sign-in, first sign-in, lock."""
