"""The formats of servers, load balancers and stores, one line of each as its documentation has it, and what is no request.

Sources: the documentation of Amazon S3 and Elastic Load Balancing, Google Cloud Storage, HAProxy, Traefik, Envoy and Istio,
Docker, Kubernetes, systemd, Cloudflare Logpush, Caddy, Amazon CloudFront, Azure, Vercel, Netlify, Elastic.
"""

import bz2
import json
from collections.abc import Mapping

import pytest

from tests.requests.loading import Loaded, load

ROUTE = r"^/v2/packages/([^/?]+)/([^/?]+)(\?|$)"
PATH = "/v2/packages/Git/Git"
GIT = [("2021-05-01 10:00:00", "Git.Git", 1)]
OWNER = "79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be"
AT = "01/May/2021:10:00:00 +0000"
TIME = "2021-05-01T10:00:00"
MESSAGE = {"a message of the server, about no request": 1}

S3 = f'{OWNER} bucket [{AT}] 192.0.2.3 {OWNER} 3E57427F3EXAMPLE REST.GET.OBJECT v2/packages/Git/Git "GET {PATH}?x=1 HTTP/1.1" 200 - 113 113 7 6 "-" "S3Console "0.4"" -'
S3_NEW = f"{S3} s9lzHYrFp76ZVxRcpX9+5cjAnEH2ROuNkd2BHfIa6UkFVdtjf5mKR3/eTPFvsiP/XV/VLi31234= SigV4 ECDHE-RSA-AES128-GCM-SHA256 AuthHeader bucket.s3.us-west-1.amazonaws.com TLSV1.2 - Yes us-east-1"
ALB = f'h2 {TIME}.186641Z app/my-lb/50dc6c495c0c9188 192.0.2.4:2817 10.0.0.1:80 0.086 0.048 -1 200 200 0 57 "GET https://example.org:443{PATH} HTTP/2.0" "curl/7.46.0" ECDHE-RSA-AES128-GCM-SHA256 TLSv1.2 arn:aws:elasticloadbalancing:us-east-2:123456789012:targetgroup/my-targets/73e2d6bc24d8a067 "Root=1-58337281-1d84f3d73c47ec4e58577259" "example.org" "arn:aws:acm:us-east-2:123456789012:certificate/1234" 1 {TIME}.364000Z "waf,forward" "-" "-" "10.0.0.1:80" "200" "-" "-" TID_1234'
ELB = f'{TIME}.945958Z my-loadbalancer 192.168.131.39:2817 10.0.0.1:80 0.000073 0.001048 0.000057 200 200 0 29 "GET http://example.org:80{PATH} HTTP/1.1" "curl/7.38.0" - -'
HAPROXY = f'May  1 10:00:00 localhost haproxy[14389]: 10.0.1.2:33317 [01/May/2021:10:00:00.655] http-in static/srv1 10/0/30/69/109 200 2750 - - ---- 1/1/1/1/0 0/0 {{example.org}} {{}} "GET {PATH} HTTP/1.1"'
ENVOY = f'[{TIME}.310Z] "GET {PATH} HTTP/2" 200 - 154 0 226 100 "10.0.35.28" "nsq2http" "cc21d9b0-cf5c-432b-8c7e-98aeb7988cd2" "locations" "tcp://10.0.2.1:80"'
ISTIO = f'[{TIME}.310Z] "GET {PATH} HTTP/1.1" 200 - via_upstream - "-" 0 135 4 4 "-" "curl/7.73.0" "84961386-6d84-929d-98bd-c5aee93b5c88" "httpbin:8000" "127.0.0.1:80" inbound|8000|| 127.0.0.1:41854 10.44.1.27:80 10.44.1.23:37652 outbound_.8000_._.httpbin default'
TRAEFIK = f'192.0.2.9 - - [{AT}] "GET {PATH} HTTP/1.1" 200 5 "-" "curl/7.0" 1 "docs@docker" "http://172.17.0.2:80" 3ms'
GCS_HEAD = '"time_micros","c_ip","c_ip_type","c_ip_region","cs_method","cs_uri","sc_status","cs_bytes","sc_bytes","time_taken_micros","cs_host","cs_referer","cs_user_agent","s_request_id","cs_operation","cs_bucket","cs_object"'
GCS = f'{GCS_HEAD}\n"1619863200000000","192.0.2.7","1","","GET","{PATH}","200","0","19","13000","storage.googleapis.com","","a ""quoted"" agent","AEnB","GET_Object","bucket","v2/packages/Git/Git"'

