package org.voiceagent.exporter.http.pages;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.voiceagent.exporter.http.routing.PageResponse;
import org.voiceagent.exporter.http.routing.Parameters;
import org.voiceagent.exporter.http.routing.Route;

/**
 * A file that pages use, or the description of all of them for programs: the style sheet, the
 * script, the icon, the OpenAPI document. They are files of their own so that pages need no inline
 * style and no inline script.
 */
enum StaticFile {
  STYLE("style.css", "text/css; charset=utf-8"),
  SCRIPT("page.js", "text/javascript; charset=utf-8"),
  ICON("icon.svg", "image/svg+xml"),
  OPENAPI("openapi.json", "application/json");

  private final String name;
  private final String contentType;

  StaticFile(String name, String contentType) {
    this.name = name;
    this.contentType = contentType;
  }

  /** The file's own page. */
  Route route() {
    PageResponse answer = answer();
    return Route.get("/" + name, Parameters.ANY, request -> answer);
  }

  private PageResponse answer() {
    try (InputStream in = StaticFile.class.getResourceAsStream(name)) {
      byte[] bytes = Objects.requireNonNull(in, name + " is missing in the jar").readAllBytes();
      return PageResponse.of(contentType, bytes).withHeader("Cache-Control", "max-age=600");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
