package org.voiceagent.exporter.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A page of metrics in Prometheus text or OpenMetrics, read line by line. Strict, so that reading
 * one is a test of its own: a line of no known form, a sample of no family or a series that comes
 * twice fails.
 */
public final class MetricsPage {
  private static final Pattern SAMPLE =
      Pattern.compile(
          "([a-zA-Z_:][a-zA-Z0-9_:]*)(\\{([a-zA-Z_][a-zA-Z0-9_]*=\"([^\"\\\\\\n"
              + "]|\\\\[\\\\\"n])*\",?)+})? (-?[0-9.]+([eE][+-]?[0-9]+)?|[+-]Inf|NaN)( # \\{.*}"
              + " \\S+ \\S+)?");
  private static final Pattern TYPE = Pattern.compile("# TYPE (\\S+) (\\S+)");
  private static final List<String> PARTS = List.of("_bucket", "_count", "_sum", "_total", "_info");
  private static final Pattern OTHER_COMMENT = Pattern.compile("# (HELP|UNIT|EOF).*");

  private final Map<String, String> types = new LinkedHashMap<>();
  private final Map<String, Double> samples = new LinkedHashMap<>();

  private MetricsPage() {}

  /** Reads a page as it came over the wire. */
  public static MetricsPage of(byte[] bytes) {
    return of(new String(bytes, StandardCharsets.UTF_8));
  }

  /** Reads a page. */
  public static MetricsPage of(String text) {
    MetricsPage page = new MetricsPage();
    assertThat(text).as("the page's end").endsWith("\n");
    text.lines().forEach(page::read);
    return page;
  }

  /** The type of each family, by the name on its TYPE line, in the order of the page. */
  public Map<String, String> types() {
    return Collections.unmodifiableMap(types);
  }

  /** Every series, such as {@code ai_agent_calls_active} or {@code x_total{a="b",}}. */
  public Set<String> series() {
    return Collections.unmodifiableSet(samples.keySet());
  }

  /** The value of one series, spelled as on the page but for a comma before the closing brace. */
  public OptionalDouble value(String series) {
    Double value = samples.get(series);
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  /** The sum over all series of one sample name. */
  public double sum(String name) {
    return sum(name, series -> true);
  }

  /** The sum over those series of one sample name whose text fits. */
  public double sum(String name, Predicate<String> fits) {
    return samples.entrySet().stream()
        .filter(entry -> nameOf(entry.getKey()).equals(name) && fits.test(entry.getKey()))
        .mapToDouble(Map.Entry::getValue)
        .sum();
  }

  private void read(String line) {
    Matcher type = TYPE.matcher(line);
    Matcher sample = SAMPLE.matcher(line);
    if (type.matches()) {
      assertThat(types.put(type.group(1), type.group(2))).as("first of: %s", line).isNull();
    } else if (sample.matches()) {
      String labels = sample.group(2) == null ? "" : sample.group(2).replace(",}", "}");
      if (!belongsToAFamily(sample.group(1))
          || samples.put(sample.group(1) + labels, number(sample.group(5))) != null) {
        fail("belongs to no family, or comes twice: " + line);
      }
    } else if (!OTHER_COMMENT.matcher(line).matches()) {
      fail("no line of a page: " + line);
    }
  }

  private boolean belongsToAFamily(String name) {
    return types.containsKey(name)
        || PARTS.stream()
            .filter(name::endsWith)
            .map(part -> name.substring(0, name.length() - part.length()))
            .anyMatch(types::containsKey);
  }

  private static String nameOf(String series) {
    int brace = series.indexOf('{');
    return brace < 0 ? series : series.substring(0, brace);
  }

  private static double number(String text) {
    return switch (text) {
      case "+Inf" -> Double.POSITIVE_INFINITY;
      case "-Inf" -> Double.NEGATIVE_INFINITY;
      default -> Double.parseDouble(text);
    };
  }
}
