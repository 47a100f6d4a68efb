"""What archives hold beside the files of their format is named, or counted where names tell of people."""

from generator.config import Config, Privacy, Source
from generator.events import Unread
from generator.pages.about import Beside, beside

UNREAD = Unread(0, "data/ana.zip", tuple(f"{at:02}.txt" for at in range(25)))


def config(*, pseudonyms: bool) -> Config:
    source = Source(format="listenbrainz", path="data/*.zip")
    return Config(sources=(source,), privacy=Privacy(pseudonyms=pseudonyms))


def test_the_first_members_are_named_and_all_are_counted() -> None:
    """Twenty names are enough to see what it is."""
    assert beside(config(pseudonyms=False), UNREAD) == Beside("data/ana.zip", 25, UNREAD.members[:20])


def test_with_pseudonyms_members_are_counted_alone() -> None:
    """Neither the archive nor what is in it is named."""
    assert beside(config(pseudonyms=True), UNREAD) == Beside("an archive of source 1", 25, ())
