"""Every colour of a site from the one that its owner chose: lightness is ours, hue and (capped) chroma are the owner's.

So the contrast of text and marks does not depend on the choice. Colours are worked out in OKLCH
(https://bottosson.github.io/posts/oklab/), as browsers do for `oklch(from …)`. A scheme is a ground with what may stand
on it: `light` and `dark` are those of pages, `deep` that of the top of a page, `vivid` the accent itself, where marks
have one tone; `sleeve` that of albums without a cover. Names are those of the CSS custom properties.
"""

import math
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

ACCENT = "#a02c6b"  # where the owner chose none

# Of each colour the lightness, and the most chroma that it may have.
SCHEMES: Mapping[str, Mapping[str, tuple[float, float]]] = {
    "light": {
        "paper": (0.985, 0.006), "wash": (0.958, 0.014), "line": (0.89, 0.02), "ink": (0.23, 0.04),
        "muted": (0.47, 0.025), "link": (0.46, 0.15), "a1": (0.585, 0.14), "a2": (0.29, 0.1),
    },
    "dark": {
        "paper": (0.18, 0.018), "wash": (0.225, 0.022), "line": (0.32, 0.03), "ink": (0.95, 0.012),
        "muted": (0.74, 0.03), "link": (0.81, 0.1), "a1": (0.555, 0.13), "a2": (0.915, 0.045),
    },
    "deep": {
        "paper": (0.29, 0.085), "wash": (0.325, 0.085), "line": (0.44, 0.07), "ink": (0.98, 0.015),
        "muted": (0.83, 0.045), "link": (0.9, 0.07), "a1": (0.6, 0.13), "a2": (0.955, 0.035),
    },
    "deep-dark": {
        "paper": (0.25, 0.07), "wash": (0.3, 0.075), "line": (0.4, 0.065), "ink": (0.98, 0.015),
        "muted": (0.83, 0.045), "link": (0.9, 0.07), "a1": (0.6, 0.13), "a2": (0.955, 0.035),
    },
    "vivid": {
        "paper": (0.47, 0.16), "wash": (0.42, 0.15), "line": (0.6, 0.13), "ink": (0.99, 0.01),
        "muted": (0.93, 0.03), "link": (0.99, 0.01), "a1": (0.87, 0.07), "a2": (0.99, 0.01),
    },
    "vivid-dark": {
        "paper": (0.4, 0.14), "wash": (0.42, 0.15), "line": (0.6, 0.13), "ink": (0.99, 0.01),
        "muted": (0.93, 0.03), "link": (0.99, 0.01), "a1": (0.87, 0.07), "a2": (0.99, 0.01),
    },
    "sleeve": {"sleeve": (0.32, 0.1), "sleeve-ink": (0.97, 0.02), "sleeve-mark": (0.64, 0.15)},
}  # fmt: skip

Channels = tuple[float, float, float]


@cache
def tones(accent: str, scheme: str = "light") -> Mapping[str, str]:
    """The colours of a scheme for an accent such as #a02c6b, as hexadecimal values by their names."""
    _, chroma, hue = oklch(accent)
    found = {name: of_oklch(lightness, min(chroma, cap), hue) for name, (lightness, cap) in SCHEMES[scheme].items()}
    return MappingProxyType(found)


def contrast(one: str, other: str) -> float:
    """The contrast of two colours as WCAG has it, 1 to 21."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def oklch(colour: str) -> Channels:
    """The lightness, the chroma and the hue in degrees of a hexadecimal colour."""
    red, green, blue = _linear(colour)
    l = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)  # noqa: E741 - the formula's name
    m = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    s = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    lightness = 0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s
    a = 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s
    b = 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s
    return lightness, math.hypot(a, b), math.degrees(math.atan2(b, a)) % 360


def of_oklch(lightness: float, chroma: float, hue: float) -> str:
    """The hexadecimal colour nearest to a lightness, a chroma and a hue in degrees."""
    a, b = chroma * math.cos(math.radians(hue)), chroma * math.sin(math.radians(hue))
    l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3  # noqa: E741 - the formula's name
    m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3
    linear = (
        4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
        -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
        -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
    )
    return "#" + "".join(f"{round(255 * _encoded(min(1, max(0, channel)))):02x}" for channel in linear)


def _linear(colour: str) -> Channels:
    """The channels of a colour as light, 0 to 1."""
    encoded = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (
        channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 - of sRGB
        for channel in encoded
    )
    return red, green, blue


def _encoded(channel: float) -> float:
    return 12.92 * channel if channel <= 0.0031308 else 1.055 * channel ** (1 / 2.4) - 0.055  # noqa: PLR2004 - of sRGB


def _luminance(colour: str) -> float:
    red, green, blue = _linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
