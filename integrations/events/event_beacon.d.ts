/**
 * What became of an event: `queued` to be sent; or not, because the user has not consented
 * (`no_consent`), because it could hold text of a conversation (`content`), because its name is
 * malformed (`bad_name`) or its data are not a JSON object (`not_json`), because it does not fit a
 * beacon of 64 KiB (`too_long`), or because the browser takes no further beacon and the queue is
 * full (`full`).
 */
export type Outcome =
  | "queued" | "no_consent" | "content" | "bad_name" | "not_json" | "too_long" | "full";

export interface EventBeaconOptions {
  /** Send when this many events wait; 50 if not given. */
  maxEvents?: number;
  /** Send when the oldest event has waited this long, in ms; 10,000 if not given. */
  maxMilliseconds?: number;
  /** Refuse events with a longer string, in UTF-16 units; 128 if not given. */
  maxString?: number;
}

/** Sends the events of a page in batches. Create one for a page, in the browser. */
export class EventBeacon {
  /**
   * @param url the address of `/inbox/events`
   * @throws Error if the page came neither by HTTPS nor from this machine
   * @throws TypeError if the address is no URL of http or https
   */
  constructor(url: string | URL, options?: EventBeaconOptions);

  /**
   * Says whether the user consents. Before that nothing is kept or sent; `false` also drops what
   * waits. What the browser has already taken cannot be called back.
   */
  consent(given: boolean): void;

  /**
   * Queues an event with the present time and an id of its own. Never throws.
   *
   * @param data what the catalog has for it; keys named text, transcript, comment, prompt or
   *     response are refused at any depth, in small or capital letters
   */
  emit(event: string, data?: object, callUuid?: string): Outcome;

  /** Hands what waits to the browser; `false` if the browser did not take it: it still waits. */
  flush(): boolean;
}
