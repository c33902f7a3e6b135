#!/usr/bin/env python3
"""Measures what the machine itself allows, for comparison with the candidates. Needs gcc and a JDK 17; see README.md."""
import argparse
import gzip
import json
import os
import re
import shutil
import subprocess
import time

import sessions
from bench import TARGET, alone, host, summarise
from candidate import HERE, Page, free_port
from phases import spread


def run(*argv):
    out = subprocess.run([str(a) for a in argv], capture_output=True, text=True, check=True).stdout
    return [json.loads(line) for line in out.splitlines() if line.startswith("{")]


def python_read(folder):
    begin, n = time.perf_counter(), 0
    for name in os.listdir(folder):
        base = os.path.join(folder, name)
        with open(os.path.join(base, "metrics.json"), "rb") as f:
            json.loads(f.read())
        with open(os.path.join(base, "transcript.jsonl"), "rb") as f:
            for line in f:
                json.loads(line)
        with open(os.path.join(base, "config_snapshot.yaml"), "rb") as f:
            f.read()
        n += 1
    seconds = time.perf_counter() - begin
    return {"sessions": n, "seconds": round(seconds, 4), "sessions_per_s": round(n / seconds)}


def http(argv, size, seconds=2):
    port = free_port()
    server = subprocess.Popen([str(a) for a in argv] + [str(port), str(size)])
    url = f"http://127.0.0.1:{port}/metrics"
    try:
        page, end = Page(url), time.monotonic() + 15
        while time.monotonic() < end:
            try:
                page.get()
                break
            except OSError:
                time.sleep(0.02)
        times, end = [], time.monotonic() + seconds
        while time.monotonic() < end:
            begin = time.perf_counter()
            page.get()
            times.append((time.perf_counter() - begin) * 1000)
        page.close()
        result = {"bytes": size, "ms": spread(times)}
        if shutil.which("wrk"):
            for label, connections in (("wrk_1", 1), ("wrk_4", 4)):
                out = subprocess.run(["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--latency", url], capture_output=True, text=True).stdout
                result[label] = {"requests_per_s": float(re.search(r"Requests/sec:\s+([\d.]+)", out).group(1)),
                                 "p50": re.search(r"50%\s+(\S+)", out).group(1), "p99": re.search(r"99%\s+(\S+)", out).group(1)}
        with open(f"/proc/{server.pid}/status") as f:
            result["rss_mib"] = round(int(re.search(r"VmRSS:\s+(\d+)", f.read()).group(1)) / 1024, 1)
        return result
    finally:
        server.kill()
        server.wait()


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sessions", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--page", help="a saved /metrics page, to measure gzip on")
    parser.add_argument("--lock")
    parser.add_argument("--work", default=os.path.join(TARGET, "work"))
    parser.add_argument("--results", default=os.path.join(TARGET, "results"))
    args = parser.parse_args()
    work, native = os.path.join(args.work, "floor"), os.path.join(args.work, "floor-bin")
    os.makedirs(native, exist_ok=True)
    subprocess.run(["gcc", "-O2", "-pthread", os.path.join(HERE, "floor", "floor.c"), "-o", os.path.join(native, "floor")], check=True)
    subprocess.run(["javac", "-d", native, os.path.join(HERE, "floor", "Floor.java")], check=True)
    c, java = os.path.join(native, "floor"), ["java", "-cp", native, "Floor"]
    backlog = os.path.join(args.work, f"backlog-seed{args.seed}-n{args.sessions}-sets0")
    if not os.path.exists(backlog + ".done"):
        shutil.rmtree(backlog, ignore_errors=True)
        sessions.fill(backlog, args.seed, args.sessions)
        open(backlog + ".done", "w").close()

    def empty():
        shutil.rmtree(work, ignore_errors=True)
        os.makedirs(work)
        return work

    runs = []
    for number in range(args.runs):
        with alone(args.lock):
            run(c, "read", backlog)  # page cache warm
            r = {"read_c": run(c, "read", backlog)[0], "read_parse_python": python_read(backlog)}
            passes = run(*java, "read", backlog, 5)
            r["read_tokenize_java_first"], r["read_tokenize_java_fifth"] = passes[0], passes[4]
            r["inotify_c_200_per_s"] = run(c, "inotify", empty(), 1000, 200)[0]
            r["inotify_c_new_folders_200_per_s"] = run(c, "tree", empty(), 1000, 200)[0]
            r["inotify_c_new_folders_flat_out"] = run(c, "tree", empty(), 10000, 1e6)[0]
            r["watchservice_java_200_per_s"] = run(*java, "watch", empty(), 1000, 200)[0]
            r["watchservice_java_flat_out"] = run(*java, "watch", empty(), 5000, 1e6)[0]
            begin = time.perf_counter()
            for index in range(2000):
                sessions.write(work, *sessions.build(args.seed + 99, index))
            r["generator_sessions_per_s"] = round(2000 / (time.perf_counter() - begin))
            for size in (1_000, 1_000_000, 10_000_000):
                r[f"http_c_{size}"] = http([c, "serve"], size)
                r[f"http_java_{size}"] = http(java + ["serve"], size)
            r["http_java_nodelay_1000"] = http(java[:1] + ["-Dsun.net.httpserver.nodelay=true"] + java[1:] + ["serve"], 1_000)
            begin = time.perf_counter()
            subprocess.run(java[:1] + ["-Xshare:auto", "-version"], capture_output=True)
            r["java_version_s"] = round(time.perf_counter() - begin, 3)
            if args.page:
                with open(args.page, "rb") as f:
                    text = f.read()
                for level in (1, 6):
                    begin = time.perf_counter()
                    small = len(gzip.compress(text, level))
                    r[f"gzip_level_{level}"] = {"bytes": len(text), "compressed": small, "seconds": round(time.perf_counter() - begin, 4)}
        shutil.rmtree(work, ignore_errors=True)
        runs.append(r)
        print(json.dumps(r), flush=True)
        with open(os.path.join(args.results, "floor.json"), "w") as f:
            json.dump({"host": host(), "summary": summarise(runs), "runs": runs}, f, indent=1)


if __name__ == "__main__":
    main()