CLOUDFLARE: Mapping[str, object] = {
    "ClientIP": "192.0.2.1", "ClientRequestHost": "example.org", "ClientRequestMethod": "GET", "EdgeResponseStatus": 200,
    "EdgeStartTimestamp": f"{TIME}Z",
}  # fmt: skip
CADDY: Mapping[str, object] = {
    "level": "info", "ts": 1619863200.5, "logger": "http.log.access", "msg": "handled request",
    "request": {"remote_ip": "192.0.2.1", "method": "GET", "host": "example.org", "uri": PATH}, "status": 200,
}  # fmt: skip
JSON: Mapping[str, Mapping[str, object]] = {
    "cloudflare path": {**CLOUDFLARE, "ClientRequestPath": PATH},
    "cloudflare uri": {**CLOUDFLARE, "ClientRequestURI": f"{PATH}?a=b", "ClientRequestPath": PATH},
    "caddy": CADDY,
    "traefik": {
        "ClientHost": "192.0.2.1", "DownstreamStatus": 200, "RequestMethod": "GET", "RequestPath": PATH, "level": "info",
        "msg": "", "StartUTC": f"{TIME}.5Z", "time": f"{TIME}Z", "request_User-Agent": "curl",
    },
    "istio": {"authority": "example.org", "method": "GET", "path": PATH, "response_code": 200, "start_time": f"{TIME}.1Z"},
    "google": {
        "httpRequest": {"requestMethod": "GET", "requestUrl": f"https://example.org{PATH}", "status": 200, "remoteIp": "192.0.2.1"},
        "timestamp": f"{TIME}.1Z",
    },
}  # fmt: skip

DRAINS: Mapping[str, Mapping[str, object]] = {
    "envoy gateway": {
        ":authority": "example.org", "downstream_remote_address": "192.0.2.1:49512", "method": "GET", "response_code": 200,
        "start_time": f"{TIME}.1Z", "user-agent": "curl", "x-envoy-origin-path": PATH, "x-forwarded-for": "192.0.2.1, 10.0.0.1",
    },
    "cloudfront": {
        "date": "2021-05-01", "time": "10:00:00", "c-ip": "192.0.2.1", "cs-method": "GET", "cs(Host)": "d1.cloudfront.net",
        "cs-uri-stem": PATH, "cs-uri-query": "a=b", "sc-status": "200", "cs(User-Agent)": "curl", "x-host-header": "example.org",
    },
    "cloudfront, milliseconds": {
        "timestamp(ms)": "1619863200123", "c-ip": "192.0.2.1", "cs-method": "GET", "cs-uri-stem": PATH, "sc-status": 200,
        "cs-uri-query": "-",
    },
    "cloudflare, end": {
        "ClientIP": "192.0.2.1", "ClientRequestMethod": "GET", "ClientRequestURI": PATH, "EdgeResponseStatus": 200,
        "EdgeEndTimestamp": 1619863200123456789,
    },
    "azure front door": {
        "time": f"{TIME}.1Z", "category": "FrontDoorAccessLog", "properties": {
            "httpMethod": "GET", "requestUri": f"https://example.org:443{PATH}", "clientIp": "192.0.2.1", "httpStatusCode": "200"},
    },
    "azure app service": {
        "time": f"{TIME}.1Z", "properties": {"CsMethod": "GET", "CsUriStem": PATH, "CsUriQuery": "a", "CIp": "192.0.2.1", "ScStatus": 200},
    },
    "vercel": {
        "id": "1", "timestamp": 1619863200000, "source": "static", "host": "x.vercel.app", "path": "v2", "message": "",
        "proxy": {"method": "GET", "host": "example.org", "path": f"{PATH}?a", "statusCode": 200, "clientIp": "192.0.2.1", "userAgent": ["curl"]},
    },
    "netlify": {
        "log_type": "traffic", "timestamp": f"{TIME}.1Z", "method": "GET", "url": f"https://example.org{PATH}", "status_code": 200,
        "client_ip": "192.0.2.1", "country": "DE",
    },
    "elastic": {
        "@timestamp": f"{TIME}Z", "source": {"ip": "192.0.2.1"}, "url": {"path": PATH, "query": "a=b"}, "host": {"name": "web"},
        "http": {"request": {"method": "GET"}, "response": {"status_code": 200}}, "user_agent": {"original": "curl"},
    },
    "node": {
        "level": 30, "time": 1619863200000, "req": {"method": "GET", "url": PATH, "remoteAddress": "192.0.2.1"},
        "res": {"statusCode": 200}, "msg": "request completed",
    },
}  # fmt: skip
LINES = {
    "s3": S3, "s3, new": S3_NEW, "alb": ALB, "elb": ELB, "haproxy": HAPROXY, "envoy": ENVOY, "istio": ISTIO,
    "traefik": TRAEFIK, "gcs": GCS, **{name: json.dumps(record) for name, record in JSON.items()},
}  # fmt: skip

