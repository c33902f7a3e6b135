"""Computes the figures of a call from an engine's own report, without the exporter's code.

expected_figures.py NAME FILE prints an object of facts; NAME is the name by which the exporter
knows the format. It is written from the vendors' documentation alone.
"""

import json
import sys
from datetime import datetime


def present(values):
    return {name: value for name, value in values.items() if value is not None}


def mean(values):
    return sum(values) / len(values) if values else None


def positive(rows, key, factor=1):
    return [row[key] * factor for row in rows if row.get(key) and row[key] > 0]


def total(rows, key):
    counts = [row[key] for row in rows if key in row]
    return sum(counts) if counts else None


def turns(latencies):
    if not latencies:
        return {}
    return {"AVG_TURN_LATENCY_MS": mean(latencies), "MAX_TURN_LATENCY_MS": max(latencies)}


def livekit(report):
    items = report["chat_history"]["items"]
    messages = [item for item in items if item["type"] == "message"]
    agent = [m.get("metrics") or {} for m in messages if m["role"] == "assistant"]
    caller = [m.get("metrics") or {} for m in messages if m["role"] == "user"]
    usage = report["usage"] or []
    # A row without a type is told apart by its keys, and leaves out what is 0.
    tts = [row for row in usage if "characters_count" in row]
    # One of tokens and sound may be speech in either direction.
    llm = [row for row in usage if "input_tokens" in row and "audio_duration" not in row]
    stt = [
        row
        for row in usage
        if row not in tts and "audio_duration" in row and "input_tokens" not in row
    ]
    close = [event for event in report["events"] if event["type"] == "close"]
    ended = close[-1]["created_at"] if close else report["timestamp"]
    seconds = 1000 if report["timestamp"] > 1e11 else 1
    began = report.get("started_at", report["timestamp"] - report.get("duration_ms", 0) / 1000)
    return {
        "DURATION_SECONDS": (ended - began) / seconds,
        "BARGE_INS": sum(bool(m.get("interrupted")) for m in messages if m["role"] == "assistant"),
        "INPUT_TOKENS": sum(row.get("input_tokens", 0) for row in llm),
        "CACHED_INPUT_TOKENS": sum(row.get("input_cached_tokens", 0) for row in llm),
        "OUTPUT_TOKENS": sum(row.get("output_tokens", 0) for row in llm),
        "TTS_CHARACTERS": sum(row["characters_count"] for row in tts),
        "STT_SECONDS": sum(row["audio_duration"] for row in stt) if stt else None,
        "END_OF_TURN_MS": mean(positive(caller, "end_of_turn_delay", 1000)),
        "STT_LATENCY_MS": mean(positive(caller, "transcription_delay", 1000)),
        "LLM_LATENCY_MS": mean(positive(agent, "llm_node_ttft", 1000)),
        "TTS_LATENCY_MS": mean(positive(agent, "tts_node_ttfb", 1000)),
        **turns(positive(agent, "e2e_latency", 1000)),
    }


def vapi(body):
    report = body["message"]
    metrics = report["artifact"].get("performanceMetrics") or {}
    rows = metrics.get("turnLatencies") or []
    costs = {kind: [] for kind in ("model", "voice", "transcriber")}
    for cost in report.get("costs") or []:
        costs.setdefault(cost["type"], []).append(cost)
    begin, end = (
        datetime.fromisoformat(report[key].replace("Z", "+00:00")) if key in report else None
        for key in ("startedAt", "endedAt")
    )
    minutes = total(costs["transcriber"], "minutes")
    return {
        "DURATION_SECONDS": (end - begin).total_seconds() if begin and end else None,
        # "The assistant was interrupted" is the caller's barge-in.
        "BARGE_INS": metrics.get("numAssistantInterrupted"),
        "AGENT_INTERRUPTIONS": metrics.get("numUserInterrupted"),
        "COST_USD": report.get("cost"),
        "INPUT_TOKENS": total(costs["model"], "promptTokens"),
        "CACHED_INPUT_TOKENS": total(costs["model"], "cachedPromptTokens"),
        "OUTPUT_TOKENS": total(costs["model"], "completionTokens"),
        "TTS_CHARACTERS": total(costs["voice"], "characters"),
        "STT_SECONDS": None if minutes is None else minutes * 60,
        "END_OF_TURN_MS": mean(positive(rows, "endpointingLatency")),
        "STT_LATENCY_MS": mean(positive(rows, "transcriberLatency")),
        "LLM_LATENCY_MS": mean(positive(rows, "modelLatency")),
        "TTS_LATENCY_MS": mean(positive(rows, "voiceLatency")),
        **turns(positive(rows, "turnLatency")),
    }


