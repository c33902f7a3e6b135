"""How calls sound, what callers wait for, and what becomes of their requests."""

from dashboard import dashboard
from panels import bars, column, heatmap, row, stat, table, trend
from promql import STACK, per, quantile, rate, share, share_of_all

CALLS = "ai_agent_calls_total{L}"
MINUTES = "ai_agent_call_duration_seconds_sum{L}"
PARTS = "ai_agent_call_component_latency_seconds"
FIRST = "ai_agent_call_first_word_seconds"
WER = "ai_agent_call_wer_ratio"
MOS = "ai_agent_call_mos_score"
CSAT = "ai_agent_call_csat_score"
RATING = "ai_agent_call_human_rating_score"
RESOLVED = "ai_agent_call_resolved_total"
ENDS = "ai_agent_call_end_total"
TOOLS = "ai_agent_call_tool_total"
TOOL_TIME = "ai_agent_call_tool_duration_seconds"
DEAD = "ai_agent_call_dead_air_seconds_total"
SPEECH = "ai_agent_call_speech_seconds_total"
INTERRUPTIONS = "ai_agent_call_agent_interruption_total"
CHECKS = "ai_agent_call_evaluation_total"
ERRORS = "ai_agent_call_error_total"
LABELS = {"pipeline_name": "Pipeline", "provider_id": "Provider", "model_variant": "Model"}


def mean(histogram, labels="", window="R", filters="{L}"):
    return per(f"{histogram}_sum{filters}", f"{histogram}_count{filters}", labels, window)


def contained(labels="", window="R"):
    """Share of the calls with a known end that no person had to take over."""
    return "1 - " + share(f'{ENDS}{{L,reason="transferred"}}', f"{ENDS}{{L}}", labels, window)


