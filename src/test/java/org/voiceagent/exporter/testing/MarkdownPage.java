package org.voiceagent.exporter.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A page in Markdown: where its links lead, and which anchors its headings have. */
public final class MarkdownPage {
  private static final Pattern FENCE = Pattern.compile("(?ms)^( *)```.*?^\\1```$");
  private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ +(.*)$");
  private static final Pattern ELSEWHERE = Pattern.compile("[a-z][a-z0-9+.-]*:.*");

  private final Path file;
  private final String text;

  private MarkdownPage(Path file, String text) {
    this.file = file;
    this.text = text;
  }

  /** Reads a page. */
  public static MarkdownPage read(Path file) throws IOException {
    return new MarkdownPage(file, FENCE.matcher(Files.readString(file)).replaceAll(""));
  }

  /** All pages in a folder and the folders in it, by name. */
  public static List<Path> below(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".md")).sorted().toList();
    }
  }

  /** The targets of its links and pictures, except those on the web, as written. */
  public List<String> links() {
    return LINK.matcher(text)
        .results()
        .map(link -> link.group(1))
        .filter(target -> !ELSEWHERE.matcher(target).matches())
        .toList();
  }

  /** Those of {@link #links} that lead to no file, or to no heading of the page they name. */
  public List<String> deadLinks() {
    return links().stream().filter(target -> !leadsSomewhere(target)).toList();
  }

  /** The anchors that GitHub gives to the headings of this page. */
  public Set<String> anchors() {
    Set<String> anchors = new LinkedHashSet<>();
    Map<String, Integer> seen = new HashMap<>();
    for (MatchResult heading : HEADING.matcher(text).results().toList()) {
      String words = heading.group(1).replaceAll("]\\([^)]*\\)", "]");
      String anchor =
          words.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-');
      int before = seen.merge(anchor, 1, Integer::sum) - 1;
      anchors.add(before == 0 ? anchor : anchor + "-" + before);
    }
    return anchors;
  }

  private boolean leadsSomewhere(String target) {
    int hash = target.indexOf('#');
    Path named =
        hash == 0 ? file : file.resolveSibling(hash < 0 ? target : target.substring(0, hash));
    if (!Files.exists(named)) {
      return false;
    }
    if (hash < 0 || !named.toString().endsWith(".md")) {
      return true;
    }
    try {
      return read(named).anchors().contains(target.substring(hash + 1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
