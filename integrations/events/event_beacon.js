/**
 * Sends what happens in a page to `POST /inbox/events` of voice-agent-exporter, many events at
 * once, by `navigator.sendBeacon`. Nothing is kept or sent before the user consents. Events that
 * could hold text of a conversation are refused. No dependency.
 *
 *     const events = new EventBeacon("https://exporter.example.com/inbox/events");
 *     events.consent(true);
 *     events.emit("detail_panel.view", { panel: "node" });
 */

/** Neither browsers queue more in one beacon, nor does the inbox take more from a browser. */
const MOST_BYTES = 64 * 1024;

const NAME = /^[A-Za-z0-9_.:/-]{1,100}$/;

/** What people say or write. The catalogs that come with the exporter use these names for it. */
const CONTENT = new Set(["text", "transcript", "comment", "prompt", "response"]);

class Refused extends Error {}

export class EventBeacon {
  #url;
  #maxEvents;
  #maxMilliseconds;
  #maxString;
  #lines = [];
  #bytes = 0;
  #timer;
  #consented = false;

  constructor(url, { maxEvents = 50, maxMilliseconds = 10_000, maxString = 128 } = {}) {
    if (typeof crypto.randomUUID !== "function") {
      throw new Error("EventBeacon needs a page that came by HTTPS or from this machine");
    }
    this.#url = new URL(url, location.href);
    if (!/^https?:$/.test(this.#url.protocol)) {
      throw new TypeError("EventBeacon sends to http and https only");
    }
    this.#maxEvents = maxEvents;
    this.#maxMilliseconds = maxMilliseconds;
    this.#maxString = maxString;
    addEventListener("pagehide", () => this.flush());
    // On phones, a page in the background may end without a further sign.
    document.addEventListener(
      "visibilitychange", () => document.visibilityState === "hidden" && this.flush());
  }

  consent(given) {
    this.#consented = given === true;
    if (!this.#consented) {
      this.#empty();
    }
  }

  emit(event, data = {}, callUuid = undefined) {
    if (!this.#consented) {
      return "no_consent";
    }
    let line;
    try {
      line = this.#line(event, data, callUuid);
    } catch (error) {
      return error instanceof Refused ? error.message : "not_json";
    }
    const bytes = new TextEncoder().encode(line).length;
    if (bytes > MOST_BYTES) {
      return "too_long";
    }
    if (this.#bytes + bytes > MOST_BYTES && !this.flush()) {
      return "full";
    }
    this.#lines.push(line);
    this.#bytes += bytes;
    if (this.#lines.length >= this.#maxEvents) {
      this.flush();
    }
    this.#wait();
    return "queued";
  }

  flush() {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#lines.length === 0) {
      return true;
    }
    // A text goes as text/plain, for which the browser asks no permission in a request before.
    if (!navigator.sendBeacon(this.#url, this.#lines.join(""))) {
      this.#wait();
      return false;
    }
    this.#empty();
    return true;
  }

  #line(event, data, callUuid) {
    if (typeof event !== "string" || !NAME.test(event)) {
      throw new Refused("bad_name");
    }
    if (typeof data !== "object" || data === null || Array.isArray(data)) {
      throw new Refused("not_json");
    }
    const whole = {
      event,
      ts: new Date().toISOString(),
      event_id: crypto.randomUUID(),
      call_uuid: callUuid,
      data,
    };
    return JSON.stringify(whole, (key, value) => this.#checked(key, value)) + "\n";
  }

  // As a replacer it sees what is written, also what a toJSON made of a value.
  #checked(key, value) {
    if (CONTENT.has(key.toLowerCase()) || key.length > this.#maxString) {
      throw new Refused("content");
    }
    if (typeof value === "string" && value.length > this.#maxString) {
      throw new Refused("content");
    }
    if (typeof value === "number" && !Number.isFinite(value)) {
      throw new Refused("not_json");
    }
    return value;
  }

  #wait() {
    if (this.#lines.length > 0) {
      this.#timer ??= setTimeout(() => this.flush(), this.#maxMilliseconds);
    }
  }

  #empty() {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#lines = [];
    this.#bytes = 0;
  }
}