WRAPPED = {
    "kubernetes": (f"{TIME}.123456789Z stderr F {{}}", f"{TIME}.123456789Z stdout F {{}}"),
    "kubernetes, by another clock": (f"{TIME}.1+00:00 stderr F {{}}", f"{TIME}.1+00:00 stdout F {{}}"),
    "docker compose logs": ("web-1  | {}", "web-1  | {}"),
    "docker logs -t": (f"{TIME}.123456789Z {{}}", f"{TIME}.123456789Z {{}}"),
    "journalctl": ("May 01 10:00:00 web nginx[12]: {}", "May 01 10:00:00 web nginx[12]: {}"),
    "syslog": (f"<134>1 {TIME}.1Z web nginx: {{}}", f"<134>1 {TIME}.1Z web nginx: {{}}"),
}


def counted(loaded: Loaded) -> list[tuple[str, str, int]]:
    """The requests that count, to the second."""
    return [(at[:19], package, value) for at, package, value in loaded.requests()]


def docker(line: str, stream: str = "stdout") -> str:
    return json.dumps({"log": f"{line}\n", "stream": stream, "time": f"{TIME}.1Z"}, separators=(",", ":"))


@pytest.mark.parametrize("name", LINES)
def test_format_is_told_by_its_lines(name: str) -> None:
    """What counts is read, whatever wrote it."""
    assert counted(load(LINES[name] + "\n")) == GIT


@pytest.mark.parametrize("name", [name for name in LINES if name not in {"gcs", "s3", "s3, new", "alb", "elb"}])
def test_format_is_read_out_of_docker_s_records(name: str) -> None:
    """A container's lines in Docker's json-file, its start-up among them, and one that is cut in two."""
    start = docker("/docker-entrypoint.sh: Configuration complete; ready for start up", "stderr")
    loaded = load(f"{start}\n{docker(LINES[name])}\n{docker(LINES[name])[:-20]}\n")

    assert counted(loaded) == GIT
    assert (loaded.counts()[2], loaded.counts()[3]) == (1, 1)


