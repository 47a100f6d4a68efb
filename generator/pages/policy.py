"""What a page may load."""


def policy(style: str) -> str:
    """The Content-Security-Policy of a page: images, fonts and one style of its own, nothing else, and no one else."""
    kinds = f"img-src 'self' data:; style-src {style}; font-src 'self'"
    return f"default-src 'none'; {kinds}; base-uri 'none'; form-action 'none'"
