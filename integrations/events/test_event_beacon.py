"""The client for browsers in a real Chromium, against the inbox of the real program."""

import http.server
import json
import os
import pathlib
import shutil
import subprocess
import tempfile
import threading
import unittest
import urllib.error
import urllib.request

from selenium import webdriver
from selenium.webdriver.chrome.service import Service

from exporter import CATALOGS, JAR, Exporter

HERE = pathlib.Path(__file__).resolve().parent
BROWSER = shutil.which("chromium")
DRIVER = shutil.which("chromedriver")
SECRET = "my card is 4111"
PAGE = """<!doctype html><title>A page</title><script type="module">
import { EventBeacon } from "./event_beacon.js";
window.EventBeacon = EventBeacon;
</script>"""


class Pages(http.server.SimpleHTTPRequestHandler):
    """The page of an application, and the client as a file beside it."""

    def __init__(self, *arguments):
        super().__init__(*arguments, directory=HERE)

    def do_GET(self):
        if self.path != "/":
            super().do_GET()
            return
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(PAGE.encode())

    def log_message(self, *_):
        pass


@unittest.skipUnless(JAR and BROWSER and DRIVER, "needs the built jar, chromium and chromedriver")
class EventBeaconTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        options = webdriver.ChromeOptions()
        options.binary_location = BROWSER
        for flag in ("headless=new", "no-sandbox", "disable-gpu", "disable-dev-shm-usage",
                     "no-proxy-server", "disable-background-networking"):
            options.add_argument("--" + flag)
        options.set_capability("goog:loggingPrefs", {"performance": "ALL"})
        cls.browser = webdriver.Chrome(options=options, service=Service(DRIVER))
        cls.addClassCleanup(cls.browser.quit)
        cls.allowed, cls.foreign = cls.serve(), cls.serve()

    @classmethod
    def serve(cls):
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Pages)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        cls.addClassCleanup(server.server_close)
        cls.addClassCleanup(server.shutdown)
        return f"http://127.0.0.1:{server.server_port}"

    def setUp(self):
        temp = tempfile.TemporaryDirectory()
        self.addCleanup(temp.cleanup)
        self.exporter = Exporter(
            temp.name, "http: {inbox: {listen: 127.0.0.1:0, events: "
            f"{{origins: ['{self.allowed}'], max_requests_per_second: 1000}}}}}}\n")
        self.addCleanup(self.exporter.close)
        inbox = self.exporter.said(r"the inbox takes .* on ([0-9.]+:[0-9]+)")
        self.inbox = f"http://{inbox}/inbox/events"
        self.open(self.allowed)

    def open(self, page, options=""):
        self.browser.get(page)
        self.browser.get_log("performance")
        self.run_here(f"window.events = new EventBeacon({json.dumps(self.inbox)}, {{{options}}});")

    def run_here(self, script):
        return self.browser.execute_script(script)

    def beacons(self):
        """How often the browser asked the inbox since it was last asked for."""
        asked = (json.loads(entry["message"])["message"]
                 for entry in self.browser.get_log("performance"))
        return sum(one["method"] == "Network.requestWillBeSent"
                   and one["params"]["request"]["url"] == self.inbox for one in asked)

    def ui_events(self):
        return {labels[0][1]: value for labels, value
                in self.exporter.metrics("ui_events_total").items() if value}

    def lines(self):
        return [line for file in self.exporter.events.rglob("*.jsonl")
                for line in file.read_text("utf-8").splitlines()]

    def test_events_of_the_catalog_count_exactly_once(self):
        self.open(self.allowed, "maxEvents: 5, maxMilliseconds: 3600000")
        outcomes = self.run_here("""
            events.consent(true);
            const said = [];
            for (let i = 0; i < 6; i++)
              said.push(events.emit('detail_panel.view', {panel: 'node'}));
            for (let i = 0; i < 4; i++) said.push(events.emit('bias.override', {detector: 'bias'}));
            said.push(events.emit('feedback.submit', {detector: 'bias', agrees: true}, 'call-1'));
            said.push(events.emit('performance.measure', {action: 'search', duration_ms: 250}));
            return said;""")
        self.assertEqual(outcomes, ["queued"] * 12)
        self.exporter.until(lambda: self.exporter.ingested() == 10)
        self.assertEqual(self.beacons(), 2)

        self.browser.get("about:blank")  # a page that is left sends the rest

        self.exporter.until(lambda: self.exporter.ingested() == 12)
        self.assertEqual(self.ui_events(), {
            "detail_panel.view": 6, "bias.override": 4, "feedback.submit": 1})
        self.assertEqual(
            self.exporter.metric("ui_action_duration_seconds_sum", action="search"), 0.25)
        self.assertEqual(self.exporter.total("voice_agent_exporter_events_rejected_total"), 0)

        again = "\n".join(self.lines()).encode()
        urllib.request.urlopen(urllib.request.Request(
            self.inbox, again, {"Origin": self.allowed, "Content-Type": "text/plain"}), timeout=20)
        duplicates = "voice_agent_exporter_events_duplicates_total"
        self.exporter.until(lambda: self.exporter.total(duplicates) == 12)
        self.assertEqual(sum(self.ui_events().values()), 11)

    def test_an_event_does_not_wait_longer_than_it_may(self):
        self.open(self.allowed, "maxMilliseconds: 300")
        self.run_here("events.consent(true); events.emit('detail_panel.view', {panel: 'node'});")
        self.exporter.until(lambda: self.ui_events() == {"detail_panel.view": 1})

    def test_a_page_in_the_background_sends_what_waits(self):
        self.open(self.allowed, "maxMilliseconds: 3600000")
        self.run_here("events.consent(true); events.emit('detail_panel.view', {panel: 'node'});")
        page = self.browser.current_window_handle
        self.browser.switch_to.new_window("tab")
        self.addCleanup(self.browser.switch_to.window, page)
        self.addCleanup(self.browser.close)
        self.exporter.until(lambda: self.ui_events() == {"detail_panel.view": 1})

    def test_nothing_is_sent_before_the_user_consents_nor_after_consent_is_withdrawn(self):
        self.open(self.allowed, "maxEvents: 2, maxMilliseconds: 100")
        outcomes = self.run_here("""
            const said = [];
            for (let i = 0; i < 3; i++) said.push(events.emit('bias.override', {detector: 'bias'}));
            events.flush();
            events.consent('yes');
            said.push(events.emit('bias.override', {detector: 'bias'}));
            events.consent(true);
            said.push(events.emit('bias.override', {detector: 'bias'}));
            events.consent(false);
            events.flush();
            said.push(events.emit('bias.override', {detector: 'bias'}));
            return said;""")
        self.assertEqual(outcomes, ["no_consent"] * 4 + ["queued", "no_consent"])
        self.browser.execute_async_script("setTimeout(arguments[0], 500);")
        self.assertEqual(self.beacons(), 0)
        # What the same page sends later shows that sending works, and nothing older is with it.
        self.run_here("events.consent(true); events.emit('detail_panel.view', {panel: 'node'});")
        self.exporter.until(lambda: self.exporter.ingested() == 1)
        self.assertEqual(self.ui_events(), {"detail_panel.view": 1})
        self.assertEqual(len(self.lines()), 1)

    def test_no_beacon_is_larger_than_browser_and_inbox_allow(self):
        self.open(self.allowed, "maxEvents: 100000, maxMilliseconds: 200")
        outcomes, sizes = self.browser.execute_async_script("""
            const done = arguments[0];
            const sizes = [];
            const send = navigator.sendBeacon.bind(navigator);
            navigator.sendBeacon = (url, body) => {
              const taken = send(url, body);
              if (taken) sizes.push(new TextEncoder().encode(body).length);
              return taken;
            };
            events.consent(true);
            const said = [];
            const panel = 'é'.repeat(64);
            for (let i = 0; i < 1000; i++) said.push(events.emit('detail_panel.view', {panel}));
            said.push(events.emit('detail_panel.view', {panel, more: Array(40000).fill(1)}));
            const wait = () => events.flush() ? done([said, sizes]) : setTimeout(wait, 50);
            wait();""")
        self.assertEqual(outcomes.pop(), "too_long")
        self.assertLessEqual(set(outcomes), {"queued", "full"})
        self.assertGreater(len(sizes), 1)
        self.assertLessEqual(max(sizes), 65536)
        self.assertGreater(max(sizes), 65000)
        queued = outcomes.count("queued")
        self.exporter.until(lambda: self.exporter.ingested() == queued)
        self.assertEqual(self.ui_events(), {"detail_panel.view": queued})

    def test_an_origin_that_is_not_allowed_is_refused(self):
        self.open(self.foreign)
        self.run_here("""
            events.consent(true);
            events.emit('detail_panel.view', {panel: 'node'});
            events.flush();""")
        requests = "voice_agent_exporter_inbox_requests_total"
        self.exporter.until(
            lambda: self.exporter.metric(requests, source="events", status="403") == 1)
        self.assertEqual(self.lines(), [])

    def test_what_could_be_text_of_a_conversation_is_refused(self):
        outcomes = self.run_here(f"""
            events.consent(true);
            const secret = {json.dumps(SECRET)};
            const circle = {{}};
            circle.circle = circle;
            const said = [
              {{text: secret}}, {{a: [{{Transcript: secret}}]}}, {{COMMENT: 1}},
              {{a: secret.repeat(10)}}, {{['k' + secret.repeat(10)]: 1}},
              {{a: {{toJSON: () => ({{text: secret}})}}}},
              circle, {{a: NaN}}, {{a: 1n}}, [secret], secret, null,
              {{get a() {{ throw new Error(secret); }}}},
            ].map(data => events.emit('detail_panel.view', data));
            for (const name of ['', secret, 'x'.repeat(101), null]) said.push(events.emit(name));
            said.push(events.emit('detail_panel.view', {{panel: 'x'.repeat(64)}}));
            events.flush();
            return said;""")
        self.assertEqual(
            outcomes, ["content"] * 6 + ["not_json"] * 7 + ["bad_name"] * 4 + ["queued"])
        self.exporter.until(lambda: self.exporter.ingested() == 1)
        self.assertEqual(len(self.lines()), 1)
        self.assertNotIn(SECRET, self.lines()[0])

    def test_every_field_of_the_shipped_catalogs_that_holds_content_is_refused(self):
        fields = {line.split(":")[0].strip().split("/")[-1]
                  for file in CATALOGS.glob("*.yml") for line in file.read_text().splitlines()
                  if "class: content" in line}
        self.assertGreater(len(fields), 3)
        outcomes = self.run_here(f"""
            events.consent(true);
            return {json.dumps(sorted(fields))}.map(
              field => events.emit('x', {{[field]: 'a'}}));""")
        self.assertEqual(outcomes, ["content"] * len(fields))

    def test_an_address_that_no_beacon_can_go_to_is_refused_at_once(self):
        for url in ("ftp://127.0.0.1/", "http://"):
            self.assertEqual(self.run_here(
                "try { new EventBeacon(arguments[0]); } catch (e) { return e.name; }".replace(
                    "arguments[0]", json.dumps(url))), "TypeError")


