"""The schemas of payloads: what the documents of each API hold."""
