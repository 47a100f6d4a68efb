"""What a page may load."""


def policy(style: str) -> str:
    """The Content-Security-Policy of a page: images and one style of its own, nothing else, and no one else."""
    return f"default-src 'none'; img-src 'self' data:; style-src {style}; base-uri 'none'; form-action 'none'"
