#!/usr/bin/env python3
"""The home-made peer: watchdog (inotify) and prometheus_client, written the way the two libraries' guides show.

usage: homemade_exporter.py FOLDER PORT
It reads what is there at start, then every metrics.json that is renamed into place.
No metric carries the call's id, which keeps the page small.
"""
import json
import os
import sys
import threading
import time

from prometheus_client import Counter, Gauge, Histogram, start_http_server
from watchdog.events import FileSystemEventHandler
from watchdog.observers import Observer

LABELS = ["pipeline_name", "provider_id", "model_variant"]
PROCESSED = Counter("bench_calls_processed", "Sessions read")
FAILED = Counter("bench_calls_failed", "Sessions that could not be read")
DURATION = Histogram("ai_agent_call_duration_seconds", "Call duration", LABELS,
                     buckets=(15, 30, 60, 90, 120, 180, 300, 600))
TURNS = Counter("ai_agent_call_turns", "Turns", LABELS)
JITTER = Counter("ai_agent_call_jitter_low_watermark_hits", "Low watermark hits", LABELS)
FALLBACK = Counter("ai_agent_call_fallback", "Fallbacks", LABELS)
SENTIMENT = Gauge("ai_agent_call_sentiment_score", "Mean sentiment at hangup", LABELS)
ADVICE = Counter("ai_agent_setting_recommendation", "Recommendations", ["field", "severity"])

seen = set()
lock = threading.Lock()


def process(path):
    folder = os.path.dirname(path)
    with lock:
        if folder in seen:
            return
        seen.add(folder)
    try:
        with open(path) as f:
            m = json.load(f)
        scores = []
        with open(os.path.join(folder, "transcript.jsonl")) as f:
            for line in f:
                scores.append(json.loads(line)["sentiment"])
        with open(os.path.join(folder, "config_snapshot.yaml")) as f:
            f.read()  # kept for the advice text; no YAML parser in the usual script
        s = m["streaming"]
        labels = (m["pipeline_name"], m["provider_id"], m["model_variant"])
        DURATION.labels(*labels).observe(m["duration_seconds"])
        TURNS.labels(*labels).inc(m["turns"])
        JITTER.labels(*labels).inc(s["jitter_low_watermark_hits"])
        FALLBACK.labels(*labels).inc(s["fallback_count"])
        score = sum(scores) / len(scores)
        SENTIMENT.labels(*labels).set(score)
        if s["jitter_low_watermark_hits"] > 3:
            ADVICE.labels("streaming.low_watermark_ms", "warning").inc()
        if s["fallback_count"] > 0:
            ADVICE.labels("streaming.fallback_timeout_ms", "warning").inc()
        if m["latency"]["p95_turn_ms"] > 2000 and score < -0.1:
            ADVICE.labels("active_pipeline", "critical").inc()
        PROCESSED.inc()
    except (OSError, ValueError, KeyError):
        FAILED.inc()


class Handler(FileSystemEventHandler):
    def on_moved(self, event):
        if os.path.basename(event.dest_path) == "metrics.json":
            process(event.dest_path)

    def on_created(self, event):
        if os.path.basename(event.src_path) == "metrics.json":
            process(event.src_path)


def main():
    folder, port = sys.argv[1], int(sys.argv[2])
    start_http_server(port, "127.0.0.1")
    observer = Observer()
    observer.schedule(Handler(), folder, recursive=True)
    observer.start()
    for name in os.listdir(folder):
        path = os.path.join(folder, name, "metrics.json")
        if os.path.exists(path):
            process(path)
    while True:
        time.sleep(60)


main()
