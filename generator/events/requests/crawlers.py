"""Crawlers are known by what they call themselves: by the list of the package crawler-user-agents, and by its tags.

https://github.com/monperrus/crawler-user-agents (MIT). Programs and libraries that people fetch packages with, such as
curl, pip or WinGet, are no crawlers; of its libraries only those that crawl by their purpose are. The health checks of
load balancers and clusters, and the feed readers of people's own machines, which it lacks, are added.
"""

import re
from collections.abc import Iterator
from functools import cache

RULE = "a request by a crawler"  # that leaves it out; its kind follows
SEARCH = "search engine"
AI = "AI crawler"
MONITOR = "monitor"
FEED = "feed reader"
OTHER = "other crawler"
KINDS = (SEARCH, AI, MONITOR, FEED, OTHER)

# The first of these tags decides, of a pattern and among those that an agent matches; any other is another crawler.
_TAGS = {"ai-crawler": AI, "search-engine": SEARCH, "monitoring": MONITOR, "feed-reader": FEED}
_LIBRARIES = "http-library"
_CRAWLING = re.compile(r"(?i)crawl|spider|scrapy|colly|httrack|larbin|trafilatura|newspaper")
_CLIENTS = re.compile(
    r"(?i)^(?:Code|Version|Silk|WordPress)\b|^\[wW\]get"
)  # programs of people, wherever they are listed
_ADDED = {
    MONITOR: (
        r"^(?:ELB-HealthChecker|kube-probe|GoogleHC|Prometheus|Gatus|Monit|NewRelicPinger|Freshping)\b",
        r"^(?:Amazon-Route53-Health-Check|Consul Health Check|Datadog/Synthetics|AlwaysOn |Load Balancer Agent)",
        r"(?i:\bhealth-?check(?:s|er)?\b)",
    ),
    FEED: (
        r"^(?:NetNewsWire|Newsboat|Akregator|Liferea|Reeder|Feeder|RSSOwl|RSSGuard|QuiteRSS|NewsFlash|Nextcloud-News)\b",
        r"(?i:\b(?:BazQux|FeedFetcher-Google|RSS[ -]?Reader)\b)",
    ),
}
_TOGETHER = 50  # patterns of an expression; one of all would be slow to fail
_GENERIC = re.compile(r"(?i)(?<!cu)bot\b|crawler|spider\b")
_CONTACT = re.compile(r"(?i)https?://|www\.|\S@\S|^mozilla/\S+ \(compatible;")
_UPDATERS = re.compile(r"(?i)renovate|dependabot")  # ask for packages on behalf of people


@cache
def kind_of(agent: str) -> str | None:
    """The kind of crawler that an agent names; None for browsers, tools and an agent that says nothing."""
    for together, patterns in _listed():
        if together.search(agent):
            return next(kind for pattern, kind in patterns if pattern.search(agent))
    is_crawler = _GENERIC.search(agent) and _CONTACT.search(agent) and not _UPDATERS.search(agent)
    return OTHER if is_crawler else None


@cache
def _listed() -> tuple[tuple[re.Pattern[str], tuple[tuple[re.Pattern[str], str], ...]], ...]:
    """The patterns of the list with their kinds, some at a time with one expression that tells whether any matches."""
    order = [*_TAGS.values(), OTHER]
    found = sorted(_patterns(), key=lambda pair: order.index(pair[1]))
    chunks = [found[at : at + _TOGETHER] for at in range(0, len(found), _TOGETHER)]
    return tuple(
        (
            re.compile("|".join(f"(?:{pattern})" for pattern, _ in chunk)),
            tuple((re.compile(pattern), kind) for pattern, kind in chunk),
        )
        for chunk in chunks
    )


def _patterns() -> Iterator[tuple[str, str]]:
    import crawleruseragents  # noqa: PLC0415 - a long list, which only logs need

    yield from ((pattern, kind) for kind, patterns in _ADDED.items() for pattern in patterns)
    for entry in crawleruseragents.CRAWLER_USER_AGENTS_DATA:
        pattern, tags = entry["pattern"], entry.get("tags", [])
        is_client = _LIBRARIES in tags and not _CRAWLING.search(pattern)
        if not is_client and not _CLIENTS.search(pattern):
            yield pattern, next((kind for tag, kind in _TAGS.items() if tag in tags), OTHER)
