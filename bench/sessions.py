#!/usr/bin/env python3
"""Synthetic call sessions: the same seed and index always give the same bytes.

One session is a folder <call_uuid>/ that holds
  config_snapshot.yaml   about 1 KB
  transcript.jsonl       10 to 20 lines
  metrics.json           1 to 2 KB, nested, written last
Each file is written under a temporary name in the same folder and renamed.
metrics.json is one line, so line-oriented tools can take part.
"""
import argparse
import json
import os
import random
import sys
import time
import uuid

PIPELINES = [
    # pipeline_name, provider_id, model_variant
    ("local_hybrid", "local", "llama-3-8b-q4"),
    ("local_hybrid", "local", "mistral-7b-q5"),
    ("cloud_realtime", "openai_realtime", "gpt-realtime-mini"),
    ("cloud_realtime", "openai_realtime", "gpt-realtime"),
    ("deepgram_agent", "deepgram", "nova-2-general"),
    ("google_live", "google", "gemini-flash-live"),
]
ENGINES = ["4.1.0", "4.2.0", "4.2.1"]
HANGUPS = ["caller_hangup", "agent_hangup", "transfer", "timeout", "error"]
WORDS = ("please could you check my order status yes the number is thank you one moment "
         "booking tomorrow morning account balance transfer agent sorry repeat that again "
         "invoice payment address confirm delivery window technician line is breaking up").split()
FILES = ("config_snapshot.yaml", "transcript.jsonl", "metrics.json")  # order of writing
EPOCH = 1_750_000_000
CONFIGS = 24  # distinct configurations per pipeline


def _iso(seconds):
    whole = int(seconds)
    return time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(whole)) + ".%03dZ" % int((seconds - whole) * 1000)


