"""Whether the agent's voice arrives completely and in time."""

from dashboard import ADVICE, TRANSCRIPT, dashboard
from panels import bars, column, row, stat, table, text, trend
from promql import per, rate, share, share_of_all

CALLS = "ai_agent_calls_total{L}"
HITS = "ai_agent_call_jitter_low_watermark_hits_total{L}"
UNDERFLOWS = "ai_agent_call_underflow_total{L}"
FALLBACKS = "ai_agent_call_fallback_total{L}"
RESTARTS = "ai_agent_call_transport_restarts_total{L}"
SECONDS = "ai_agent_call_duration_seconds_sum{L}"
HEADINGS = {
    "call_uuid": "Call", "transport": "Transport", "pipeline_name": "Pipeline",
    "provider_id": "Provider", "model_variant": "Model",
}
# The limit of the rule jitter_low_watermark, as it is shipped.
TOO_OFTEN = {None: "green", 2: "orange"}
WORST = """
topk(10, max by (call_uuid, pipeline_name, provider_id, model_variant, transport) (
ai_agent_recent_call_jitter_low_watermark_hits{L}
* on (job, instance, call_uuid) group_left (transport) ai_agent_call_info{D}))
"""
DEPTH = """
The depth of the jitter buffer shows in what happens at its lower edge. It **runs low**: below the
low watermark, playback pauses to refill, and words have short gaps. It **runs dry** (underflow): a
frame is missing, and speech stutters. Streaming is **given up** (fallback): the rest of the reply
comes from a file. Read the rows from the top; what is calm in an upper one needs no look further
down.
"""


def a_minute(counter, labels=""):
    """Events per minute of call, which busy and quiet hours have in common."""
    return per(counter, SECONDS, labels) + " * 60"


BOARD = dashboard(
    "voice-agent-streaming-health",
    "Voice agent / Streaming Health",
    "Jitter buffer, underflows, fallbacks and restarts of the audio transport.",
    [
        stat("Buffer ran low, per minute", """How often per minute of call the jitter buffer fell
             below its low watermark. Above 2 (the built-in limit of the rule), raise
             streaming.low_watermark_ms as the Recommendation Feed advises.""",
             per(HITS, SECONDS, window="T") + " * 60", "none", limits=TOO_OFTEN, decimals=2, w=6),
        stat("Buffer ran dry, per minute", """Underflows per minute of call. A few do not matter;
             above 10, raise streaming.min_start_ms, then streaming.jitter_buffer_ms.""",
             per(UNDERFLOWS, SECONDS, window="T") + " * 60", "none",
             limits={None: "green", 10: "orange"}, decimals=2, w=6),
        stat("Fallbacks a call", """How often the engine stopped streaming, per call. From 25 %
             on, check the reasons below: a timeout is a slow provider, the others are the
             network.""",
             share(FALLBACKS, CALLS, window="T"), "percentunit",
             limits={None: "green", 0.25: "orange"}, decimals=1, w=6),
        stat("Transport restarts", """How often the audio transport was restarted within a call,
             in the chosen time. If there are any, check the engine's log around those calls.""",
             "round(sum(increase(ai_agent_call_transport_restarts_total{L}[T])))", "short", w=6),
        text("How to read this", "What the rows of this dashboard mean, in order.", DEPTH, h=3),
        row("The buffer runs low"),
        trend("Low watermark hits per minute by transport", """Per minute of all calls. If only one
              transport is affected, the path is at fault, not the provider.""",
              [(f"{rate(HITS, 'transport')} / scalar({rate(SECONDS)} > 0) * 60", "{{transport}}")],
              "none", decimals=1),
        trend("Low watermark hits per minute by pipeline", """Per minute of call of the same
              pipeline. Above the line, raise streaming.low_watermark_ms; if every pipeline rises at
              once, the machine is overloaded.""",
              [(a_minute(HITS, "pipeline_name"), "{{pipeline_name}}")], "none",
              limits={None: "green", 2: "orange"}, decimals=1),
        row("The buffer runs dry"),
        trend("Underflows per minute by transport", """Per minute of all calls. Over
              externalmedia, packets may get lost; over audiosocket, the machine or the provider
              is late.""",
              [(f"{rate(UNDERFLOWS, 'transport')} / scalar({rate(SECONDS)} > 0) * 60",
                "{{transport}}")], "none", decimals=1),
        trend("Underflows per minute by provider", """Per minute of call of the same provider. If
              only one provider is above the line, it sends in bursts: raise
              streaming.provider_grace_ms.""",
              [(a_minute(UNDERFLOWS, "provider_id"), "{{provider_id}}")], "none",
              limits={None: "green", 10: "orange"}, decimals=1),
        row("Streaming is given up"),
        bars("Fallbacks by reason", """How often the engine stopped streaming in the chosen time,
             and why. timeout: raise streaming.fallback_timeout_ms or choose a faster provider;
             transport_failure and rtp_timeout: check firewall and NAT, or use audiosocket;
             keepalive_timeout: raise streaming.connection_timeout_ms.""",
             "round(sum by (reason) (increase(ai_agent_call_fallback_total{L}[T])))", "{{reason}}"),
        trend("Fallbacks a call by reason", """Per call, from five calls on. See the bars above
              for what to do about each reason.""",
              [(share_of_all(FALLBACKS, CALLS, "reason"), "{{reason}}")],
              "percentunit", w=8, style="bars", stack="normal"),
        trend("Fallbacks a call by transport", """Per call, from five calls on. If only
              externalmedia is affected, switch to audiosocket.""",
              [(share_of_all(FALLBACKS, CALLS, "transport"), "{{transport}}")],
              "percentunit", w=8, style="bars", stack="normal"),
        trend("Fallbacks a call by provider", """Per call of the same provider, from five calls
              on. Above the line, try another provider or wait longer
              (streaming.fallback_timeout_ms).""",
              [(share(FALLBACKS, CALLS, "provider_id"), "{{provider_id}}")], "percentunit",
              limits={None: "green", 0.25: "orange"}),
        trend("Restarts of the transport, per hour", """Restarts interrupt a call for seconds;
              check the engine's log, and the switch's.""",
              [(rate(RESTARTS, "transport") + " * 3600", "{{transport}}")], "short",
              style="bars", stack="normal"),
        row("Where it happened"),
        table("Calls whose buffer ran low most often", """The worst of the calls that the daemon
              shows one by one. Open the transcript to read what was said, and the call for the
              key to change.""",
              HEADINGS,
              [column("Ran low", WORST, "short", 100, sort=True,
                      limits={None: "text", 5: "orange"}),
               column("Fallbacks",
                      "max by (call_uuid, pipeline_name, provider_id, model_variant) "
                      "(ai_agent_recent_call_fallbacks{L} and on (job, instance, call_uuid) "
                      "topk(10, ai_agent_recent_call_jitter_low_watermark_hits{L}))", "short", 100,
                      limits={None: "text", 1: "orange"}),
               column("Recommendations",
                      "max by (call_uuid, pipeline_name, provider_id, model_variant) "
                      "(ai_agent_recent_call_recommendations{L} and on (job, instance, call_uuid) "
                      "topk(10, ai_agent_recent_call_jitter_low_watermark_hits{L}))", "short", 150,
                      limits={None: "text", 1: "orange"}, link=ADVICE)],
              links={"Call": TRANSCRIPT}, widths={"Call": 310, "Transport": 130}, h=12),
    ],
)
