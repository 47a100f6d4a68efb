"""Times each chart against a new pyplot figure of the same data; run: python tests/bench/bench_charts.py [rounds].

The pyplot figures are plain: bars with labels, images with labels, the outlines as one collection, small multiples.
"""

import gc
import io
import random
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path

import matplotlib as mpl

mpl.use("svg")

import matplotlib.pyplot as plt
from matplotlib.collections import PolyCollection

sys.path.insert(0, str(Path(__file__).parents[2]))

from generator.charts import (
    activity,
    albums,
    artist_map,
    calendar,
    card,
    daily_heatmap,
    era,
    evolution,
    genre_hours,
    world,
)
from generator.charts.canvas import Size, Words

RANDOM = random.Random(1)  # noqa: S311 - a benchmark is not cryptography
WORDS = Words("Listens", "A benchmark.")
YEAR = [date(2024, 1, 1) + timedelta(days=i) for i in range(366)]
DAYS = [activity.Bucket(f"{d:%d %B %Y}", f"{d.day} {d:%b}", RANDOM.randrange(90), d.month == 5) for d in YEAR[91:152]]
HOURS = [[RANDOM.randrange(500) for _ in range(24)] for _ in range(7)]
OUTLINES = world.stored()["wide"]["shapes"]
ARTISTS = {code: RANDOM.randrange(1, 300) for code in OUTLINES if code and RANDOM.random() < 0.4}
LISTENS = {day: RANDOM.randrange(90) for day in YEAR}
YEARS = {year: RANDOM.randrange(1, 900) for year in range(1957, 2025)}
GENRES = [genre_hours.GenreHours(f"genre {i}", [RANDOM.randrange(500) for _ in range(24)]) for i in range(12)]
SERIES = [evolution.Series(f"artist {i}", [RANDOM.randrange(90) for _ in range(12)]) for i in range(10)]
SHARES = [[RANDOM.randrange(1, 400) for _ in range(6)] for _ in range(15)]
BARS = [
    albums.ArtistAlbums(f"artist {i}", sum(s), [(f"album {n}", c) for n, c in enumerate(s)])
    for i, s in enumerate(SHARES)
]
CARD = card.Card("stillstats", "ana", 2024, 12_345, 812, 432, 810, 3_210, [f"Artist {i}" for i in range(5)], LISTENS)
POINTS = {
    code: [list(zip(accumulate(ring[::2]), accumulate(ring[1::2]), strict=True)) for ring in rings]
    for code, rings in OUTLINES.items()
}


def render(figure: plt.Figure) -> bytes:
    """The SVG of a pyplot figure, which is then closed."""
    page = io.BytesIO()
    figure.savefig(page, format="svg")
    plt.close(figure)
    return page.getvalue()


def pyplot_activity() -> bytes:
    """A bar a day, a label a week."""
    figure, axes = plt.subplots(figsize=(7.6, 2.6))
    axes.bar(range(len(DAYS)), [day.count for day in DAYS], color=["C0" if day.current else "C1" for day in DAYS])
    axes.set_xticks(range(0, len(DAYS), 7), [day.short for day in DAYS[::7]])
    axes.set_ylabel("listens")
    return render(figure)


def pyplot_heatmap() -> bytes:
    """Weekdays by hours as an image."""
    figure, axes = plt.subplots(figsize=(7.6, 2.6))
    axes.imshow(HOURS, aspect="auto")
    axes.set_xticks(range(24))
    axes.set_yticks(range(7), daily_heatmap.WEEKDAYS)
    return render(figure)


def pyplot_map() -> bytes:
    """The outlines as one collection, coloured by count."""
    figure, axes = plt.subplots(figsize=(7.6, 3.4))
    rings = [(ring, ARTISTS.get(code, 0)) for code, shape in POINTS.items() for ring in shape]
    axes.add_collection(PolyCollection([ring for ring, _ in rings], array=[count for _, count in rings]))
    axes.autoscale_view()
    axes.set_axis_off()
    return render(figure)


def pyplot_calendar() -> bytes:
    """Weeks by weekdays as an image."""
    figure, axes = plt.subplots(figsize=(7.6, 1.4))
    axes.imshow([[LISTENS[day] for day in YEAR[row:364:7]] for row in range(7)], aspect="auto")
    axes.set_xticks(range(0, 52, 4), (*calendar.MONTHS, ""))
    axes.set_yticks(range(7), daily_heatmap.WEEKDAYS)
    return render(figure)


