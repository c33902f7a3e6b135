package org.voiceagent.exporter.cli;

import java.net.URI;
import java.net.URISyntaxException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads where a daemon is: an address that can be asked, so that a typo is wrong use. */
final class DaemonUrl implements ITypeConverter<URI> {
  @Override
  public URI convert(String text) {
    try {
      URI url = new URI(text);
      if (isWeb(url) && url.getPort() <= 65_535 && url.getQuery() == null) {
        return url;
      }
    } catch (URISyntaxException e) {
      throw refused(text);
    }
    throw refused(text);
  }

  /** Whether an address can be asked over HTTP. */
  static boolean isWeb(URI url) {
    return ("http".equals(url.getScheme()) || "https".equals(url.getScheme()))
        && url.getHost() != null;
  }

  private static TypeConversionException refused(String text) {
    return new TypeConversionException(
        "expected an address such as http://127.0.0.1:15100, not \"" + Terminal.safe(text) + "\"");
  }
}
