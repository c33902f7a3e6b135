"""Which key of the engine's configuration to change, and whether changes helped."""

import pathlib
import re

from dashboard import ADVICE, TRANSCRIPT, dashboard
from panels import bars, column, row, stat, table, text, trend
from promql import newest, per, rate

DOCS = pathlib.Path(__file__).resolve().parents[3] / "docs" / "recommendations.md"
ADVISED = "ai_agent_setting_recommendation_total"
BY = "field, recommendation_key, severity, pipeline_name"
JUDGED = "ai_agent_recommendation_outcome_total"
SEVERITIES = ["critical", "warning", "info"]
VERDICTS = ["harmed", "no_effect", "helped", "inconclusive", "reverted"]
LATEST = ("Open the newest advice on this pipeline",
          "${daemon:raw}/feedback/latest?limit=20&pipeline=${__value.raw}")
EFFECTS = ("Open what changes did", "${daemon:raw}/feedback/effects")


def rules():
    """The table of rules in the documentation, without its links, which lead nowhere here."""
    lines = DOCS.read_text(encoding="utf-8").splitlines()
    rows = [line for line in lines if re.match(r"\| \[\w+\]\(#\w+\) \|", line)]
    if not rows:
        raise SystemExit(f"no table of rules in {DOCS}")
    head = ["| Rule | What callers notice | Key to change |", "|---|---|---|"]
    plain = [re.sub(r"\[(\w+)\]\(#\w+\)", r"**\1**", line) for line in rows]
    end = "\nLimits, reasons and the exact suggestion of each: `docs/recommendations.md#<rule>`."
    return "\n".join(head + plain) + "\n" + end


BOARD = dashboard(
    "voice-agent-recommendation-feed",
    "Voice agent / Recommendation Feed",
    "What to change in the engine's configuration, how urgent it is, and whether changes helped.",
    [
        stat("Critical advice", """Recommendations of severity critical in the chosen time: the
             rule held in most of the last calls. If there are any, start with the top of the
             table below.""",
             f'round(sum(increase({ADVISED}{{P,severity="critical"}}[T])) or vector(0))',
             limits={None: "green", 1: "red"}),
        stat("Warnings", """Recommendations of severity warning in the chosen time: the rule held in
             a quarter of the last calls. Plan the change for the next restart of the engine.""",
             f'round(sum(increase({ADVISED}{{P,severity="warning"}}[T])) or vector(0))',
             limits={None: "green", 1: "orange"}),
        stat("Advice a call", """How many recommendations there are per call. If the number does
             not fall after a change, check the effects below.""",
             f"sum(rate({ADVISED}{{P}}[T])) / (sum(rate(ai_agent_calls_total{{P}}[T])) > 0)",
             "none", decimals=2),
        stat("Changes that helped", """Changes of the configuration that were judged to have helped,
             since counting began. Keep them.""",
             f'sum({JUDGED}{{D,verdict="helped"}}) or vector(0)'),
        stat("Changes that did harm", """Changes that were judged to have done harm, since
             counting began. If there are any, open the effects and set the key back.""",
             f'sum({JUDGED}{{D,verdict="harmed"}}) or vector(0)',
             limits={None: "green", 1: "red"}),
        stat("Keys with advice", """How many keys of the configuration have advice, in the chosen
             time. Change one at a time: otherwise, you cannot tell which one helped.""",
             f"count(sum by (field) (increase({ADVISED}{{P}}[T])) > 0) or vector(0)"),
        row("What to change"),
        table("Advice by key", """What was recommended, most frequent first. Click the pipeline
              to open its newest advice with the value to set and the patch to apply; the rules
              are explained at the bottom. Ever counts from the first call on, so it may include
              a key that needs no change any more.""",
              {"field": "Key", "recommendation_key": "Rule", "severity": "Severity",
               "pipeline_name": "Pipeline"},
              [column("In this time", f"round(sum by ({BY}) (increase({ADVISED}{{P}}[T])))",
                      "short", 120, sort=True, limits={None: "text", 1: "orange"}),
               column("Ever", f"sum by ({BY}) ({ADVISED}{{P}})", "short", 100, sort=True)],
              links={"Pipeline": LATEST}, widths={"Severity": 120, "Pipeline": 200}, h=10),
        trend("Advice by severity, per hour", """How urgent the advice is. Red or orange that
              stays means that no one acts on it.""",
              [(rate(f'{ADVISED}{{P,severity="{severity}"}}') + " * 3600", severity)
               for severity in SEVERITIES], style="bars",
              stack="normal", colours=SEVERITIES),
        trend("Advice by key, per hour", """A key that vanishes after a change is a good sign,
              but check the effects before you rely on it.""",
              [(rate(ADVISED + "{P}", "field") + " * 3600", "{{field}}")], style="bars",
              stack="normal"),
        trend("Advice by rule, per hour", """Several keys of one rule are attempts at the same
              problem. If a rule continues after its key was changed, change the next key of the
              rule.""",
              [(rate(ADVISED + "{P}", "recommendation_key") + " * 3600",
                "{{recommendation_key}}")], style="bars", stack="normal"),
        trend("Advice a call by pipeline", """Which pipeline needs attention, regardless of its
              traffic.""",
              [(per(ADVISED + "{P}", "ai_agent_calls_total{P}", "pipeline_name"),
                "{{pipeline_name}}")], "none", decimals=2),
        row("Did it help?"),
        table("Effects of changes", """Changes of keys whose effect was decided, since counting
              began. This usually takes 200 to 400 calls before and after a change, so the table
              is empty at first. Click the verdict to open figures and reasons. Set back what did
              harm.""",
              {"field": "Key", "verdict": "Verdict"},
              [column("Changes", f"sum by (field, verdict) ({JUDGED}{{D}})", "short", 110,
                      sort=True)],
              links={"Verdict": EFFECTS}, w=16, widths={"Verdict": 160}, h=8),
        bars("Verdicts", """All decided changes by verdict. If harm or no effect outweighs help,
             change fewer keys at a time and wait longer.""",
             f"sum by (verdict) ({JUDGED}{{D}})", "{{verdict}}", colours=VERDICTS),
        trend("Calls since changes not judged yet", """How far each changed key is from a
              verdict: calls are compared at 50, 100, 200 and 400 calls on both sides. Leave the
              other keys alone until a line ends.""",
              [("voice_agent_exporter_configuration_epoch_calls{D}", "{{field}} of {{pipeline_name}}")],
              "short", w=24, h=11),
        row("Where it comes from"),
        table("Newest calls with their advice", """The newest calls and how many recommendations
              each led to. Click the number to open the call with its advice; click the id to
              open the transcript.""",
              {"call_uuid": "Call", "pipeline_name": "Pipeline", "provider_id": "Provider",
               "model_variant": "Model"},
              [column("Recommendations", newest("ai_agent_recent_call_recommendations"), "short",
                      150, limits={None: "text", 1: "orange"}, link=ADVICE, sort=True)],
              links={"Call": TRANSCRIPT}, w=16, widths={"Call": 310}, h=11),
        bars("Rules that could not judge", """Calls on which a rule was silent because data was
             missing, since the daemon started. If one stands out, make the engine write the
             missing data: no_advice of a call names it.""",
             "topk(10, sum by (recommendation_key) "
             "(voice_agent_exporter_rules_unjudged_total{D}))", "{{recommendation_key}}", h=11),
        row("The rules"),
        text("What each rule means", "Which problem each rule detects, and which key to change.",
             rules(), h=42),
    ],
    links=[("Effects", "${daemon:raw}/feedback/effects")],
    since="now-24h",
)
