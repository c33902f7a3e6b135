package org.voiceagent.exporter.inplace;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.voiceagent.exporter.call.CallField;

/** What the keys of an engine's JSON say of the values below them. */
final class PersonalKeys {
  /** First, because the sets below are made with it. */
  private static final Pattern HUMP = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])|[_.\\-\\s]+");

  /** Below these, {@code id} and {@code number} say who called. */
  private static final Set<String> PEOPLE =
      Set.of("caller", "call", "callee", "contact", "customer", "from", "to");

  private static final Set<String> CALLER =
      Stream.concat(
              CallField.CALLER_HASH.names().stream(),
              Stream.of(
                  "caller_id_number",
                  "caller_phone",
                  "caller_phone_number",
                  "cid_num",
                  "clid",
                  "cli",
                  "callee",
                  "called_number",
                  "to",
                  "to_number",
                  "dialed_number",
                  "dialled_number",
                  "destination_number",
                  "callback_number",
                  "contact_number",
                  "customer_number",
                  "customer_phone",
                  "phone",
                  "telephone",
                  "mobile",
                  "msisdn",
                  "remote_uri",
                  "from_uri",
                  "to_uri"))
          .map(PersonalKeys::plain)
          .collect(Collectors.toUnmodifiableSet());

  private static final Map<String, String> WORDS =
      Map.ofEntries(
          Map.entry("callername", "[NAME]"),
          Map.entry("calleridname", "[NAME]"),
          Map.entry("cidname", "[NAME]"),
          Map.entry("customername", "[NAME]"),
          Map.entry("contactname", "[NAME]"),
          Map.entry("firstname", "[NAME]"),
          Map.entry("lastname", "[NAME]"),
          Map.entry("surname", "[NAME]"),
          Map.entry("fullname", "[NAME]"),
          Map.entry("dob", "[BIRTH_DATE]"),
          Map.entry("birthdate", "[BIRTH_DATE]"),
          Map.entry("birthday", "[BIRTH_DATE]"),
          Map.entry("dateofbirth", "[BIRTH_DATE]"),
          Map.entry("password", "[SECRET]"),
          Map.entry("apikey", "[SECRET]"),
          Map.entry("accesstoken", "[SECRET]"));

  /** The last word of keys whose numbers measure or count something, or say when it was. */
  private static final Set<String> MEASURES =
      Set.of(
          "at",
          "time",
          "ts",
          "timestamp",
          "date",
          "epoch",
          "ns",
          "us",
          "ms",
          "s",
          "sec",
          "secs",
          "seconds",
          "micros",
          "millis",
          "nanos",
          "bytes",
          "size",
          "length",
          "samples",
          "frames",
          "packets",
          "tokens",
          "characters",
          "chars",
          "count",
          "total",
          "hits",
          "events",
          "offset",
          "position",
          "hz",
          "bitrate",
          "rate",
          "usd",
          "cost",
          "ssrc",
          "seq",
          "sequence",
          "version",
          "seed",
          "pid",
          "score",
          "start",
          "end",
          "duration",
          "latency");

  /** The same, wherever they stand in a key. */
  private static final Set<String> UNITS =
      Set.of("bytes", "samples", "frames", "packets", "tokens", "characters", "timestamp", "epoch");

  private static final Set<String> KNOWN =
      Stream.of(CallField.values())
          .filter(field -> field != CallField.CALLER_HASH)
          .flatMap(field -> field.names().stream())
          .collect(Collectors.toUnmodifiableSet());

  private static final Pattern TELEPHONE_LIKE = Pattern.compile("([0-9]{7,19})(?:\\.0+)?");

  private PersonalKeys() {}

  /** Whether a value says who called, or was called. */
  static boolean isCaller(String key, String above) {
    return CALLER.contains(plain(key))
        || (PEOPLE.contains(plain(above)) && (key.equals("id") || key.equals("number")));
  }

  /** What is to stand in place of any text below a key, if that follows from the key alone. */
  static Optional<String> word(String key) {
    return Optional.ofNullable(WORDS.get(plain(key)));
  }

  /**
   * The digits of a number that has as many as a telephone or a card, under a key that does not say
   * that it is a measure; otherwise "".
   */
  static String digits(String key, String number) {
    var like = TELEPHONE_LIKE.matcher(number);
    if (!like.matches() || KNOWN.contains(key)) {
      return "";
    }
    List<String> words = List.of(HUMP.split(words(key)));
    boolean measure =
        words.stream().anyMatch(UNITS::contains) || MEASURES.contains(words.get(words.size() - 1));
    return measure ? "" : like.group(1);
  }

  /** A key as words. */
  static String words(String key) {
    return HUMP.matcher(key).replaceAll(" ").toLowerCase(Locale.ROOT);
  }

  private static String plain(String key) {
    return HUMP.matcher(key).replaceAll("").toLowerCase(Locale.ROOT);
  }
}