def pyplot_era() -> bytes:
    """A bar a year."""
    figure, axes = plt.subplots(figsize=(7.6, 2.6))
    axes.bar(list(YEARS), list(YEARS.values()))
    axes.set_ylabel("listens")
    return render(figure)


def pyplot_genres() -> bytes:
    """Genres by hours as an image."""
    figure, axes = plt.subplots(figsize=(7.6, 3.6))
    axes.imshow([row.counts for row in GENRES], aspect="auto")
    axes.set_xticks(range(24))
    axes.set_yticks(range(12), [row.name for row in GENRES])
    return render(figure)


def pyplot_evolution() -> bytes:
    """A small axes an artist."""
    figure, every = plt.subplots(10, figsize=(7.6, 5.2), sharex=True, sharey=True)
    for axes, one in zip(every, SERIES, strict=True):
        axes.bar(calendar.MONTHS, one.counts)
        axes.set_ylabel(one.name)
    return render(figure)


def pyplot_albums() -> bytes:
    """Stacked bars with the artists' names."""
    figure, axes = plt.subplots(figsize=(7.6, 7.2))
    left = [0] * len(SHARES)
    for album in range(6):
        widths = [shares[album] for shares in SHARES]
        axes.barh(range(len(SHARES)), widths, left=left)
        left = [before + width for before, width in zip(left, widths, strict=True)]
    axes.set_yticks(range(len(BARS)), [bar.name for bar in BARS])
    return render(figure)


def pyplot_card() -> bytes:
    """An image of weeks under some words, as PNG."""
    figure, axes = plt.subplots(figsize=(12, 6.3))
    axes.imshow([[LISTENS[day] for day in YEAR[row:364:7]] for row in range(7)])
    for i, name in enumerate((CARD.user, "2024 in music", *CARD.top_artists)):
        figure.text(0.1, 0.9 - 0.05 * i, name)
    page = io.BytesIO()
    figure.savefig(page, format="png")
    plt.close(figure)
    return page.getvalue()


def milliseconds(draw: Callable[[], bytes], rounds: int) -> float:
    """The median time of a chart; the first, which makes the canvas, is not counted."""
    draw()
    gc.collect()
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        draw()
        times.append(time.perf_counter() - start)
    return sorted(times)[rounds // 2] * 1000


PAIRS: dict[str, tuple[Callable[[], bytes], Callable[[], bytes]]] = {
    "activity, 61 days": (lambda: activity.svg(DAYS, ("April", "May"), WORDS, Size.WIDE), pyplot_activity),
    "daily heatmap": (lambda: daily_heatmap.svg(HOURS, WORDS, Size.WIDE), pyplot_heatmap),
    "artist map": (lambda: artist_map.svg(ARTISTS, WORDS, Size.WIDE), pyplot_map),
    "calendar": (lambda: calendar.svg(LISTENS, YEAR[0], YEAR[-1], WORDS, Size.WIDE), pyplot_calendar),
    "era, 68 years": (lambda: era.svg(YEARS, WORDS, Size.WIDE), pyplot_era),
    "genres by hour": (lambda: genre_hours.svg(GENRES, WORDS, Size.WIDE), pyplot_genres),
    "evolution": (lambda: evolution.svg(SERIES, calendar.MONTHS, WORDS, Size.WIDE), pyplot_evolution),
    "albums": (lambda: albums.svg(BARS, WORDS, Size.WIDE), pyplot_albums),
    "card": (lambda: card.png(CARD), pyplot_card),
}


def main() -> None:
    """Prints a line a chart: ms and bytes, ms of a new pyplot figure, and how many times less."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 30
    print(f"{'chart':20} {'ours, ms':>9} {'bytes':>8} {'pyplot, ms':>11} {'times less':>11}")
    for name, (ours, theirs) in PAIRS.items():
        mine, new = milliseconds(ours, rounds), milliseconds(theirs, rounds)
        print(f"{name:20} {mine:9.2f} {len(ours()):8,} {new:11.1f} {new / mine:11.0f}")


if __name__ == "__main__":
    main()
