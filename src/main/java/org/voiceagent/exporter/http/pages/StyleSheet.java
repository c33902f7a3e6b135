package org.voiceagent.exporter.http.pages;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.voiceagent.exporter.http.routing.PageResponse;

/** The style sheet of all pages. It is a file of its own so that pages need no inline style. */
final class StyleSheet {
  private static final String CONTENT_TYPE = "text/css; charset=utf-8";

  private StyleSheet() {}

  static PageResponse answer() {
    try (InputStream in = StyleSheet.class.getResourceAsStream("style.css")) {
      byte[] css = Objects.requireNonNull(in, "style.css is missing in the jar").readAllBytes();
      return PageResponse.of(CONTENT_TYPE, css).withHeader("Cache-Control", "max-age=600");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
