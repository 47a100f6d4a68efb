"""The types of the rows of stat sets, domain by domain: made from their headers, and held to them by a test."""