def test_long_line_of_a_container_comes_in_several_records() -> None:
    """It is one line, and its neighbours of the other stream stay apart."""
    first, second = TRAEFIK[:60], TRAEFIK[60:]
    records = (
        {"log": first, "stream": "stdout", "time": f"{TIME}Z"},
        {
            "log": '2021/05/01 10:00:00 [notice] 1#1: using the "epoll" event method\n',
            "stream": "stderr",
            "time": f"{TIME}Z",
        },
        {"log": f"{second}\n", "stream": "stdout", "time": f"{TIME}Z"},
    )
    loaded = load("".join(json.dumps(record, separators=(",", ":")) + "\n" for record in records))

    assert counted(loaded) == GIT
    assert loaded.counts() == (2, 1, 0, 1)


@pytest.mark.parametrize("name", DRAINS)
def test_record_in_the_names_of_a_service(name: str) -> None:
    """What networks and platforms deliver, as lines and as an array; who asked is the first of several addresses."""
    record = json.dumps(DRAINS[name])

    assert counted(load(f"{record}\n{record}\n")) == GIT * 2
    assert counted(load(f"[{record}]")) == GIT
    assert load(f"{record}\n").db.execute("select count(visitor) from requests").fetchall() == [(1,)]


@pytest.mark.parametrize("how", WRAPPED)
@pytest.mark.parametrize("message", ["2021/05/01 10:00:00 [notice] 1#1: start", "/docker-entrypoint.sh: ready"])
def test_lines_behind_what_a_container_or_a_journal_puts_before_them(how: str, message: str) -> None:
    """Messages of the server are told as such there, too."""
    said, asked = WRAPPED[how]
    loaded = load(f"{said.format(message)}\n{asked.format(TRAEFIK)}\n")

    assert counted(loaded) == GIT
    assert loaded.counts() == (2, 1, 0, 1)


def test_long_line_of_kubernetes_comes_in_pieces() -> None:
    """P marks one that goes on; the other stream stays apart."""
    loaded = load(
        f"{TIME}.1Z stdout P {TRAEFIK[:50]}\n{TIME}.1Z stderr F 2021/05/01 10:00:00 [notice] 1#1: start\n"
        f"{TIME}.2Z stdout F {TRAEFIK[50:]}\n"
    )
    assert counted(loaded) == GIT
    assert loaded.counts() == (2, 1, 0, 1)


def test_journal_as_json() -> None:
    """The message is the line, text or bytes; what systemd says is no reject."""
    records: tuple[object, ...] = (TRAEFIK, list(TRAEFIK.encode()))
    lines = [json.dumps({"__REALTIME_TIMESTAMP": "1619863200000000", "MESSAGE": said, "_PID": "1"}) for said in records]
    other = "May 01 10:00:00 web systemd[1]: Started A high performance web server."
    loaded = load("\n".join([*lines, other, "-- Boot 5ba8 --", *lines[:1]]) + "\n")

    assert counted(loaded) == GIT * 3
    assert loaded.counts() == (5, 3, 0, 2)


