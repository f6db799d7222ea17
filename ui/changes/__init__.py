"""业务变更 F7: what the customer in service wants changed."""
