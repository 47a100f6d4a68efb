"""Hosts: what a static host needs to answer the requests of an API from the files of a tree."""
