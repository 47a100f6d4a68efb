"""Mirrors: rows become JSON documents at the URLs and in the words of public stats APIs."""