@unittest.skipUnless(os.environ.get("TSC"), "needs the TypeScript compiler")
class TypesTest(unittest.TestCase):
    """What an application in TypeScript may write, and what its compiler objects to."""

    RIGHT = """
        import { EventBeacon, type Outcome } from "./event_beacon.js";
        interface View { panel: string }
        const view: View = { panel: "node" };
        const events = new EventBeacon(new URL("https://x/inbox/events"), { maxEvents: 5 });
        events.consent(true);
        const said: Outcome = events.emit("detail_panel.view", view, "call-1");
        const taken: boolean = events.flush();
        export { said, taken };
        """
    WRONG = (
        'new EventBeacon();', 'new EventBeacon("https://x", { maxEvent: 5 });',
        'new EventBeacon("https://x").consent("yes");', 'new EventBeacon("https://x").emit(5);',
        'new EventBeacon("https://x").emit("x", "text");',
        'if (new EventBeacon("https://x").emit("x") === "sent") { }')

    def check(self, source):
        with tempfile.TemporaryDirectory() as temp:
            for name in ("event_beacon.js", "event_beacon.d.ts"):
                shutil.copy(HERE / name, temp)
            (pathlib.Path(temp) / "page.ts").write_text(source, "utf-8")
            checked = subprocess.run(
                [os.environ["TSC"], "--noEmit", "--strict", "--target", "es2022", "--module",
                 "nodenext", "--lib", "es2022,dom", "page.ts", "event_beacon.d.ts"],
                cwd=temp, capture_output=True, text=True, timeout=300, check=False)
        return checked.stdout + checked.stderr

    def test_typescript_takes_what_is_right(self):
        self.assertEqual(self.check(self.RIGHT), "")

    def test_typescript_objects_to_each_thing_that_is_wrong(self):
        head = 'import { EventBeacon } from "./event_beacon.js";\n'
        found = self.check(head + "\n".join(self.WRONG))
        wrong = list(range(2, 2 + len(self.WRONG)))
        self.assertEqual([line for line in wrong if f"page.ts({line}," in found], wrong, found)


if __name__ == "__main__":
    unittest.main()