BOARD = dashboard(
    "voice-agent-quality-and-business",
    "Voice agent / Quality and Business",
    "What callers hear and wait for, whether they are content, and what becomes of their requests.",
    [
        stat("Resolved", """Share of the calls of which it is known whether the request was resolved;
             from five calls on.""",
             share(f'{RESOLVED}{{L,resolved="true"}}', f"{RESOLVED}{{L}}", window="T"),
             "percentunit", decimals=1),
        stat("Contained", """Share of the calls with a known end that no person had to take over;
             from five calls on.""", contained(window="T"), "percentunit", decimals=1),
        stat("Satisfaction", """Mean of what callers stated, from 1 to 5. Few answer, and rather the
             very happy and the very unhappy: watch the number of answers.""",
             mean(CSAT, window="T"), "none", decimals=2),
        stat("Answers to surveys", "How many callers stated their satisfaction in the chosen time.",
             f"round(sum (increase({CSAT}_count{{L}}[T])))", "short"),
        stat("Word error rate", """Mean of the calls that give one; 5 % is good, and above 20 % the
             agent answers questions that were not asked.""", mean(WER, window="T"),
             "percentunit", decimals=1),
        stat("Line", """Mean opinion score of the line, from 1 to 4.5. Below 3.6, many callers find it
             bad.""", mean(MOS, window="T"), "none", decimals=2),
        row("What the caller waits for"),
        trend("The caller's wait, part by part", """Mean of each part, stacked: end of turn (eou),
              recognition (stt), language model (llm), speech (tts), the line (transport), and what
              no part explains (unattributed). Shorten the thickest.""",
              [(mean(PARTS, "component"), "{{component}}")], "s", w=16, stack="normal",
              exemplars=False),
        bars("Parts of the wait, in the chosen time", """A long unattributed part is time that the
             engine does not measure: queues, tools, or the wait for the end of the turn.""",
             mean(PARTS, "component", "T"), "{{component}}", "s", decimals=2),
        heatmap("Time to the first word", """Each cell shows how many calls waited so long for the
                agent's first word; callers hang up on silence.""",
                f"sum by (le) (increase({FIRST}_bucket{{L}}[R]))"),
        trend("Time to the first word, 95 %", """19 of 20 calls of a pipeline hear the agent sooner.
              A greeting that is generated for each call starts late: play a recorded one.""",
              [(quantile(0.95, FIRST, "{L}", "pipeline_name"), "{{pipeline_name}}")], "s"),
        row("Talking and silence"),
        trend("Dead air by culprit", """Seconds of silence of more than 3 s in each minute of call,
              by whom they were due to: caller, agent, tool, or unattributed. Where tools are slow,
              let the agent say that it is looking something up.""",
              [(f"60 * sum by (culprit) (rate({DEAD}{{L}}[R])) / on () group_left () "
                f"(sum (rate({MINUTES}[R])) > 0)", "{{culprit}}")], "s", w=8, stack="normal"),
        trend("Who talks", """Share of the time of the call that caller and agent speak, and that both
              do at once. An agent that talks most of the time lectures.""",
              [(f"sum by (speaker) (rate({SPEECH}{{L}}[R])) / on () group_left () "
                f"(sum (rate({MINUTES}[R])) > 0)", "{{speaker}}")], "percentunit", w=8, most=1),
        trend("Interruptions by the agent a call", """How often the agent begins before the caller has
              ended. Above one a call, it takes pauses for ends: raise the wait for the end of the
              turn.""",
              [(per(INTERRUPTIONS + "{L}", CALLS, "pipeline_name"), "{{pipeline_name}}")], "none",
              w=8, limits={None: "green", 1: "orange"}, decimals=2),
        row("How well it is heard"),
        trend("Word error rate by model", """Mean of the calls that give one. It rises with a worse
              line, a new accent among callers, or another recogniser.""",
              [(mean(WER, "model_variant"), "{{model_variant}}")], "percentunit"),
        trend("Score of the line by source", """Mean opinion score; engine is the engine's own, g107 is
              the E-model of ITU-T G.107 on round trip, jitter, loss and codec. The two do not
              compare.""",
              [(mean(MOS, "source"), "{{source}}")], "none", least=1, most=4.5, decimals=2,
              limits={None: "red", 3.6: "green"}),
        row("What becomes of requests"),
        trend("Resolved and contained", """Share of calls whose request was resolved, and share that
              no person had to take over. Contained but not resolved are callers who gave up.""",
              [(share(f'{RESOLVED}{{L,resolved="true"}}', f"{RESOLVED}{{L}}"), "resolved"),
               (contained(), "contained")], "percentunit", w=8, most=1),
        trend("Why calls end", "How calls end, over time. Errors and silence are lost calls.",
              [(rate(f"{ENDS}{{L}}", "reason") + " * 60", "{{reason}}")], "short", w=8,
              style="bars", stack="normal"),
        trend("Satisfaction and ratings", """Mean of what callers stated, and of what reviewers
              gave, from 1 to 5. Both count in the hour in which they come.""",
              [(mean(CSAT), "callers"), (mean(RATING), "reviewers")], "none", w=8, least=1,
              most=5, decimals=2),
        table("Business side by side", """All combinations that took calls in the chosen time;
              percentages from five calls on.""",
              LABELS,
              [column("Calls", f"round(sum by ({STACK}) (increase({CALLS}[T]))) > 0", "short", 80,
                      sort=True),
               column("Resolved", share(f'{RESOLVED}{{L,resolved="true"}}', f"{RESOLVED}{{L}}",
                                        STACK, "T"), "percentunit", 95, decimals=1),
               column("Contained", contained(STACK, "T"), "percentunit", 100, decimals=1),
               column("Satisfaction", mean(CSAT, STACK, "T"), "none", 110, decimals=2),
               column("Word error rate", mean(WER, STACK, "T"), "percentunit", 130, decimals=1),
               column("Line", mean(MOS, STACK, "T"), "none", 70, decimals=2),
               column("Unattributed wait", mean(PARTS, STACK, "T",
                                                '{L,component="unattributed"}'), "s", 150,
                      decimals=2)],
              h=8),
        row("Tools, checks and errors"),
        trend("Failed uses of tools", """Share of the uses of each tool that ended in an error or a
              timeout; from five uses on. The agent promises what the tool does not do.""",
              [(share(f'{TOOLS}{{L,status=~"error|timeout"}}', f"{TOOLS}{{L}}", "tool"),
                "{{tool}}")], "percentunit", w=8, most=1),
        trend("Time that tools take, 90 %", """Nine of ten uses of a tool are faster. Above 3 s,
              callers hear dead air.""",
              [(quantile(0.9, TOOL_TIME, "{L}", "tool"), "{{tool}}")], "s", w=8),
        bars("Passed checks", """Share of the evaluations that passed, by what was checked, in the
             chosen time.""",
             share(f'{CHECKS}{{L,verdict="pass"}}', f"{CHECKS}{{L}}", "evaluation",
                                    "T"),
             "{{evaluation}}", "percentunit", decimals=1),
        bars("Errors within calls", """What failed, in the chosen time, by the part of the engine and
             the kind of error.""",
             f"round(sum by (component, type) (increase({ERRORS}{{L}}[T]))) > 0",
             "{{component}} {{type}}", "short", w=12),
        bars("Errors in a hundred calls", """Errors for each hundred calls, in the chosen
             time, by the part of the engine that made them.""",
             "100 * " + share_of_all(f"{ERRORS}{{L}}", CALLS, "component", "T"),
             "{{component}}", "short", w=12, decimals=1),
    ],
    since="now-24h",
)