@pytest.mark.parametrize("name", LINES)
def test_one_bad_line_costs_itself(name: str) -> None:
    """A line that is cut off, or none of the format, is a reject with its number; the next one counts."""
    head, _, line = LINES[name].rpartition("\n")
    text = "\n".join(filter(None, (head, line, line[: len(line) // 6], "no line", line)))
    loaded = load(text + "\n")

    assert counted(loaded) == GIT * 2
    first = 3 if head else 2
    assert [number for number, _ in loaded.rejects()] == [first, first + 1]


@pytest.mark.parametrize("name", JSON)
def test_records_may_be_an_array(name: str) -> None:
    """What an API answers; one that is broken costs itself."""
    record = json.dumps(JSON[name])
    loaded = load(f"[{record},\n{record}, 5, {record[:-9]}\n, {record}]")

    assert counted(loaded) == GIT * 3
    assert [number for number, _ in loaded.rejects()] == [3, 4]


MESSAGES = {
    "nginx": "2021/05/01 10:00:00 [notice] 1#1: start worker processes",
    "nginx's image": "/docker-entrypoint.sh: Launching /docker-entrypoint.d/20-envsubst-on-templates.sh",
    "apache": "[Sat May 01 10:00:00.123456 2021] [mpm_event:notice] [pid 1:tid 140] AH00489: Apache/2.4.46 configured",
    "traefik 2": 'time="2021-05-01T10:00:00Z" level=info msg="Configuration loaded from flags."',
    "traefik 3": "2021-05-01T10:00:00Z INF Traefik version 3.0.0 built on 2024-04-29T14:25:59Z version=3.0.0",
}


@pytest.mark.parametrize("name", MESSAGES)
def test_message_of_a_server_is_no_reject(name: str) -> None:
    """What a container prints of itself is left out, and told."""
    loaded = load(f"{MESSAGES[name]}\n{TRAEFIK}\n")

    assert counted(loaded) == GIT
    assert loaded.counts() == (2, 1, 0, 1)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (HAPROXY, "May  1 10:00:00 localhost haproxy[14389]: Proxy http-in started."),
        (HAPROXY, "[NOTICE]   (1) : New worker (8) forked"),
        (HAPROXY, HAPROXY.partition('"')[0] + '"<BADREQ>"'),
        (HAPROXY, "haproxy[14387]: 10.0.1.2:33313 [06/Feb/2009:12:12:51.443] fnt bck/srv1 0/0/5007 212 -- 0/0/0/0/3 0/0"),
        (ENVOY, "[2021-05-01 10:00:00.123][1][info][main] [source/server/server.cc:249] initializing epoch 0"),
        (S3, S3.replace(f'"GET {PATH}?x=1 HTTP/1.1" 200', "- -").replace("REST.GET.OBJECT", "S3.EXPIRE.OBJECT")),
        (ALB, ALB.replace(f"GET https://example.org:443{PATH} HTTP/2.0", "- http://example.org:80- -")),
        (json.dumps(CADDY), '{"level":"info","ts":1619863200.1,"msg":"using config from file","file":"/etc/caddy/Caddyfile"}'),
        (json.dumps(DRAINS["vercel"]), '{"id":"2","source":"build","message":"Cloning github.com/a/b","timestamp":1619863200000}'),
        (TRAEFIK, "[2021-05-01 10:00:00 +0000] [7] [INFO] Starting gunicorn 20.1.0"),
        (json.dumps(CADDY), '{"level":"warn","ts":1619863200.1,"logger":"tls","msg":"stapling OCSP","error":"no OCSP server"}'),
        (LINES["traefik"], '{"level":"info","msg":"Starting provider *docker.Provider","time":"2021-05-01T10:00:00Z"}'),
    ],
)  # fmt: skip
def test_line_about_no_request_is_no_reject(line: str, message: str) -> None:
    """Starting up, connections, what no client asked for: left out, whatever the format, first in the file or not."""
    for text in (f"{line}\n{message}\n", f"{message}\n{line}\n"):
        loaded = load(text)
        assert counted(loaded) == GIT
        assert loaded.counts() == (2, 1, 0, 1)


def test_caddy_s_log_for_consoles() -> None:
    """The time stands before the record."""
    record = json.dumps({"request": CADDY["request"], "status": 200})
    assert counted(load(f"2021/05/01 10:00:00.123\tINFO\thttp.log.access\thandled request\t{record}\n")) == GIT


def test_storage_log_of_google_tells_of_no_request() -> None:
    """It lies beside the usage logs."""
    loaded = load(f"{GCS}\n")
    assert loaded.counts() == (1, 1, 0, 0)


def test_times_of_haproxy_are_in_the_zone_of_the_source() -> None:
    """Its log tells no zone."""
    assert counted(load(HAPROXY + "\n", timezone="Europe/Berlin")) == [("2021-05-01 08:00:00", "Git.Git", 1)]


def test_log_may_be_packed_as_bz2() -> None:
    """As gz may be."""
    assert counted(load(bz2.compress(f"{TRAEFIK}\n".encode()))) == GIT
