"""The command line of the administration: `python -m app.admin`. JSON out, no password in arguments."""
