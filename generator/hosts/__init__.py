"""The static hosts: what each of them takes, and the rules that it needs."""
