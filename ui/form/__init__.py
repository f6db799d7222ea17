"""What forms are made of."""