def retell(body):
    call = body["call"]
    latency = {part: (call["latency"].get(part) or {}).get("values") or [] for part in
               ("e2e", "asr", "llm", "tts")}
    analysis = call.get("call_analysis") or {}
    return {
        "DURATION_SECONDS": call["duration_ms"] / 1000,
        "COST_USD": call["call_cost"]["combined_cost"] / 100,  # cents
        "STT_LATENCY_MS": mean(latency["asr"]),
        "LLM_LATENCY_MS": mean(latency["llm"]),
        "TTS_LATENCY_MS": mean(latency["tts"]),
        "RESOLVED": int(analysis["call_successful"]) if "call_successful" in analysis else None,
        "VOICEMAIL": int(analysis["in_voicemail"]) if "in_voicemail" in analysis else None,
        **turns(latency["e2e"]),
    }


def elevenlabs(body):
    call = body["data"]
    metadata = call["metadata"]
    charging = metadata.get("charging") or {}
    models = ((charging.get("llm_usage") or {}).get("initiated_generation") or {}).get(
        "model_usage"
    ) or {}
    per_turn = [
        (turn.get("conversation_turn_metrics") or {}) for turn in call["transcript"]
    ]
    per_turn = [metrics.get("metrics") or metrics for metrics in per_turn]

    def tokens(*kinds):
        found = [use[kind]["tokens"] for use in models.values() for kind in kinds if kind in use]
        return sum(found) if found else None

    def elapsed(name):
        return mean([m[name]["elapsed_time"] * 1000 for m in per_turn if name in m])

    success = (call.get("analysis") or {}).get("call_successful")
    return {
        "DURATION_SECONDS": metadata["call_duration_secs"],
        "COST_USD": metadata.get("cost_fiat"),  # "cost" is credits
        "BARGE_INS": sum(bool(t.get("interrupted")) for t in call["transcript"] if t["role"] == "agent"),
        "INPUT_TOKENS": tokens("input", "input_cache_read", "input_cache_write"),
        "CACHED_INPUT_TOKENS": tokens("input_cache_read"),
        "OUTPUT_TOKENS": tokens("output_total"),
        "TTS_CHARACTERS": (charging.get("tts_usage") or {}).get("total_characters"),
        "STT_SECONDS": (charging.get("asr_usage") or {}).get("total_audio_input_seconds"),
        "LLM_LATENCY_MS": elapsed("convai_llm_service_ttfb"),
        "TTS_LATENCY_MS": elapsed("convai_tts_service_ttfb"),
        "RESOLVED": {"success": 1, "failure": 0}.get(success),
    }


def bolna(task):
    stats = task["latency_dict"]["interruption_stats"]
    progress = task.get("progression_data") or {}
    answers = progress.get("user_bot_latencies") or task["latency_dict"]["user_bot_latencies"]
    llm = (progress.get("llm_latencies") or task["latency_dict"]["llm_latencies"])["turn_latencies"]
    return {
        "DURATION_SECONDS": task["conversation_time"],
        "BARGE_INS": stats["user_interrupted_agent_count"],
        "AGENT_INTERRUPTIONS": stats["agent_interrupted_user_count"],
        "AGENT_SPEECH_SECONDS": stats["agent_speaking_ms"] / 1000,
        "CALLER_SPEECH_SECONDS": stats["user_speaking_ms"] / 1000,
        "INPUT_TOKENS": total(llm, "input_tokens"),
        "CACHED_INPUT_TOKENS": total(llm, "cached_tokens"),
        "OUTPUT_TOKENS": total(llm, "output_tokens"),
        "TTS_CHARACTERS": task["synthesizer_characters"],
        "STT_SECONDS": task["transcriber_duration"],
        "LLM_LATENCY_MS": mean(positive(llm, "first_token_latency_ms")),
        **turns(positive(answers, "latency_ms")),
    }


def ava(row):
    return {
        "DURATION_SECONDS": row["duration_seconds"],
        "BARGE_INS": row["barge_in_count"],
        "AVG_TURN_LATENCY_MS": row["avg_turn_latency_ms"] or None,
        "MAX_TURN_LATENCY_MS": row["max_turn_latency_ms"] or None,
    }


FORMATS = {
    "session_report.json": livekit,
    "end_of_call_report.json": vapi,
    "retell_call.json": retell,
    "elevenlabs_post_call.json": elevenlabs,
    "bolna_task.json": bolna,
    "ava_call_record.json": ava,
}

if __name__ == "__main__":
    with open(sys.argv[2], encoding="utf-8") as file:
        print(json.dumps(present(FORMATS[sys.argv[1]](json.load(file)))))
