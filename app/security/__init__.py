"""Keys, sealing, signatures and passwords: bytes in, bytes out, without a database or a window."""
