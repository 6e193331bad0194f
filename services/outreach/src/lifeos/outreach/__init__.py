"""Messages to people: drafts by Alice's rules, and the sending of what was approved."""
