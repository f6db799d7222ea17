"""审批 Ctrl+7: what waits for this person's decision, and one request at a time."""
