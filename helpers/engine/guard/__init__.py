"""What may be sent, and what it cost: every request is reserved, sent, metered and settled."""
