"""What the window says: translation, numbers, moments, names of roles, readers, pictures and businesses."""
