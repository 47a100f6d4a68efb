"""Every link of a page, a drawing or a style sheet leads to a file of the tree."""

import pytest

from generator.check import faults
from generator.check.links import target_of
from tests.check.conftest import Tree


def test_broken_links_and_broken_json_are_named(tree: Tree):
    """Each with its document; what leads out of the tree is not followed."""
    output = tree(
        {
            "user/ana.html": '<a href="../index.html"><img src="x.svg"><a href="https://example.org/"><a href="#top">',
            "index.html": '<a href="user/ana.html">',
            "bad.json": '{"a":',
        }
    )
    assert [fault.split(":")[0] for fault in faults(output)] == ["bad.json", "user/ana.html"]


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("a.css", "body { background: url(no.png) }"),
        ("a.css", "@font-face { src: url( 'no.png' ) }"),
        ("a.css", '@import "no.png";'),
        ("a.svg", '<svg><image href="no.png"/><use href="#here"/></svg>'),
        ("a.svg", "<svg><a xlink:href='no.png'/></svg>"),
        ("a.svg", "<svg><style>rect { fill: url(no.png) }</style><rect clip-path='url(#here)'/></svg>"),
        ("a.html", '<img srcset="a.html 1x, no.png 2x">'),
        ("a.html", '<p style="background: url(no.png)">'),
        ("a.html", "<style>p { background: url(no.png) }</style>"),
        ("a.html", '<object data="no.png">'),
    ],
)
def test_every_way_to_name_a_file(tree: Tree, path: str, body: str):
    """Attributes of pages, references of drawings, addresses of style sheets; what stays on the page is no fault."""
    assert list(faults(tree({path: body}))) == [f"{path}: links to no.png, which is not there"]


def test_a_link_twice_is_one_fault(tree: Tree):
    """One sentence says all."""
    assert len(list(faults(tree({"a.html": '<a href="x"><a href="x"><a href="y">'})))) == 2


def test_a_page_that_cannot_be_read(tree: Tree):
    """Bytes that are no UTF-8, and addresses that are none, are told and end nothing."""
    output = tree({"a.html": b"<p>\xff", "b.html": '<a href="http://[bad"><a href="x">', "c.html": '<a href="%00">'})
    assert [fault.split(";")[0] for fault in faults(output)] == [
        "a.html: is not UTF-8: invalid start byte at byte 3",
        "b.html: links to http://[bad, which is no address",
        "b.html: links to x, which is not there",
        "c.html: links to %00, which is not there",
    ]


def test_a_link_out_of_the_tree_leads_nowhere(tree: Tree):
    """Though a file may lie there."""
    output = tree({"a.html": '<a href="../output/a.html">', "b/c.html": '<a href="..">'})
    assert [fault.split(",")[0] for fault in faults(output)] == [
        "a.html: links to ../output/a.html",
        "b/c.html: links to ..",
    ]


@pytest.mark.parametrize(
    ("page", "link", "target"),
    [
        ("a/b.html", "../c.html?x=1#y", "c.html"),
        ("a/b.html", "x%20y.html", "a/x y.html"),
        ("index.html", "a/", "a/index.html"),
        ("index.html", "./", "index.html"),
        ("404.html", "/", "index.html"),
        ("a/404.html", "/b.html", "b.html"),
        ("index.html", "mailto:x@example.org", None),
        ("index.html", "data:image/svg+xml,x", None),
    ],
)
def test_links_lead_to_files(page: str, link: str, target: str | None):
    """Relative to their page, decoded, without query and fragment."""
    assert target_of(page, link) == target
