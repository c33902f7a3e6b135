"""Works out indicators of a folder of calls in SQL, without any code of the daemon.

The formulas are written after the shape of Amazon Connect's data lake reference queries: sums and
counts over contacts, with NULLIF in every denominator. Prints one JSON object: indicator -> value.
"""

import json
import pathlib
import sqlite3
import sys

db = sqlite3.connect(":memory:")
db.executescript(
    """
    CREATE TABLE calls (id, outcome, seconds, turns, transferred, resolved, csat, barge_ins,
                        hits, misses, input, cached, output, cost, wer, stt);
    CREATE TABLE latencies (id, ms);
    CREATE TABLE tools (id, status);
    """
)
for folder in sorted(pathlib.Path(sys.argv[1]).iterdir()):
    call = json.loads((folder / "metrics.json").read_text())
    if call.get("simulated"):
        continue  # says nothing about real calls
    business = call.get("business", {})
    usage = call.get("usage", {})
    cache = call.get("cache", {})
    db.execute(
        "INSERT INTO calls VALUES (" + ",".join("?" * 16) + ")",
        (
            folder.name, call.get("outcome"), call.get("duration_seconds"), call.get("turns"),
            business.get("transferred"), business.get("resolved"), business.get("csat"),
            call.get("barge_in_count"), cache.get("hits"), cache.get("misses"),
            usage.get("input_tokens"), usage.get("cached_input_tokens"),
            usage.get("output_tokens"), usage.get("cost_usd"),
            call.get("quality", {}).get("wer"), usage.get("stt_seconds"),
        ),
    )
    for ms in call.get("latency", {}).get("turn_ms", []):
        db.execute("INSERT INTO latencies VALUES (?, ?)", (folder.name, ms))
    for tool in call.get("tools", []):
        db.execute("INSERT INTO tools VALUES (?, ?)", (folder.name, tool["status"]))

HANDLED = "COALESCE(outcome, '') <> 'abandoned'"
PASSED_ON = "(outcome = 'transferred' OR transferred = 1)"
KNOWN = f"({HANDLED} AND (outcome IS NOT NULL OR transferred IS NOT NULL))"
QUERIES = {
    "calls": "SELECT COUNT(*) FROM calls",
    "aht_seconds": f"""SELECT SUM(seconds) / NULLIF(COUNT(seconds), 0) FROM calls
        WHERE {HANDLED}""",
    "turns_per_call": "SELECT 1.0 * SUM(turns) / NULLIF(COUNT(turns), 0) FROM calls",
    "transfer_rate": f"""SELECT 1.0 * SUM(CASE WHEN {PASSED_ON} THEN 1 ELSE 0 END)
        / NULLIF(COUNT(*), 0) FROM calls WHERE {KNOWN}""",
    "containment_rate": f"""SELECT 1.0 * SUM(CASE WHEN {PASSED_ON} THEN 0 ELSE 1 END)
        / NULLIF(COUNT(*), 0) FROM calls WHERE {KNOWN}""",
    "abandonment_rate": """SELECT 1.0 * SUM(outcome = 'abandoned') / NULLIF(COUNT(outcome), 0)
        FROM calls""",
    "error_rate": "SELECT 1.0 * SUM(outcome = 'error') / NULLIF(COUNT(outcome), 0) FROM calls",
    "fcr_stated_rate": "SELECT 1.0 * SUM(resolved) / NULLIF(COUNT(resolved), 0) FROM calls",
    "csat_mean": "SELECT 1.0 * SUM(csat) / NULLIF(COUNT(csat), 0) FROM calls",
    "csat_top_two_rate": "SELECT 1.0 * SUM(csat >= 4) / NULLIF(COUNT(csat), 0) FROM calls",
    "csat_response_rate": f"""SELECT 1.0 * COUNT(csat) / NULLIF(SUM({HANDLED}), 0)
        FROM calls""",
    "barge_ins_per_call": "SELECT 1.0 * SUM(barge_ins) / NULLIF(COUNT(barge_ins), 0) FROM calls",
    "cache_hit_rate": """SELECT 1.0 * SUM(hits) / NULLIF(SUM(hits) + SUM(misses), 0)
        FROM calls""",
    "prompt_cache_rate": """SELECT 1.0 * SUM(cached) / NULLIF(SUM(input), 0) FROM calls
        WHERE cached IS NOT NULL""",
    "input_tokens_per_call": "SELECT 1.0 * SUM(input) / NULLIF(COUNT(input), 0) FROM calls",
    "output_tokens_per_call": "SELECT 1.0 * SUM(output) / NULLIF(COUNT(output), 0) FROM calls",
    "cost_per_call": "SELECT SUM(cost) / NULLIF(COUNT(cost), 0) FROM calls",
    "cost_per_minute": """SELECT (SUM(cost) / NULLIF(COUNT(cost), 0))
        / (SUM(seconds) / NULLIF(COUNT(seconds), 0) / 60.0) FROM calls""",
    "cost_per_resolved_call": """SELECT (SUM(cost) / NULLIF(COUNT(cost), 0))
        / (1.0 * SUM(resolved) / NULLIF(COUNT(resolved), 0)) FROM calls""",
    "wer": "SELECT SUM(wer * stt) / NULLIF(SUM(stt), 0) FROM calls WHERE wer IS NOT NULL",
    "wer_mean": "SELECT SUM(wer) / NULLIF(COUNT(wer), 0) FROM calls",
    "tool_failure_rate": """SELECT 1.0 * SUM(status <> 'success') / NULLIF(COUNT(*), 0)
        FROM tools WHERE status IN ('success', 'error', 'timeout')""",
}
for percent in (50, 95, 99):
    # Nearest rank: the value at the place ceil(percent * n / 100), in whole numbers.
    QUERIES[f"response_latency_p{percent}_seconds"] = f"""
        SELECT ms / 1000.0 FROM (
          SELECT ms, ROW_NUMBER() OVER (ORDER BY ms) AS place, COUNT(*) OVER () AS n
          FROM latencies)
        WHERE place = ({percent} * n + 99) / 100"""

print(json.dumps({name: db.execute(sql).fetchone()[0] for name, sql in QUERIES.items()}))
