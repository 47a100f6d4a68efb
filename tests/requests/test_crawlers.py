"""Which clients are crawlers, and of which kind."""

from pathlib import Path

import crawleruseragents
import pytest

from generator.config import Config
from generator.errors import NoInputError
from generator.events.requests.crawlers import KINDS, kind_of
from generator.pipeline import Options, build
from tests.requests.loading import NOW, load


@pytest.mark.parametrize(
    "agent",
    [
        "", "-", "curl/8.0", "Wget/1.21", 'pip/24.0 {"ci":true}', "uv/0.4.1", "poetry/1.8", "cargo 1.71.0 (cfd3bbd8f)",
        "winget-cli WindowsPackageManager/1.6.10121 DesktopAppInstaller/Microsoft.DesktopAppInstaller v1.21",
        "npm/8.1 node/v16", "Go-http-client/2.0", "python-requests/2.31", "okhttp/4.9", "axios/1.6",
        "Java/17", "Apache-HttpClient/4.5", "Debian APT-HTTP/1.3 (2.4)", "Homebrew/4.0 (Macintosh)", "git/2.40",
        "Chocolatey Command Line/1.2", "NuGet Command Line/6.0", "Microsoft-Delivery-Optimization/10.1",
        "Mozilla/5.0 (Windows NT; Windows NT 10.0; en-US) WindowsPowerShell/5.1", "conda/23.1",
        "bundler/2.3 rubygems/3.3", "wget/1.20", "yarn/1.22 npm/? node/v18", "docker/24.0 go/go1.20 os/linux",
        "containerd/1.6",
        "skopeo/1.9", "JGit/5.13", "git-lfs/3.3 (GitHub; linux)", "python-httpx/0.24", "Python/3.10 aiohttp/3.8",
        "Apache-Maven/3.9", "Gradle/8.1", "Composer/2.5", "libdnf (Fedora Linux 38)", "pacman/6.0 libalpm/13",
        "Helm/3.12",
        "Scoop/1.0 (+http://scoop.sh/) PowerShell/5.1", "Terraform/1.4 (+https://www.terraform.io)", "Artifactory/7.55",
        "AppleCoreMedia/1.0", "Microsoft BITS/7.8", "node-fetch/1.0 (+https://github.com/bitinn/node-fetch)",
        "Mozilla/5.0 (Linux; Android 9; CUBOT_X19) AppleWebKit/537.36 Chrome/110.0 Mobile Safari/537.36",
        "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML) Version/17.5 Safari/605",
        "RenovateBot/37 (https://github.com/renovatebot/renovate)",
    ],
)  # fmt: skip
def test_browsers_and_tools_are_none(agent: str) -> None:
    """People fetch packages with them; who says nothing is not known to be one."""
    assert kind_of(agent) is None


@pytest.mark.parametrize(
    ("agent", "kind"),
    [
        ("Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)", "search engine"),
        ("Mozilla/5.0 (compatible; YandexBot/3.0; +http://yandex.com/bots)", "search engine"),
        ("Mozilla/5.0 AppleWebKit/537.36 (compatible; ClaudeBot/1.0; +claudebot@anthropic.com)", "AI crawler"),
        ("CCBot/2.0 (https://commoncrawl.org/faq/)", "AI crawler"),
        ("Pingdom.com_bot_version_1.4_(http://www.pingdom.com/)", "monitor"),
        ("Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)", "search engine"),
        ("Mozilla/5.0 AppleWebKit/537.36 (compatible; GPTBot/1.2; +https://openai.com/gptbot)", "AI crawler"),
        ("Mozilla/5.0+(compatible; UptimeRobot/2.0; http://www.uptimerobot.com/)", "monitor"),
        ("ELB-HealthChecker/2.0", "monitor"),
        ("kube-probe/1.26", "monitor"),
        ("GoogleHC/1.0", "monitor"),
        ("Amazon-Route53-Health-Check-Service (ref 1; report http://amzn.to/1vsZADi)", "monitor"),
        ("Varnish/fastly (healthcheck)", "monitor"),
        ("Feedly/1.0 (+http://www.feedly.com/fetcher.html; 16 subscribers; like FeedFetcher-Google)", "feed reader"),
        ("Mozilla/5.0 (compatible; NewsBlur Feed Fetcher - 5 subscribers - http://www.newsblur.com/)", "feed reader"),
        ("NetNewsWire (RSS Reader; https://netnewswire.com/)", "feed reader"),
        ("Newsboat/2.31", "feed reader"),
        ("Tiny Tiny RSS/17.4 (http://tt-rss.org/)", "feed reader"),
        ("facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)", "other crawler"),
        ("Scrapy/2.9 (+https://scrapy.org)", "other crawler"),
        ("NobodyKnowsThisBot/1.0 (+https://nobody.example/bot)", "other crawler"),
    ],
)
def test_kinds_of_crawlers(agent: str, kind: str) -> None:
    """By the tags of the list; one that is not on it, but says that it is a bot and where its owner is, is another."""
    assert kind_of(agent) == kind


def test_the_list_is_used_whole() -> None:
    """Nearly every example of the list, but for those of libraries, is a crawler of a kind that pages know."""
    examples = [
        agent
        for entry in crawleruseragents.CRAWLER_USER_AGENTS_DATA
        if "http-library" not in entry.get("tags", [])
        for agent in entry["instances"]
    ]
    kinds = [kind_of(agent) for agent in examples]
    assert set(kinds) <= {*KINDS, None}
    assert kinds.count(None) < len(kinds) / 50


@pytest.mark.parametrize(("crawlers", "counts"), [("leave out", (3, 1, 0, 2)), ("count", (3, 3, 0, 0))])
def test_crawlers_are_left_out_or_counted(crawlers: str, counts: tuple[int, int, int, int]) -> None:
    """As the source says; what is left out is told by kind and is no reject."""
    line = '192.0.2.1 - - [01/May/2021:10:00:00 +0000] "GET /v2/packages/Git/Git HTTP/1.1" 200 5 "-" "{}"\n'
    log = "".join(line.format(agent) for agent in ("curl/8.0", "GPTBot/1.0", "Feedly/1.0"))

    loaded = load(log, crawlers=crawlers)

    assert loaded.counts() == counts
    kinds = ["AI crawler", "feed reader"] if crawlers == "leave out" else []
    rules = loaded.db.execute("select reason, lines from left_out order by reason").fetchall()
    assert rules == [(f"a request by a crawler: {kind}", 1) for kind in kinds]


def test_log_that_only_crawlers_read_says_so(tmp_path: Path) -> None:
    """Where nothing is left to count, the rules that left it out are told, and the key that counts it."""
    line = '192.0.2.1 - - [01/May/2021:10:00:00 +0000] "GET {} HTTP/1.1" 200 5 "-" "GPTBot/1.0"\n'
    (tmp_path / "a.log").write_text(line.format("/v2/packages/Git/Git") * 2 + line.format("/robots.txt"))
    source = {"format": "access-log", "path": "a.log", "route": "^/v2/packages/([^/]+)/([^/]+)$"}
    config = Config.model_validate({"sources": [source], "folder": tmp_path})

    with pytest.raises(NoInputError) as told:
        build(config, tmp_path / "output", NOW, Options())
    assert str(told.value) == (
        "no event is left to build from: of 3 lines 3 left out: a request by a crawler: AI crawler (2), a request that "
        "route: and status: do not count (1); write crawlers: count at the source to count crawlers, too"
    )
