"""The tab that takes pictures of documents: sources, the picture with its corners, the fields."""
