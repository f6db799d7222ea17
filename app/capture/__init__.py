"""From a photo or scan of a document to checked fields; runs in a child process (worker)."""
