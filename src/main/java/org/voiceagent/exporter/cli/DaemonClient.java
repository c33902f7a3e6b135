package org.voiceagent.exporter.cli;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.voiceagent.exporter.experiment.CallSelection;
import org.voiceagent.exporter.kpi.KpiQuery;
import org.voiceagent.exporter.yaml.ShortTime;

/** Asks a running daemon. */
final class DaemonClient implements ReportSource.Asked {
  private static final int PATIENCE_MS = 10_000;

  private final URI daemon;
  private final DaemonAccess access;
  private final InstantSource clock;

  /**
   * @param access how to get in
   * @param clock says what "now" is
   */
  DaemonClient(URI daemon, DaemonAccess access, InstantSource clock) {
    this.daemon = daemon;
    this.access = access;
    this.clock = clock;
  }

  @Override
  public Instant now() {
    return clock.instant();
  }

  @Override
  public String latest(Optional<String> pipeline, int limit) throws IOException {
    String query =
        "?limit=" + limit + pipeline.map(name -> "&pipeline=" + encoded(name)).orElse("");
    return page("/feedback/latest" + query);
  }

  @Override
  public String effects() throws IOException {
    return page("/feedback/effects");
  }

  @Override
  public String open() throws IOException {
    return page("/feedback/open");
  }

  @Override
  public String summary(Duration window) throws IOException {
    return page("/feedback/summary?window=" + ShortTime.of(window));
  }

  @Override
  public String calls(int limit) throws IOException {
    return page("/calls?limit=" + limit);
  }

  @Override
  public String comparison(CallSelection before, CallSelection after) throws IOException {
    return page(
        "/feedback/comparison?before="
            + encoded(before.text())
            + "&after="
            + encoded(after.text()));
  }

  @Override
  public String kpis(KpiQuery query) throws IOException {
    return page("/kpi" + parameters(query));
  }

  @Override
  public String kpisAsCsv(KpiQuery query) throws IOException {
    return page("/kpi.csv" + parameters(query));
  }

  @Override
  public String anomalies() throws IOException {
    return page("/kpi/anomalies");
  }

  private static String parameters(KpiQuery query) {
    StringBuilder text = new StringBuilder("?from=" + query.from() + "&to=" + query.to());
    if (!query.by().isEmpty()) {
      text.append("&by=").append(String.join(",", query.by()));
    }
    query.where().forEach((name, value) -> text.append('&' + name + '=' + encoded(value)));
    return text.toString();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private String page(String path) throws IOException {
    URI page = URI.create(daemon.toString().replaceAll("/+$", "") + path);
    HttpURLConnection connection = access.open(page);
    connection.setConnectTimeout(PATIENCE_MS);
    connection.setReadTimeout(PATIENCE_MS);
    connection.setRequestProperty("Accept", "application/json");
    try (InputStream body = connection.getInputStream()) {
      return new String(body.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IOException(
          "no answer from " + page + " (" + e.getMessage() + "); " + advice(connection), e);
    } finally {
      connection.disconnect();
    }
  }

  private static String advice(HttpURLConnection connection) {
    int status;
    try {
      status = connection.getResponseCode();
    } catch (IOException nobody) {
      status = -1;
    }
    return switch (status) {
      case 401 -> "it needs a password: give --user, see --help";
      case 403 -> "this user may not see it";
      case -1 ->
          "is the daemon running there? Use --url for another address, --ca to trust its"
              + " certificate, or --sessions to read the folder";
      default ->
          "is the daemon running there? Use --url for another address, or --sessions to read the"
              + " folder";
    };
  }
}
