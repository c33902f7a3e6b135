package org.voiceagent.exporter.daemon;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The pages of a daemon that people reach from the front page by links and by the choices of
 * filters. Not thread-safe.
 */
final class SiteLinks {
  private static final Pattern LINK = Pattern.compile("<a [^>]*?href=\"([^\"#]*)[^\"]*\"");
  private static final Pattern FORM =
      Pattern.compile("<form [^>]*?action=\"([^\"]*)\".*?</form>", Pattern.DOTALL);
  private static final Pattern SELECT =
      Pattern.compile("<select [^>]*?name=\"([^\"]*)\".*?</select>", Pattern.DOTALL);
  private static final Pattern OPTION = Pattern.compile("<option value=\"([^\"]+)\"");
  private static final Pattern ID =
      Pattern.compile("(?<=/calls/)[^/?]+|(?<=/kpi/)(?!anomalies)[^/?.]+");

  /** Filters that every page has: they show fewer calls, but not another page. */
  private static final String SHARED =
      "(from|to|pipeline_name|provider_id|model_variant|theme)=[^&]*&?";

  private static final int OF_A_SHAPE = 3;
  private static final int MOST = 600;

  private final HttpClient client = HttpClient.newHttpClient();
  private final String home;
  private final List<String> deadEnds = new ArrayList<>();
  private final Map<String, Integer> shapes = new LinkedHashMap<>();

  /**
   * @param home the address without a slash at its end
   */
  SiteLinks(String home) {
    this.home = home;
  }

  String home() {
    return home;
  }

  /** What does not answer with 200, and from where it is linked; filled by {@link #pages}. */
  List<String> deadEnds() {
    return List.copyOf(deadEnds);
  }

  /** One page of each shape, the front page first; a few of each shape are requested. */
  List<String> pages() throws IOException, InterruptedException {
    Deque<String[]> open = new ArrayDeque<>(List.<String[]>of(new String[] {"/", ""}));
    Set<String> seen = new HashSet<>();
    Map<String, String> pages = new LinkedHashMap<>();
    while (!open.isEmpty() && seen.size() < MOST) {
      String[] next = open.remove();
      String path = next[0];
      if (!path.startsWith("/")
          || !seen.add(path)
          || shapes.merge(shape(path), 1, Integer::sum) > OF_A_SHAPE) {
        continue;
      }
      HttpResponse<String> answer = answer(path);
      if (answer.statusCode() != 200) {
        deadEnds.add(path + " has " + answer.statusCode() + ", linked from " + next[1]);
        continue;
      }
      if (answer.headers().firstValue("Content-Type").orElse("").startsWith("text/html")) {
        pages.putIfAbsent(shape(path.replaceAll(SHARED, "").replaceAll("\\?$", "")), path);
        links(answer.body()).forEach(link -> open.add(new String[] {link, path}));
      }
    }
    return List.copyOf(pages.values());
  }

  /** The answer to a browser. */
  HttpResponse<String> answer(String path) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(home + path))
            .header("Accept", "text/html,*/*;q=0.8")
            .build();
    return client.send(request, BodyHandlers.ofString());
  }

  /** What pages of one kind have in common: the path without ids, and the names of parameters. */
  static String shape(String path) {
    String[] parts = ID.matcher(path).replaceAll("ID").split("\\?", 2);
    String names =
        parts.length == 1
            ? ""
            : Arrays.stream(parts[1].split("&", -1))
                .map(pair -> pair.split("=", 2)[0])
                .sorted()
                .collect(Collectors.joining("-"));
    String name = parts[0].replaceAll("[^A-Za-z0-9.]+", "-");
    return (name.equals("-") ? "front" : name.substring(1)) + (names.isEmpty() ? "" : "--" + names);
  }

  private static List<String> links(String html) {
    List<String> links = new ArrayList<>();
    for (Matcher link = LINK.matcher(html); link.find(); ) {
      links.add(plain(link.group(1)));
    }
    for (Matcher form = FORM.matcher(html); form.find(); ) {
      for (Matcher select = SELECT.matcher(form.group()); select.find(); ) {
        for (Matcher option = OPTION.matcher(select.group()); option.find(); ) {
          links.add(
              plain(form.group(1))
                  + "?"
                  + select.group(1)
                  + "="
                  + URLEncoder.encode(plain(option.group(1)), StandardCharsets.UTF_8));
        }
      }
    }
    return links;
  }

  private static String plain(String attribute) {
    return attribute
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&");
  }
}
