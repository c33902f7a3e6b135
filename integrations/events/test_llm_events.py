"""The emitter under threads, processes and failures, and what the real program counts of it."""

import json
import multiprocessing
import pathlib
import tempfile
import threading
import unittest

from exporter import JAR, Exporter
from llm_events import LlmEvents


def emit(folder, number):
    events = LlmEvents(folder)
    for _ in range(number):
        with events.call("openai", "gpt-4o", "summary") as call:
            call.tokens(input=10, output=2)


class LlmEventsTest(unittest.TestCase):
    def setUp(self):
        temp = tempfile.TemporaryDirectory()
        self.addCleanup(temp.cleanup)
        self.folder = pathlib.Path(temp.name) / "events"

    def written(self):
        return [json.loads(line) for file in sorted(self.folder.glob("*.jsonl"))
                for line in file.read_text().splitlines()]

    def test_call_is_one_line_with_what_is_known(self):
        with LlmEvents(self.folder).call("openai", "gpt-4o", "summary", call_uuid="c-1") as call:
            call.retried()
            call.first_token()
            call.first_token()
            call.tokens(input=120, output=40, cached=None)
            call.cost(0.002)
        (event,) = self.written()
        self.assertEqual((event["event"], event["call_uuid"]), ("llm.call", "c-1"))
        data = event["data"]
        self.assertLessEqual(data.pop("time_to_first_token_ms"), data.pop("latency_ms"))
        self.assertEqual(data, {
            "provider": "openai", "model": "gpt-4o", "operation": "summary", "status": "ok",
            "retries": 1, "tokens": {"input": 120, "output": 40}, "cost_usd": 0.002})

    def test_exception_counts_and_goes_on(self):
        class RateLimitError(Exception):
            pass

        events = LlmEvents(self.folder)
        for error in (TimeoutError(), RateLimitError(), ValueError("a secret")):
            with self.assertRaises(type(error)):
                with events.call("openai", "gpt-4o", "summary"):
                    raise error
        statuses = [event["data"]["status"] for event in self.written()]
        self.assertEqual(statuses, ["timeout", "rate_limited", "error"])
        self.assertNotIn("secret", json.dumps(self.written()))

    def test_decorator_hands_over_the_call(self):
        @LlmEvents(self.folder).counted("openai", "gpt-4o", "summary")
        def ask(question, llm_call):
            llm_call.fell_back("gpt-4o-mini")
            return question.upper()

        self.assertEqual(ask("why"), "WHY")
        (event,) = self.written()
        self.assertEqual(event["data"]["fallback_from"], "gpt-4o")
        self.assertEqual(event["data"]["model"], "gpt-4o-mini")

    def test_threads_and_processes_lose_and_mix_no_line(self):
        context = multiprocessing.get_context("spawn")
        workers = [context.Process(target=emit, args=(self.folder, 200)) for _ in range(3)]
        workers += [threading.Thread(target=emit, args=(self.folder, 200)) for _ in range(3)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
        events = self.written()
        self.assertEqual(len(events), 1200)
        self.assertEqual(len({event["event_id"] for event in events}), 1200)

    def test_value_that_json_cannot_hold_costs_the_caller_nothing(self):
        for cost in (float("nan"), object()):
            with LlmEvents(self.folder).call("openai", "gpt-4o", "summary") as call:
                call.cost(cost)
        self.assertEqual(self.written(), [])

    def test_folder_that_cannot_be_written_costs_the_caller_nothing(self):
        self.folder.write_text("a file")
        with LlmEvents(self.folder).call("openai", "gpt-4o", "summary"):
            pass
        self.assertEqual(self.folder.read_text(), "a file")


@unittest.skipUnless(JAR, "needs the built jar")
class CountedTest(unittest.TestCase):
    """With the catalog that comes with the program."""

    def setUp(self):
        temp = tempfile.TemporaryDirectory()
        self.addCleanup(temp.cleanup)
        self.exporter = Exporter(temp.name)
        self.addCleanup(self.exporter.close)

    def test_calls_become_the_metrics_of_the_catalog(self):
        events = LlmEvents(self.exporter.events)
        with events.call("openai", "gpt-4o", "summary", call_uuid="c-1") as call:
            call.first_token()
            call.tokens(input=120, output=40, cached=100)
            call.cost(0.25)
            call.retried()
            call.retried()
        with events.call("anthropic", "claude", "answer") as call:
            call.fell_back("claude-small")
            call.tokens(input=7)
        for error in (TimeoutError(), ConnectionError()):
            with self.assertRaises(type(error)):
                with events.call("openai", "gpt-4o", "summary"):
                    raise error
        worker = multiprocessing.get_context("spawn").Process(
            target=emit, args=(self.exporter.events, 50))
        worker.start()
        worker.join()

        self.exporter.until(lambda: self.exporter.ingested() == 54)
        summary = {"provider": "openai", "model": "gpt-4o", "operation": "summary"}
        answer = {"provider": "anthropic", "model": "claude-small", "operation": "answer"}
        expected = {
            "llm_calls_total": [({**summary, "status": "ok"}, 51),
                                ({**summary, "status": "timeout"}, 1),
                                ({**summary, "status": "error"}, 1),
                                ({**answer, "status": "ok"}, 1)],
            "llm_call_duration_seconds_count": [(summary, 53), (answer, 1)],
            "llm_tokens_total": [
                ({"provider": "openai", "model": "gpt-4o", "direction": "input"}, 620),
                ({"provider": "openai", "model": "gpt-4o", "direction": "output"}, 140),
                ({"provider": "openai", "model": "gpt-4o", "direction": "cached"}, 100),
                ({"provider": "anthropic", "model": "claude-small", "direction": "input"}, 7)],
            "llm_cost_usd_total": [(summary, 0.25)],
            "agent_price_missing_total": [
                ({"model": "gpt-4o"}, 52), ({"model": "claude-small"}, 1)],
            "llm_retries_total": [({"provider": "openai"}, 2)],
            "llm_provider_fallback_total": [({"from": "claude", "to": "claude-small"}, 1)],
        }
        counted = {name: {key: value for key, value in self.exporter.metrics(name).items() if value}
                   for name in expected}
        self.assertEqual(counted, {name: {tuple(sorted(labels.items())): value
                                          for labels, value in series}
                                   for name, series in expected.items()})
        self.assertEqual(self.exporter.total("voice_agent_exporter_events_rejected_total"), 0)

    def test_duration_is_that_of_the_call(self):
        with LlmEvents(self.exporter.events).call("openai", "gpt-4o", "summary"):
            threading.Event().wait(0.3)
        self.exporter.until(lambda: self.exporter.ingested() == 1)
        seconds = self.exporter.total("llm_call_duration_seconds_sum")
        self.assertTrue(0.3 <= seconds < 10, seconds)


if __name__ == "__main__":
    unittest.main()
