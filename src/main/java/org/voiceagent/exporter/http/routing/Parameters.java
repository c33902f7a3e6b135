package org.voiceagent.exporter.http.routing;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The query parameters that a page takes; any other is refused, so that a typing mistake is seen at
 * once. Each list includes {@code theme}, which links carry from page to page. Immutable.
 */
public final class Parameters {
  /** Makes every HTML page dark or light, whatever the system prefers. */
  public static final String THEME = "theme";

  /** The values of {@link #THEME}. */
  public static final List<String> THEMES = List.of("dark", "light");

  /** Only {@link #THEME}. */
  public static final Parameters NONE = of();

  /**
   * All, and unknown ones are ignored. This is for pages that only programs request, such as
   * scrapes and health checks: losing one of these would cost more than a misspelt name.
   */
  public static final Parameters ANY = new Parameters(List.of(), true);

  /** Names that may be quoted: no link from another site can put a sentence into one. */
  private static final Pattern QUOTABLE = Pattern.compile("[A-Za-z0-9_.\\[\\]-]{1,32}");

  private final List<String> names;
  private final boolean any;

  private Parameters(List<String> names, boolean any) {
    this.names = names;
    this.any = any;
  }

  /** These parameters and {@link #THEME}. */
  public static Parameters of(String... names) {
    return new Parameters(Stream.concat(Stream.of(names), Stream.of(THEME)).toList(), false);
  }

  /** These parameters and more. */
  public Parameters and(String... more) {
    return of(
        Stream.concat(names.stream().filter(name -> !name.equals(THEME)), Stream.of(more))
            .toArray(String[]::new));
  }

  /** The names in the order in which an error message lists them; empty for {@link #ANY}. */
  public List<String> names() {
    return names;
  }

  /**
   * Checks the names of a query, and the value of {@link #THEME}.
   *
   * @throws RefusedException if one is unknown; the message suggests the most similar name and
   *     lists all
   */
  void check(QueryString query) {
    if (any) {
      return;
    }
    for (String name : query.names()) {
      if (!names.contains(name)) {
        throw RefusedException.badRequest(unknown(name));
      }
    }
    query.oneOf(THEME, THEMES);
  }

  private String unknown(String name) {
    String quoted = QUOTABLE.matcher(name).matches() ? " `" + name + "`" : "";
    String meant =
        nearest(name, Set.copyOf(names)).map(near -> "; did you mean `" + near + "`?").orElse(";");
    String all = names.stream().map(each -> "`" + each + "`").collect(Collectors.joining(", "));
    return "unknown parameter" + quoted + meant + " this page takes " + all;
  }

  /**
   * The known word that was probably meant: a part of the given one, or at most a third differs.
   */
  static Optional<String> nearest(String given, Set<String> known) {
    return QUOTABLE.matcher(given).matches()
        ? known.stream()
            .filter(word -> distance(given, word) <= Math.max(1, word.length() / 3))
            .min(
                Comparator.comparingInt((String word) -> distance(given, word))
                    .thenComparing(word -> word))
            .or(() -> known.stream().filter(word -> isPart(given, word)).sorted().findFirst())
        : Optional.empty();
  }

  private static boolean isPart(String given, String word) {
    return given.length() > 2 && (word.contains(given) || given.contains(word));
  }

  /** How many letters have to be inserted, dropped, replaced, or swapped with the next. */
  private static int distance(String from, String to) {
    int[][] cost = new int[from.length() + 1][to.length() + 1];
    for (int i = 0; i <= from.length(); i++) {
      for (int j = 0; j <= to.length(); j++) {
        if (i == 0 || j == 0) {
          cost[i][j] = i + j;
          continue;
        }
        int replaced = from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1;
        cost[i][j] =
            Math.min(cost[i - 1][j - 1] + replaced, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
        if (i > 1
            && j > 1
            && from.charAt(i - 1) == to.charAt(j - 2)
            && from.charAt(i - 2) == to.charAt(j - 1)) {
          cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
        }
      }
    }
    return cost[from.length()][to.length()];
  }
}
