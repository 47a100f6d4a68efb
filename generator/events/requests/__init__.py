"""Access logs: their lines become requests, visitors are told apart, and crawlers are known by their agents."""
