package org.voiceagent.exporter.httpserver;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The first line of a request (RFC 9112, section 3), with exactly one space between its parts.
 *
 * @param method as sent, such as {@code GET}
 * @param authority host and port if the target is a whole URL
 * @param path the path as sent, percent-encoded
 * @param query the text after the question mark; "" if there is none
 * @param http10 whether the version is HTTP/1.0 rather than 1.1
 * @param targetLength how many characters the target has
 */
record RequestLine(
    String method,
    Optional<String> authority,
    String path,
    String query,
    boolean http10,
    int targetLength) {
  private static final Pattern LINE =
      Pattern.compile("([!#$%&'*+.^_`|~0-9A-Za-z-]{1,32}) ([!-~]+) HTTP/([0-9])\\.([0-9])");
  private static final Pattern URL =
      Pattern.compile("[hH][tT][tT][pP][sS]?://([^/?#]*)(/[^?#]*)?(?:\\?([^#]*))?");
  private static final Pattern PATH = Pattern.compile("(/[^?#]*)(?:\\?([^#]*))?");

  /**
   * Parses a line.
   *
   * @throws MalformedRequestException if it is not a request line of HTTP/1.0 or 1.1
   */
  static RequestLine parse(String line) throws MalformedRequestException {
    Matcher parts = LINE.matcher(line);
    if (!parts.matches()) {
      throw new MalformedRequestException(
          400, "the first line must be a method, an address and HTTP/1.1");
    }
    boolean http10 = parts.group(4).equals("0");
    if (!parts.group(3).equals("1") || !(http10 || parts.group(4).equals("1"))) {
      throw new MalformedRequestException(505, "only HTTP/1.0 and HTTP/1.1 are supported");
    }
    return of(parts.group(1), parts.group(2), http10);
  }

  private static RequestLine of(String method, String target, boolean http10)
      throws MalformedRequestException {
    if (method.equals("CONNECT")) {
      return new RequestLine(method, Optional.empty(), "", "", http10, target.length());
    }
    if (target.equals("*") && method.equals("OPTIONS")) {
      return new RequestLine(method, Optional.empty(), "*", "", http10, target.length());
    }
    Matcher path = PATH.matcher(target);
    if (path.matches()) {
      return new RequestLine(
          method,
          Optional.empty(),
          path.group(1),
          Optional.ofNullable(path.group(2)).orElse(""),
          http10,
          target.length());
    }
    Matcher url = URL.matcher(target);
    if (url.matches()) {
      return new RequestLine(
          method,
          Optional.of(url.group(1)),
          Optional.ofNullable(url.group(2)).orElse("/"),
          Optional.ofNullable(url.group(3)).orElse(""),
          http10,
          target.length());
    }
    throw new MalformedRequestException(400, "the address must begin with / or http://");
  }

  RequestHead with(HeaderFields headers) {
    return new RequestHead(method, authority, path, query, http10, headers);
  }
}
