"""What static hosts take at most of a site, as their documentation and their uploaders said in 2026."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """What a host takes at most; None where it says no limit."""

    files: int | None = None  # in a site
    tree_bytes: int | None = None  # in all
    file_bytes: int | None = None  # of one file
    path_bytes: int | None = None  # of a path
    refused: tuple[
        tuple[str, str], ...
    ] = ()  # regular expressions of paths that it refuses or treats otherwise, and why


_MIB = 1024 * 1024
_TB = 10**12

# Sources: GitHub's "GitHub Pages limits" and actions/upload-pages-artifact; Cloudflare's "Pages limits" (the free plan;
# paid ones take 100,000 files) and wrangler's list of what it does not upload; Netlify's build and command line, which
# say so where they fail, and what they filter; Amazon's "Naming Amazon S3 objects" and "Amazon S3 objects overview".
LIMITS: Mapping[str, Limits] = {
    "plain": Limits(),
    "nginx": Limits(),
    "caddy": Limits(),
    "github-pages": Limits(
        tree_bytes=10**9,
        refused=((r"(^|/)\.(?!nojekyll$)", "its upload action leaves out names that begin with a dot"),),
    ),
    "cloudflare": Limits(
        files=20_000,
        file_bytes=25 * _MIB,
        refused=(
            (
                r"(^|/)(node_modules|\.git|\.DS_Store)(/|$)|^(functions|\.wrangler)(/|$)",
                "its uploader leaves out what is called node_modules, .git or .DS_Store, and functions at the top",
            ),
        ),
    ),
    "netlify": Limits(
        refused=(
            (r"[#?]", "its deploys fail over names with # or ?"),
            (
                r"(^|/)(\.(?!well-known(/|$))|__MACOSX|node_modules(/|$))",
                "its uploader leaves out names that begin with a dot or __MACOSX, and node_modules",
            ),
        ),
    ),
    "s3": Limits(file_bytes=50 * _TB, path_bytes=1024),
}
