"""The harness's own arithmetic: python3 -m unittest discover bench."""
import json
import os
import sys
import tempfile
import unittest
import xml.dom.minidom

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import bench
import guard
import lake
import phases
import plot
import report
import scrapes
import sessions
import soak
from candidate import HERE, Candidate


class Harness(unittest.TestCase):
    def test_prose_is_wrapped_and_an_item_keeps_its_indent(self):
        lines = report.wrapped("* " + "word " * 40).split("\n")
        self.assertTrue(all(len(line) <= 100 for line in lines))
        self.assertTrue(all(line.startswith("  ") for line in lines[1:]))

    def test_every_candidate_can_be_read_and_names_its_phases(self):
        for name in os.listdir(os.path.join(HERE, "candidates")):
            candidate = Candidate.read(os.path.join(HERE, "candidates", name))
            self.assertEqual(candidate.name + ".json", name)
            self.assertLessEqual(set(candidate.spec.get("skip", [])), set(bench.ORDER))

    def test_the_same_seed_gives_the_same_sessions(self):
        self.assertEqual(sessions.build(3, 5), sessions.build(3, 5))
        self.assertNotEqual(sessions.build(3, 5)[0], sessions.build(4, 5)[0])

    def test_a_session_is_written_whole(self):
        with tempfile.TemporaryDirectory() as folder:
            sessions.fill(folder, 1, 2)
            for call in os.listdir(folder):
                self.assertEqual(sorted(os.listdir(os.path.join(folder, call))), sorted(sessions.FILES))

    def test_our_count_is_the_sum_over_all_series(self):
        ours = Candidate.read(os.path.join(HERE, "candidates", "voice-agent-exporter.json"))
        page = b'# TYPE ai_agent_calls_total counter\nai_agent_calls_total{outcome="a"} 2.0\nai_agent_calls_total{outcome="b"} 3.0\n'
        self.assertEqual(ours.read_count(page), 5)

    def test_percentiles_and_summaries(self):
        self.assertEqual(phases.spread([1, 2, 3, 4])["p50"], 3)
        self.assertEqual(bench.summarise([{"a": {"b": 1}}, {"a": {"b": 3}}])["a.b"], {"min": 1, "median": 2, "max": 3, "runs": 2})

    def test_steady_speed_leaves_out_the_ends(self):
        track = [(0, 0, 1), (1, 100, 1), (2, 500, 2), (3, 900, 3), (9, 1000, 3)]
        self.assertEqual(phases.steady(track), 400)
        self.assertEqual(phases.tenths(track)[9], 3)

    def test_a_target_is_met_at_its_limit_and_missed_beyond(self):
        self.assertEqual(report.verdict(1, "<=", 1), "met")
        self.assertEqual(report.verdict(2, "<=", 1), "missed, ×2")
        self.assertEqual(report.verdict(12500, ">=", 25000), "missed, ×2")

    def test_only_what_is_between_the_marks_is_replaced(self):
        whole = "a\n" + report.MARKS[0] + "\nold\n" + report.MARKS[1] + "\nb\n"
        self.assertEqual(report.between_marks(whole, "new"), "a\n" + report.MARKS[0] + "\n\nnew\n\n" + report.MARKS[1] + "\nb\n")

    def test_the_slope_of_a_line_is_found(self):
        self.assertAlmostEqual(soak.slope([(0, 1), (1, 3), (2, 5)]), 2)

    def test_a_plot_is_well_formed_and_breaks_where_a_value_is_missing(self):
        text = plot.svg("a < b", [("MiB", [("RSS", "#000", [(0, 1), (1, 2), (2, None), (3, 1), (4, 5)])])], 4, [2], "kill -9")
        self.assertEqual(len(xml.dom.minidom.parseString(text).getElementsByTagName("polyline")), 2)

    def test_a_run_whose_floor_drifts_is_marked(self):
        steady = {"runs": [{"floor": {"seconds": 1.0}, "floor_after": {"seconds": 1.1}}]}
        drifting = {"runs": [{"floor": {"seconds": 1.0}, "floor_after": {"seconds": 1.3}}]}
        self.assertIn("the machine was quiet", report.quiet([steady]))
        self.assertIn("Not a quiet machine", report.quiet([steady, drifting]))
        self.assertIn("not measured", report.quiet([{"runs": [{}]}]))

    def test_processor_time_is_shown_against_the_floor(self):
        self.assertEqual(report.against_floor({"runs": [{"cold": {"cpu_s": 3.0}, "floor": {"cpu_s": 0.5}}]}), "6")
        self.assertEqual(report.against_floor({"runs": [{}]}), "")

    def test_a_reader_may_cost_its_answers_but_not_the_counting(self):
        quiet = {"counting_cpu_s": 4.0, "http_cpu_s": 0.1, "seconds": 3.0}
        self.assertEqual(scrapes.faults(quiet, {"counting_cpu_s": 4.3, "http_cpu_s": 2.0, "seconds": 3.2}), [])
        self.assertEqual(scrapes.faults(quiet, {"counting_cpu_s": 4.5, "http_cpu_s": 0.2, "seconds": 3.4}), ["counting_cpu_s", "seconds"])

    def test_a_journal_that_costs_more_than_a_tenth_is_a_fault(self):
        off = {"cpu_s": 10, "peak_rss_mib": 100}
        self.assertEqual(lake.faults(off, {"cpu_s": 10.9, "peak_rss_mib": 109}), [])
        self.assertEqual(lake.faults(off, {"cpu_s": 11.1, "peak_rss_mib": 111}), ["cpu_s", "peak_rss_mib"])

    def test_the_guard_fails_on_a_slowdown_of_40_percent_and_not_on_one_of_20(self):
        recorded = {"backlog_cpu": 4.0, "start_cpu": 2.0}
        self.assertEqual(guard.faults({"backlog_cpu": 5.6, "start_cpu": 2.4}, recorded), ["backlog_cpu"])
        self.assertIn("TOO SLOW, 1.40 times", guard.table({"backlog_cpu": 5.6}, recorded, {"calls": 1, "burst": 1}))

    def test_allocation_is_what_the_young_generation_grew_by_between_collections(self):
        log = ("GC(0) DefNew: 2000K(2560K)->200K(2560K) Eden: 2000K(2304K)->0K(2304K)\n"
               "GC(1) DefNew: 2500K(2560K)->100K(2560K) Eden: 2300K(2304K)->0K(2304K)\n")
        self.assertEqual(guard.allocated_kib(log), 2300)

    def test_system_calls_are_counted_once_and_without_those_of_housekeeping(self):
        trace = "\n".join([
            '10 openat(AT_FDCWD, "/s", O_RDONLY) = 3',
            '11 prctl(PR_SET_NAME, "housekeeping") = 0',
            '11 statx(3, "a", 0, 0,  <unfinished ...>',
            '10 close(3 <unfinished ...>',
            '11 <... statx resumed>) = 0',
            '10 <... close resumed>) = 0',
            '10 --- SIGTERM {si_signo=SIGTERM} ---',
            '10 +++ exited with 0 +++',
        ])
        self.assertEqual(guard.system_calls(trace), 2)
        with self.assertRaises(RuntimeError):
            guard.system_calls("")

    def test_every_recorded_figure_is_one_that_is_measured(self):
        with open(guard.RECORD) as f:
            self.assertEqual(set(json.load(f)["figures"]), set(guard.FIGURES))


if __name__ == "__main__":
    unittest.main()
