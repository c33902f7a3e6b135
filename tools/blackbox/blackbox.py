#!/usr/bin/env python3
"""Attacks the packaged program from outside and prints what became of each promise.

    tools/blackbox/blackbox.py [--program LAUNCHER-OR-JAR] [--only 4,7]

Ends with 1 if a promise was broken. Needs Python 3.8, and a C compiler, openssl and
prlimit for the items that use them. Everything happens in folders of its own and on 127.0.0.1.
"""

import argparse
import json
import os
import pathlib
import resource
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import time
import traceback

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from crowd import Crowd  # noqa: E402
from program import Exporter, Failed, forget, require, scratch, until  # noqa: E402

MAIL = "anna.schmidt@example.org"
HEALTH = b"GET /-/healthy HTTP/1.1\r\nHost: localhost\r\n\r\n"
SCRAPE = b"GET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n"
CROWD = 10_000
SOON = 1.0

# Several times what fits into the buffers of a client that asks for small ones.
UNREAD = 40


def line(text, role="user"):
    return json.dumps({"role": role, "text": text}) + "\n"


def wrong_clock(folder):
    """1: a start under a wrong clock deletes nothing that is counted."""
    need("cc")
    folder.mkdir(exist_ok=True)
    here = pathlib.Path(__file__).resolve().parent
    shim = folder / "wrong_clock.so"
    subprocess.run(["cc", "-shared", "-fPIC", "-O", "-o", shim, here / "wrong_clock.c"], check=True)
    with Exporter(folder) as exporter:
        for number in range(40):
            exporter.drop(f"call-{number}", transcript=line("hello"))
        exporter.wait_counted(40, 20)
    for leap in (400, -400, 400):
        faked = {"LD_PRELOAD": str(shim), "WRONG_CLOCK_OFFSET": str(leap * 86_400)}
        with Exporter(folder, environment=faked) as exporter:
            until(lambda: exporter.said(), 10, "nothing logged")
            year = time.gmtime(time.time() + leap * 86_400).tm_year
            require(exporter.said().startswith(str(year)), "the wall clock could not be faked")
            until(lambda: exporter.get("/-/ready")[0] == 200, 20, "not ready")
            time.sleep(5)
            left = len(list(exporter.calls.iterdir()))
            require(left == 40, f"{left} of 40 folders left after a start {leap} days off")
    with Exporter(folder) as exporter:
        exporter.wait_counted(40, 20)
        require(exporter.counted() == 40, f"{exporter.counted()} calls counted instead of 40")
    return "40 of 40 folders left after three starts 400 days off"


