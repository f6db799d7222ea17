"""The customer in service, on the left of every tab."""
