package org.voiceagent.exporter.http.routing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What a client accepts, by RFC 9110, sections 12.4 and 12.5: of the ranges that match an offer,
 * the most specific one decides with its q-value.
 */
public final class AcceptHeader {
  private final List<Range> ranges;

  private AcceptHeader(List<Range> ranges) {
    this.ranges = ranges;
  }

  /**
   * Reads the values of all {@code Accept} or {@code Accept-Encoding} lines; malformed ranges are
   * ignored.
   */
  static AcceptHeader parse(List<String> lines) {
    List<Range> ranges = new ArrayList<>();
    for (String part : String.join(",", lines).split(",", -1)) {
      Range.parse(part, ranges.size()).ifPresent(ranges::add);
    }
    return new AcceptHeader(List.copyOf(ranges));
  }

  /**
   * The offer that the client prefers. Among equal offers, the one whose range is more specific
   * wins, then the one listed first by the client, then the one offered first. If the client
   * accepts none, the first offer is returned, because an unexpected page is more useful than a
   * refusal.
   */
  Offer choose(List<Offer> offers) {
    Offer best = offers.get(0);
    Optional<Range> bestRange = Optional.empty();
    for (Offer offer : offers) {
      Optional<Range> range = range(offer).filter(r -> r.q > 0);
      if (range.isPresent() && (bestRange.isEmpty() || range.get().isBefore(bestRange.get()))) {
        best = offer;
        bestRange = range;
      }
    }
    return best;
  }

  /** Whether a content coding, such as gzip, is preferred at least as much as none. */
  boolean takesCoding(String coding) {
    double plain =
        range(new Offer("identity", Set.of())).filter(Range::isExact).map(r -> r.q).orElse(0.0);
    double coded = range(new Offer(coding, Set.of())).map(r -> r.q).orElse(0.0);
    return coded > 0 && coded >= plain;
  }

  private Optional<Range> range(Offer offer) {
    return ranges.stream()
        .filter(range -> range.matches(offer))
        .max(
            Comparator.comparingInt((Range range) -> range.precision)
                .thenComparingDouble(range -> range.q)
                .thenComparingInt(range -> -range.order));
  }

  /**
   * Something the server can send.
   *
   * @param type the media type in lower case, such as {@code text/html}, or a coding
   * @param versions what a range may ask for as the type's version, such as 1.0.0; empty if the
   *     type has no versions
   */
  public record Offer(String type, Set<String> versions) {}

  /**
   * One element of the header. Precision: 0 for any type, 1 for a main type, 2 for a full type, 3
   * with a version.
   */
  private record Range(String type, String version, double q, int precision, int order) {

    static Optional<Range> parse(String text, int order) {
      String[] parts = text.split(";", -1);
      String type = parts[0].strip().toLowerCase(Locale.ROOT);
      String version = "";
      double q = 1;
      for (int i = 1; i < parts.length; i++) {
        String parameter = parts[i].strip().toLowerCase(Locale.ROOT);
        if (parameter.startsWith("version=")) {
          version = parameter.substring("version=".length()).replace("\"", "");
        } else if (parameter.startsWith("q=")) {
          q = quality(parameter.substring("q=".length()));
        }
      }
      if (type.isEmpty() || q < 0) {
        return Optional.empty();
      }
      return Optional.of(new Range(type, version, q, precision(type, version), order));
    }

    boolean isExact() {
      return precision >= 2;
    }

    boolean matches(Offer offer) {
      return switch (precision) {
        case 0 -> true;
        case 1 -> offer.type.startsWith(type.substring(0, type.length() - 1));
        default ->
            type.equals(offer.type)
                && (version.isEmpty()
                    || offer.versions.isEmpty()
                    || offer.versions.contains(version));
      };
    }

    boolean isBefore(Range other) {
      if (q != other.q) {
        return q > other.q;
      }
      return precision != other.precision ? precision > other.precision : order < other.order;
    }

    private static int precision(String type, String version) {
      if (type.equals("*/*") || type.equals("*")) {
        return 0;
      }
      if (type.endsWith("/*")) {
        return 1;
      }
      return version.isEmpty() ? 2 : 3;
    }

    /** A q-value from 0 to 1, or -1 if it is malformed. */
    private static double quality(String text) {
      if (!text.matches("[01](\\.[0-9]{0,9})?")) {
        return -1;
      }
      double q = Double.parseDouble(text);
      return q <= 1 ? q : -1;
    }
  }
}
