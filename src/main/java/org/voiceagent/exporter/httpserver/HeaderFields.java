package org.voiceagent.exporter.httpserver;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The header fields of a request; names are case-insensitive. Immutable. */
public final class HeaderFields {
  /** No headers. */
  public static final HeaderFields NONE = new HeaderFields(Map.of());

  private final Map<String, List<String>> lines;

  private HeaderFields(Map<String, List<String>> lines) {
    this.lines = lines;
  }

  /** The same with one more line. */
  public HeaderFields with(String name, String value) {
    Builder all = new Builder();
    lines.forEach((each, values) -> values.forEach(one -> all.add(each, one)));
    all.add(name, value);
    return all.build();
  }

  /** The same with one line of this name instead of all that were sent. */
  public HeaderFields replacing(String name, String value) {
    Builder all = new Builder();
    lines.forEach((each, values) -> values.forEach(one -> all.add(each, one)));
    all.lines.remove(name);
    all.add(name, value);
    return all.build();
  }

  /** The values of a header, one for each line, in the order sent; empty if it was not sent. */
  public List<String> all(String name) {
    return lines.getOrDefault(name, List.of());
  }

  /** The value of the first line of a header. */
  public Optional<String> first(String name) {
    return all(name).stream().findFirst();
  }

  /** Whether a header was sent, even without a value. */
  public boolean has(String name) {
    return lines.containsKey(name);
  }

  /**
   * Whether a body follows. No body is read, so no further request can follow on the connection.
   */
  public boolean announceBody() {
    return has("Transfer-Encoding")
        || first("Content-Length").filter(length -> !length.matches("0+")).isPresent();
  }

  @Override
  public String toString() {
    return lines.toString();
  }

  /** Collects lines as they are read. Not thread-safe. */
  static final class Builder {
    private final Map<String, List<String>> lines = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    void add(String name, String value) {
      lines.computeIfAbsent(name, n -> new ArrayList<>(1)).add(value);
    }

    HeaderFields build() {
      lines.replaceAll((name, values) -> List.copyOf(values));
      return new HeaderFields(lines);
    }
  }
}
