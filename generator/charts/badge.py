"""A badge: a word and a number on two plates, for the page of a project; one file, the same on light and dark paper."""

from generator import tones
from generator.charts import lettering
from generator.charts.markup import sent

HEIGHT = 20  # px
SIZE = 11  # px, of the words
PAD = 6  # px, beside the words
ROUND = 3  # px, the corners
BASELINE = 14  # px
FONT = "DejaVu Sans,Verdana,Geneva,sans-serif"
ROOM = "999M/week"  # a message as wide as any: one size for all, so that a page knows it, and a list of them is in line
UNITS = ((10**3, "k"), (10**6, "M"), (10**9, "G"))
FULL = 1000  # counts below it are written in full
TENTHS = 100  # tenths of a unit, from which they say nothing


def width(label: str, message: str = ROOM) -> int:
    """How wide the badge of a label is, in px; only a message longer than any expected widens it."""
    return sum(_plates(label, message))


def svg(label: str, message: str, title: str, accent: str = tones.ACCENT) -> bytes:
    """The badge of a label and a message, any text, in a site's accent; `title` says in full what they mean."""
    left, right = _plates(label, message)
    colours, dark = tones.tones(accent, "vivid"), tones.tones(accent, "deep")["paper"]
    said = f'role="img" aria-label="{sent(title)}"'
    text = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{left + right}" height="{HEIGHT}" {said}>\n'
        f"<title>{sent(title)}</title>\n"
        f'<path fill="{dark}" d="M{left} 0H{ROUND}{_corner(-ROUND, ROUND)}v{HEIGHT - 2 * ROUND}'
        f'{_corner(ROUND, ROUND)}H{left}z"/>\n'
        f'<path fill="{colours["paper"]}" d="M{left} 0h{right - ROUND}{_corner(ROUND, ROUND, 1)}'
        f'v{HEIGHT - 2 * ROUND}{_corner(-ROUND, ROUND, 1)}H{left}z"/>\n'
        f'<g fill="{colours["ink"]}" font-family="{FONT}" font-size="{SIZE}" text-anchor="middle">\n'
        f"{_words(label, left / 2)}{_words(message, left + right / 2)}</g>\n</svg>\n"
    )
    return text.encode()


def _plates(label: str, message: str) -> tuple[int, int]:
    """The widths of the two plates."""
    return _width(label) + 2 * PAD, max(_width(message), _width(ROOM)) + 2 * PAD


def _width(words: str) -> int:
    return round(lettering.width(words, SIZE))


def brief(count: int) -> str:
    """A count in at most four characters: 999, 1.2k, 12k, 123k, 1.2M; rounded to the nearest."""
    if count < FULL:
        return str(count)
    for unit, name in UNITS:
        tenths, whole = _nearest(10 * count, unit), _nearest(count, unit)
        if tenths < TENTHS:
            return f"{tenths // 10}{f'.{tenths % 10}' if tenths % 10 else ''}{name}"
        if whole < FULL or name == "G":
            break
    return f"{whole}{name}"


def _nearest(count: int, unit: int) -> int:
    return (count + unit // 2) // unit


def _corner(across: int, down: int, sweep: int = 0) -> str:
    return f"a{ROUND} {ROUND} 0 0 {sweep} {across} {down}"


def _words(words: str, middle: float) -> str:
    """Words that take the room they were given in any font."""
    return f'<text x="{middle:g}" y="{BASELINE}" textLength="{_width(words)}">{sent(words)}</text>\n'
