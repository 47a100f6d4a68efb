"""A PNG that we write is read as it was drawn."""

import io

from PIL import Image

from generator.charts import portable


def test_a_picture_is_read_back():
    """Row by row, each pixel in its colour; and the same bytes every time."""
    colours = (255, 255, 255, 10, 20, 30, 200, 0, 0)
    pixels = bytes((0, 1, 2, 2, 1, 0))
    made = portable.png((3, 2), pixels, colours)
    read = Image.open(io.BytesIO(made))
    assert read.size == (3, 2)
    found = read.convert("RGB")
    for place, colour in enumerate(pixels):
        assert found.getpixel((place % 3, place // 3)) == colours[3 * colour : 3 * colour + 3]
    assert portable.png((3, 2), pixels, colours) == made
