"""What every screen stands on: the person's desk, lanes, forms in work, requests, one question to the base."""
