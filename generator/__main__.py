"""The program begins: `stillstats`, and `python -m generator`, which is the same."""

from typing import NoReturn

from generator import interrupts


def main() -> NoReturn:
    """Heed signals first, as what the command line imports takes a while; then run it."""
    interrupts.heed()
    from generator.cli import main as run  # noqa: PLC0415

    run()


if __name__ == "__main__":
    main()