def hostile_snapshots(folder):
    """2: snapshots full of ${A:- cost themselves only."""
    with Exporter(folder) as exporter:
        exporter.drop("first", snapshot="a: 1\n")
        exporter.wait_counted(1, 10)
        for number, size in enumerate((60_000, 250_000, 250_000, 250_000, 250_000)):
            exporter.drop(f"hostile-{number}", snapshot="key: " + "${A:-" * (size // 5) + "\n")
        start = time.monotonic()
        exporter.drop("next", summary={"pipeline_name": "after"}, snapshot="a: 1\n")
        until(
            lambda: exporter.metric("ai_agent_calls_total", pipeline_name="after") == 1,
            5,
            lambda: f"the next call was not counted within 5 s ({exporter.counted()} of 7 were)",
        )
        took = time.monotonic() - start
        exporter.wait_counted(7, 15)
        rejected = exporter.metric("voice_agent_exporter_sessions_rejected_total")
        require(rejected == 0, f"{rejected:.0f} calls were refused for their snapshot")
        busy = until_quiet(exporter, 5)
        return f"next call after {took:.1f} s, all 7 counted, {busy:.2f} processors busy afterwards"


TOKENS = ("eyJ", "a.", "1-", "1.1.1.", "a:", "@", "a@", "+1 ", "/", "${", "-----BEGIN ", "double u ", "\U0001f600")


def hostile_transcripts(folder):
    """3: what a caller says does not stop redaction, of this call or of others."""
    with Exporter(folder) as exporter:
        worst = ("", 0.0)
        for number, token in enumerate(TOKENS):
            exporter.drop(f"said-{number}", transcript=line(token * (200_000 // len(token))))
        exporter.drop("error", summary={"outcome": "failed", "error_message": "\U0001f600" * 50_000})
        exporter.wait_counted(len(TOKENS) + 1, 60)
        for number, token in enumerate(TOKENS):
            took = exporter.seconds_of(f"/calls/said-{number}/transcript", 15)
            worst = max(worst, (token, took), key=lambda one: one[1])
        worst = max(worst, ("error_message", exporter.seconds_of("/calls/error", 15)), key=lambda one: one[1])
        require(worst[1] < 3, f"{worst[0]!r} took {worst[1]:.1f} s")
        exporter.drop("mixed", transcript=line(f"write to {MAIL}") + line("eyJ" * 70_000 + f" or {MAIL}"))
        exporter.wait_counted(len(TOKENS) + 2, 20)
        require(MAIL not in exporter.get("/calls/mixed/transcript")[2], "an address was served raw")
        for _ in range(8):
            client = socket.create_connection(("127.0.0.1", exporter.port))
            client.sendall(b"GET /calls/said-0/transcript HTTP/1.1\r\nHost: localhost\r\n\r\n")
            client.close()
        busy = until_quiet(exporter, 10)
    folder = folder / "disk"
    with Exporter(folder, config="redaction: {redact: on_ingest}\n") as exporter:
        exporter.drop("hostile", transcript=line("eyJ" * 70_000))
        for number in range(6):
            exporter.drop(f"good-{number}", transcript=line(f"my address is {MAIL}"))
        exporter.wait_counted(7, 20)
        until(
            lambda: not any(MAIL in path.read_text() for path in exporter.calls.glob("good-*/*.jsonl")),
            30,
            "addresses of later calls stayed on disk",
            every=0.5,
        )
    return f"slowest page {worst[1]:.1f} s ({worst[0]!r}), {busy:.2f} processors busy after 8 left, disk clean"


def crowded_port(folder):
    """4: health checks and scrapes are answered beside 10,000 clients that do nothing."""
    kinds = {
        "idle": (HEALTH, True),
        "silent": (b"", False),
        "half-open": (b"GET /metrics HTTP/1.1\r\nHost: localhost\r\nX: ", False),
        "not reading": (SCRAPE * UNREAD, False),
    }
    slowest = 0.0
    for name, (sends, reads) in kinds.items():
        with Exporter(folder / name.replace(" ", "-")) as exporter:
            # The memory and the time that the first answers take are not those of the crowd.
            exporter.seconds_of("/metrics")
            few = 130
            with Crowd(exporter.port, few, sends, reads) as crowd:
                slowest = max(slowest, answered_soon(exporter, f"beside {few} {name}"))
                for _ in range(CROWD - few):
                    crowd.join(sends, reads)
                slowest = max(slowest, answered_soon(exporter, f"beside {len(crowd.clients)} {name}"))
                time.sleep(1)
                slowest = max(slowest, answered_soon(exporter, f"a second later, {name}"))
    return f"slowest answer beside {CROWD} connections of four kinds: {slowest * 1000:.0f} ms"


def answered_soon(exporter, when):
    slowest = 0.0
    for path in ("/-/healthy", "/metrics"):
        took = exporter.seconds_of(path)
        if took >= SOON:
            # Others work on this machine, too. Who is locked out is so the second time as well.
            took = exporter.seconds_of(path)
        require(took < SOON, f"{path} took {took:.1f} s {when}")
        slowest = max(slowest, took)
    return slowest


def followed_files(folder):
    """5: a certificate, key, configuration or rule that is a FIFO is told, and followed again."""
    need("openssl")
    folder.mkdir(parents=True, exist_ok=True)
    certificate(folder, "tls")
    certificate(folder, "next")
    (folder / "web.yml").write_text("tls_server_config: {cert_file: tls.crt, key_file: tls.key}\n")
    (folder / "rules").mkdir()
    config = f"http: {{web_config: {folder}/web.yml}}\nrules: {folder}/rules\n"
    successful = "voice_agent_exporter_web_config_last_reload_successful"
    with Exporter(folder, config=config) as exporter:
        require(tls_metric(exporter, folder, successful) == 1, "it started with the metric at 0")
        for name in ("tls.crt", "tls.key", "web.yml"):
            aside = folder / "aside"
            os.rename(folder / name, aside)
            os.mkfifo(folder / name)
            until(
                lambda: tls_metric(exporter, folder, successful) == 0,
                15,
                f"{successful} stays at 1 while {name} is a FIFO",
            )
            os.unlink(folder / name)
            os.rename(aside, folder / name)
            until(
                lambda: tls_metric(exporter, folder, successful) == 1,
                15,
                f"{name} is not followed any more after it was a FIFO",
            )
        os.mkfifo(folder / "rules" / "own.yml")
        os.kill(exporter.pid(), signal.SIGHUP)
        until(
            lambda: tls_metric(exporter, folder, "voice_agent_exporter_config_last_reload_successful") == 0,
            15,
            "a rule that is a FIFO is not told",
        )
        os.unlink(folder / "rules" / "own.yml")
        for half in ("crt", "key"):
            os.replace(folder / f"next.{half}", folder / f"tls.{half}")
        new = ssl.PEM_cert_to_DER_cert((folder / "tls.crt").read_text())
        until(lambda: served_certificate(exporter) == new, 15, "the renewed certificate is not served")
    return "FIFO in place of certificate, key, configuration and rule: told within seconds, then followed again"


def certificate(folder, name):
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"]
        + ["-subj", f"/CN={name}", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"]
        + ["-keyout", folder / f"{name}.key", "-out", folder / f"{name}.crt"],
        check=True,
        capture_output=True,
    )


def tls_metric(exporter, folder, name):
    request = SCRAPE.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n")
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    with socket.create_connection(("127.0.0.1", exporter.port), 10) as plain:
        with context.wrap_socket(plain) as client:
            client.sendall(request)
            answer = b""
            while block := client.recv(65536):
                answer += block
    for sample in answer.decode().splitlines():
        if sample.startswith(name + " "):
            return float(sample.rsplit(" ", 1)[1])
    raise Failed(f"{name} is not there")


def served_certificate(exporter):
    return ssl.PEM_cert_to_DER_cert(ssl.get_server_certificate(("127.0.0.1", exporter.port)))


ODD_REQUESTS = (
    # request line, further headers, the statuses that are right
    ("GET /calls/%zz HTTP/1.1", "", (400, 404)),
    ("GET /%zz HTTP/1.1", "", (400, 404)),
    ("GET /metrics?x=^ HTTP/1.1", "", (200, 400)),
    ("GET //metrics HTTP/1.1", "", (400, 404)),
    ("GET /\0 HTTP/1.1", "", (400,)),
    ("GET /<script> HTTP/1.1", "", (400, 404)),
    ("GET /metrics HTTP/1.1", "Content-Length: 100000000000000000000\r\n", (400,)),
    ("GET /metrics HTTP/1.1", "Content-Length: -1\r\n", (400,)),
    ("GET /metrics HTTP/1.1", "X: a\r\n folded\r\n", (400,)),
    ("GET /metrics HTTP/1.1", "X: a\0b\r\n", (400,)),
    ("GET /metrics HTTP/1.1", "no colon\r\n", (400,)),
    ("GET /metrics HTTP/1.1", "Host: localhost\r\n", (400,)),
    ("GET /metrics HTTP/1.1", "Transfer-Encoding: chunked\r\n", (400,)),
    ("GET /metrics HTTP/9.9", "", (400, 505)),
    ("junk", "", (400,)),
    ("CONNECT localhost:22 HTTP/1.1", "", (405,)),
    ("OPTIONS * HTTP/1.1", "", (405,)),
    ("TRACE / HTTP/1.1", "", (405,)),
    ("GET /" + "a" * 20_000 + " HTTP/1.1", "", (414,)),
    ("GET / HTTP/1.1", "X: " + "a" * 60_000 + "\r\n", (431,)),
    ("POST /metrics HTTP/1.1", "Expect: 100-continue\r\nContent-Length: 5\r\n", (405, 413)),
)


def own_answers(folder):
    """6: every answer is ours, also to what is no request."""
    with Exporter(folder) as exporter:
        for request, headers, right in ODD_REQUESTS:
            host = "Host: localhost\r\n"
            check_answer(exporter, f"{request}\r\n{host}{headers}Connection: close\r\n\r\n", right)
        check_answer(exporter, "GET / HTTP/1.1\r\nHost: localhost:99999\r\n\r\n", (400, 421))
        start = time.monotonic()
        waits = "POST /metrics HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n"
        check_answer(exporter, waits, (405, 413))
        took = time.monotonic() - start
        require(took < 2.5, f"a body that is not coming was waited for {took:.1f} s")
    return f"{len(ODD_REQUESTS) + 2} odd requests answered in our own words"


def check_answer(exporter, request, right):
    answer = exporter.raw(request.encode("latin-1"))
    shown = ascii(request[:50])
    head, _, body = answer.partition("\r\n\r\n")
    require(answer.startswith("HTTP/1.1 "), f"{shown} got no answer but {answer[:60]!r}")
    status = int(head[9:12])
    require(status in right, f"{shown} got {status}")
    for header in ("x-content-type-options: nosniff", "content-security-policy: ", "x-frame-options: deny"):
        require(header in head.lower(), f"{shown} got no {header}")
    if status >= 400:
        require("content-type: application/json" in head.lower(), f"{shown} got no JSON")
        require(list(json.loads(body)) == ["error"], f"{shown} got {body[:60]}")
        for internal in ("Exception", "java", "sun.", "<h1>"):
            require(internal not in body, f"{shown} tells of {internal}")


def few_descriptors(folder):
    """7: no descriptor left, odd keys and dates: calls wait for seconds, and scrapes do not."""
    need("prlimit")
    limits = lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))  # noqa: E731
    with Exporter(folder / "few", limits=limits) as exporter:
        with Crowd(exporter.port, 200, HEALTH) as _:
            slowest = answered_soon(exporter, "with 64 descriptors beside 200 connections")
            for number in range(5):
                exporter.drop(f"good-{number}", transcript=line("hello"))
            exporter.wait_counted(5, 10)
            refused = exporter.metric("voice_agent_exporter_sessions_rejected_total")
            require(refused == 0, f"{refused:.0f} calls were refused for lack of descriptors")
            slowest = max(slowest, answered_soon(exporter, "with 64 descriptors beside 200 connections"))
    with Exporter(folder / "passing") as exporter:
        exporter.drop("before")
        exporter.wait_counted(1, 10)
        pid = exporter.pid()
        open_now = len(os.listdir(f"/proc/{pid}/fd"))
        hard = subprocess.run(
            ["prlimit", "--pid", str(pid), "--nofile", "--raw", "--noheadings", "--output", "HARD"],
            check=True,
            capture_output=True,
            text=True,
        ).stdout.strip()
        subprocess.run(["prlimit", "--pid", str(pid), f"--nofile={open_now}:{hard}"], check=True)
        for number in range(3):
            exporter.drop(f"meanwhile-{number}", transcript=line("hello"))
        time.sleep(3)
        status = exporter.get("/metrics", timeout=5)[0]
        require(status == 200, f"/metrics is {status} when no descriptor is left")
        subprocess.run(["prlimit", "--pid", str(pid), f"--nofile={hard}:{hard}"], check=True)
        start = time.monotonic()
        exporter.wait_counted(4, 10)
        waited = time.monotonic() - start
        refused = exporter.metric("voice_agent_exporter_sessions_rejected_total")
        require(refused == 0, f"{refused:.0f} calls count as refused after a passing lack of descriptors")
        exporter.drop("large-key", summary={"vendor_blob": "x" * 900_000})
        exporter.wait_counted(5, 10)
        before = exporter.metric("voice_agent_exporter_values_rejected_total")
        exporter.drop("year-one", summary={"started_at": -62135596800})
        exporter.wait_counted(6, 10)
        dropped = exporter.metric("voice_agent_exporter_values_rejected_total") - before
        require(dropped >= 1, "started_at: -62135596800 is neither used nor counted")
    return f"slowest scrape {slowest * 1000:.0f} ms, calls counted {waited:.1f} s after the lack had passed"


def unforced_writes(folder):
    """8: a call whose record cannot be written is not shown, and none is lost or doubled."""
    limit = 8 * 1024
    limits = lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))  # noqa: E731
    shown = 0
    calls = 200
    quiet = {"JAVA_OPTS": "-Xshare:auto"}
    exporter = None
    try:
        with Exporter(folder) as first:
            first.drop("first")
            first.wait_counted(1, 10)
        exporter = Exporter(folder, limits=limits, environment=quiet)
        for number in range(calls):
            exporter.drop(f"call-{number}")
        deadline = time.monotonic() + 12
        while time.monotonic() < deadline and exporter.process.poll() is None:
            shown = max(shown, exporter.counted())
            time.sleep(0.2)
    finally:
        if exporter is not None:
            exporter.end(signal.SIGKILL)
    require(0 < shown, "nothing was counted at all")
    hidden = folder / "hidden"
    os.rename(folder / "calls", hidden)
    with Exporter(folder) as exporter:
        until(lambda: exporter.get("/-/ready")[0] == 200, 20, "not ready")
        kept = exporter.counted()
    require(kept >= shown, f"{shown} calls were shown, {kept} are in the state")
    shutil.rmtree(folder / "calls")
    os.rename(hidden, folder / "calls")
    with Exporter(folder) as exporter:
        exporter.wait_counted(calls + 1, 30)
        time.sleep(1)
        require(exporter.counted() == calls + 1, f"{exporter.counted()} calls counted instead of {calls + 1}")
    return f"{shown} of {calls + 1} calls shown when the file could not grow, {kept} kept, all counted once afterwards"


def memory(folder):
    """9: half a minute at 50 calls a second leaves room below MemoryMax of the unit."""
    unit = (pathlib.Path(__file__).resolve().parents[2] / "systemd" / "voice-agent-exporter.service").read_text()
    most = int(next(each.split("=")[1].rstrip("M") for each in unit.splitlines() if each.startswith("MemoryMax=")))
    seconds, rate = 30, 50
    snapshot = "pipelines:\n" + "".join(f"  p{i}:\n    streaming:\n      min_start_ms: {i}\n" for i in range(60))
    with Exporter(folder) as exporter:
        start = time.monotonic()
        for number in range(seconds * rate):
            exporter.drop(
                f"call-{number}",
                summary={"provider_id": f"provider-{number % 20}", "turns": 8, "latency": {"turn_ms": [800, 900]}},
                transcript=line("good morning") + line("what can I do for you", "assistant"),
                snapshot=snapshot,
            )
            if number % rate == 0:
                exporter.get("/metrics")
            ahead = start + number / rate - time.monotonic()
            if ahead > 0:
                time.sleep(ahead)
        exporter.wait_counted(seconds * rate, 30)
        peak = exporter.memory_mb()
    require(peak < 0.8 * most, f"{peak:.0f} MB after {seconds} s, with {most} MB allowed")
    return f"{peak:.0f} MB at most, {most} MB allowed"


def until_quiet(exporter, seconds):
    """Waits until it works on nothing; returns how many processors it still uses."""
    deadline = time.monotonic() + seconds
    while True:
        busy = exporter.busy()
        if busy < 0.3:
            return busy
        require(time.monotonic() < deadline, f"{busy:.1f} processors busy after {seconds} s")


def need(tool):
    require(shutil.which(tool), f"{tool} is not installed")


ITEMS = {
    1: wrong_clock,
    2: hostile_snapshots,
    3: hostile_transcripts,
    4: crowded_port,
    5: followed_files,
    6: own_answers,
    7: few_descriptors,
    8: unforced_writes,
    9: memory,
}


def attempt(item):
    """Whether the promise was kept, what was seen, and how long it took."""
    folder = pathlib.Path(scratch())
    start = time.monotonic()
    try:
        kept, seen = True, ITEMS[item](folder)
    except Failed as broken:
        kept, seen = False, str(broken)
    except Exception:  # the attack itself failed, which must not hide the others
        kept, seen = False, traceback.format_exc(limit=-2).replace("\n", " ")
    finally:
        forget(folder)
    return kept, seen, time.monotonic() - start


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", type=pathlib.Path, default=Exporter.program, help="its launcher, or its jar")
    parser.add_argument("--only", help="numbers of items, such as 4,7")
    options = parser.parse_args()
    Exporter.program = options.program.resolve()
    items = [int(each) for each in options.only.split(",")] if options.only else list(ITEMS)
    broken = 0
    print(f"{'item':36} {'result':6} {'time':>6}  seen")
    for item in items:
        kept, seen, took = attempt(item)
        broken += not kept
        name = f"{item} {ITEMS[item].__name__.replace('_', ' ')}"
        print(f"{name:36} {'kept' if kept else 'BROKEN':6} {took:5.0f}s  {seen}", flush=True)
    sys.exit(1 if broken else 0)


if __name__ == "__main__":
    main()