def build(seed, index, label_sets=0):
    """Returns (call_uuid, {file name: bytes}); label_sets, if not 0, is how many models there are."""
    rng = random.Random(seed * 1_000_003 + index)
    call = str(uuid.UUID(int=rng.getrandbits(128), version=4))
    pipeline, provider, model = rng.choice(PIPELINES)
    if label_sets:
        model = f"{model}-{index % label_sets}"
    turns = rng.randint(10, 20)
    duration = round(turns * rng.uniform(3.0, 9.0), 3)
    start = EPOCH + index * 7 + rng.random()
    jitter_hits = rng.choice([0, 0, 0, 1, 2, 5, 14])
    fallbacks = rng.choice([0, 0, 0, 0, 1, 2])
    engine = random.Random(seed * 7919 + rng.randrange(CONFIGS))  # engines change their configuration rarely
    low_watermark = engine.choice([60, 80, 120])
    fallback_timeout = engine.choice([2000, 4000, 8000])

    scores, lines, at = [], [], start
    for turn in range(turns):
        at += duration / turns
        score = round(max(-1.0, min(1.0, rng.gauss(0.1, 0.45))), 3)
        scores.append(score)
        lines.append(json.dumps({
            "turn": turn + 1, "ts": _iso(at), "speaker": "caller" if turn % 2 == 0 else "agent",
            "text": " ".join(rng.choices(WORDS, k=rng.randint(6, 22))), "sentiment": score,
            "latency_ms": round(rng.uniform(250, 2400), 1) if turn % 2 else None,
        }, separators=(",", ":")))
    sentiment = round(sum(scores) / len(scores), 4)

    turn_ms = [round(rng.uniform(250, 2400), 1) for _ in range(turns // 2)]
    metrics = {
        "schema_version": 1, "call_uuid": call, "pipeline_name": pipeline, "provider_id": provider, "model_variant": model,
        "engine_version": rng.choice(ENGINES), "started_at": _iso(start), "ended_at": _iso(start + duration),
        "duration_seconds": duration, "outcome": "completed", "end_reason": rng.choice(HANGUPS), "error_message": None,
        "turns": turns, "barge_in_count": rng.randint(0, 3), "sentiment_score": sentiment,
        "streaming": {
            "jitter_low_watermark_hits": jitter_hits, "underflow_events": rng.randint(0, 9), "frames_sent": int(duration * 50),
            "fallback_count": fallbacks, "fallback_reasons": ["timeout>8.0s"] * fallbacks,
            "restarts": rng.choice([0, 0, 0, 1]), "keepalive_timeouts": 0, "jitter_buffer_depth_max": rng.randint(2, 12),
            "first_frame_ms": round(rng.uniform(120, 600), 1),
        },
        "latency": {"turn_ms": turn_ms, "avg_turn_ms": round(sum(turn_ms) / len(turn_ms), 1), "max_turn_ms": max(turn_ms),
                    "p95_turn_ms": sorted(turn_ms)[-1], "stt_ms": round(rng.uniform(80, 400), 1),
                    "llm_ms": round(rng.uniform(200, 1200), 1), "tts_ms": round(rng.uniform(80, 400), 1)},
        "audio": {"transport": rng.choice(["audiosocket", "externalmedia"]), "downstream_mode": "stream", "codec": "slin",
                  "sample_rate_hz": 8000, "codec_alignment_ok": True},
        "usage": {"input_tokens": rng.randint(400, 4000), "output_tokens": rng.randint(80, 900),
                  "tts_characters": rng.randint(200, 3000), "stt_seconds": round(duration * 0.4, 1),
                  "cost_usd": round(rng.uniform(0.005, 0.2), 4)},
        "tools": [{"name": "lookup_order", "status": "success", "duration_ms": rng.randint(20, 900)}],
    }
    config = f"""# subset of config/ai-agent.yaml taken at hangup
active_pipeline: {pipeline}
pipelines:
  {pipeline}:
    stt: {provider}_stt
    llm: {provider}_llm
    tts: {provider}_tts
    options:
      llm:
        model: "{model}"
        temperature: {engine.choice([0.2, 0.4, 0.7])}
        max_tokens: 256
      tts:
        voice: {engine.choice(['amy', 'brian', 'nova'])}
        format: {{encoding: mulaw, sample_rate: 8000}}
streaming:
  sample_rate: 8000
  jitter_buffer_ms: {low_watermark * 2}
  min_start_ms: {low_watermark + 60}
  low_watermark_ms: {low_watermark}
  fallback_timeout_ms: {fallback_timeout}
  provider_grace_ms: 500
  chunk_size_ms: 20
  continuous_stream: true
barge_in:
  enabled: true
  initial_protection_ms: {engine.choice([200, 400])}
  min_ms: 250
  energy_threshold: {engine.choice([1000, 1800, 2400])}
vad:
  use_provider_vad: {str(engine.random() < 0.5).lower()}
  webrtc_aggressiveness: {engine.choice([0, 1, 2])}
  min_utterance_duration_ms: 600
  max_utterance_duration_ms: 10000
providers:
  {provider}:
    enabled: true
    response_timeout_sec: {engine.choice([5.0, 8.0])}
    farewell_mode: asr
logging:
  level: info
"""
    body = json.dumps(metrics, separators=(",", ":"))
    return call, {"config_snapshot.yaml": config.encode(),
                  "transcript.jsonl": ("\n".join(lines) + "\n").encode(),
                  "metrics.json": (body + "\n").encode()}


def write(folder, call, files):
    """Writes one session; returns the monotonic time (ns) at which metrics.json got its name."""
    session = os.path.join(folder, call)
    os.mkdir(session)
    for name in FILES:
        temporary = os.path.join(session, "." + name + ".tmp")
        with open(temporary, "wb") as out:
            out.write(files[name])
        final = os.path.join(session, name)
        now = time.monotonic_ns()
        os.rename(temporary, final)
    return now


def fill(folder, seed, count, label_sets=0, first=0):
    os.makedirs(folder, exist_ok=True)
    for index in range(first, first + count):
        write(folder, *build(seed, index, label_sets))


def backdate(folder, seconds):
    """Makes everything in a folder of sessions look as if written so long ago: a call that ended minutes ago is judged as live."""
    then = time.time() - seconds
    for call in os.listdir(folder):
        session = os.path.join(folder, call)
        for name in os.listdir(session):
            os.utime(os.path.join(session, name), (then, then))
        os.utime(session, (then, then))


def main():
    parser = argparse.ArgumentParser(description="write synthetic call sessions")
    parser.add_argument("folder")
    parser.add_argument("--count", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--first", type=int, default=0, help="index of the first session")
    parser.add_argument("--label-sets", type=int, default=0, help="spread the calls over this many models")
    parser.add_argument("--rate", type=float, default=0, help="sessions per second; 0 is as fast as possible")
    parser.add_argument("--wait", action="store_true", help="build everything, print 'built', start at a line on stdin")
    parser.add_argument("--times", help="write the rename times (monotonic ns, one a line) to this file")
    args = parser.parse_args()
    os.makedirs(args.folder, exist_ok=True)
    if not args.wait and not args.rate and not args.times:
        fill(args.folder, args.seed, args.count, args.label_sets, args.first)
        return
    built = [build(args.seed, args.first + i, args.label_sets) for i in range(args.count)]
    if args.wait:
        print("built", flush=True)
        sys.stdin.readline()
    begin, times = time.monotonic(), []
    for i, (call, files) in enumerate(built):
        if args.rate:
            pause = begin + i / args.rate - time.monotonic()
            if pause > 0:
                time.sleep(pause)
        times.append(write(args.folder, call, files))
    if args.times:
        with open(args.times + ".tmp", "w") as out:
            out.write("\n".join(map(str, times)) + "\n")
        os.rename(args.times + ".tmp", args.times)


if __name__ == "__main__":
    main()
