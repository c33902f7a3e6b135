package org.voiceagent.exporter.inbox;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a {@code multipart/form-data} body as a stream, keeps the parts it is asked for, and throws
 * the others away as they come. Not thread-safe.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7578">RFC 7578</a>
 */
final class FormParts {
  private static final int MOST_PARTS = 16;
  private static final int LONGEST_LINE = 1_024;
  private static final int MOST_LINES = 16;
  private static final int BLOCK = 16 << 10;
  private static final Pattern BOUNDARY =
      Pattern.compile("(?i);\\s*boundary=(?:\"([^\"\\r\\n]{1,70})\"|([^\\s;\"]{1,70}))");
  private static final Pattern NAME = Pattern.compile("(?i);\\s*name=\"([A-Za-z0-9_.-]{1,64})\"");

  private final InputStream in;
  private final byte[] delimiter;
  private final Set<String> wanted;
  private final int mostBytes;
  private final Map<String, byte[]> kept = new LinkedHashMap<>();
  private int keptBytes;

  private FormParts(InputStream in, String boundary, Set<String> wanted, int mostBytes) {
    this.in = in;
    this.delimiter = ("\r\n--" + boundary).getBytes(ISO_8859_1);
    this.wanted = wanted;
    this.mostBytes = mostBytes;
  }

  /**
   * Reads the whole body.
   *
   * @param wanted the names of the parts to keep
   * @param mostBytes how large these may be together
   * @return the parts that are there, by name; of two with one name, the last
   * @throws RequestRefused if it is malformed, or these parts are larger
   * @throws IOException if it cannot be read
   */
  static Map<String, byte[]> read(
      InputStream in, String contentType, Set<String> wanted, int mostBytes)
      throws IOException, RequestRefused {
    Matcher boundary = BOUNDARY.matcher(contentType);
    if (!boundary.find()) {
      throw malformed("it names no boundary");
    }
    String word = boundary.group(1) == null ? boundary.group(2) : boundary.group(1);
    return new FormParts(new BufferedInputStream(in, BLOCK), word, wanted, mostBytes).all();
  }

  private Map<String, byte[]> all() throws IOException, RequestRefused {
    String first = line();
    if (!first.equals(new String(delimiter, 2, delimiter.length - 2, ISO_8859_1))) {
      throw malformed("it does not begin with its boundary");
    }
    for (int part = 0; part < MOST_PARTS; part++) {
      String name = name();
      boolean keeps = wanted.contains(name);
      ByteArrayOutputStream content = new ByteArrayOutputStream();
      content(content, keeps);
      if (keeps) {
        kept.put(name, content.toByteArray());
      }
      if (endsHere()) {
        in.transferTo(OutputStream.nullOutputStream());
        return kept;
      }
    }
    throw malformed("it has too many parts");
  }

  /** What follows a boundary: two dashes after the last part, else the end of the line. */
  private boolean endsHere() throws IOException, RequestRefused {
    int first = read();
    int second = read();
    if (first == '-' && second == '-') {
      return true;
    }
    if (first != '\r' || second != '\n') {
      throw malformed("a boundary is not followed by a line break");
    }
    return false;
  }

  private String name() throws IOException, RequestRefused {
    String name = "";
    for (int lines = 0; lines < MOST_LINES; lines++) {
      String line = line();
      if (line.isEmpty()) {
        return name;
      }
      if (line.toLowerCase(Locale.ROOT).startsWith("content-disposition:")) {
        Matcher named = NAME.matcher(line);
        name = named.find() ? named.group(1) : "";
      }
    }
    throw malformed("a part has too many headers");
  }

  /** Reads up to the next boundary, in which a carriage return occurs only as the first byte. */
  private void content(ByteArrayOutputStream to, boolean keeps) throws IOException, RequestRefused {
    int matched = 0;
    while (matched < delimiter.length) {
      int next = read();
      if (next == delimiter[matched]) {
        matched++;
        continue;
      }
      if (keeps) {
        to.write(delimiter, 0, matched);
      }
      matched = next == delimiter[0] ? 1 : 0;
      if (matched == 0 && keeps) {
        to.write(next);
      }
      if (keptBytes + to.size() > mostBytes) {
        throw RequestRefused.of(413, "the parts must have at most " + mostBytes + " bytes");
      }
    }
    keptBytes += to.size();
  }

  private String line() throws IOException, RequestRefused {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = read(); next != '\r'; next = read()) {
      if (line.size() == LONGEST_LINE) {
        throw malformed("a line of its headers is too long");
      }
      line.write(next);
    }
    if (read() != '\n') {
      throw malformed("a line does not end with CR LF");
    }
    return line.toString(ISO_8859_1);
  }

  private int read() throws IOException, RequestRefused {
    int next = in.read();
    if (next < 0) {
      throw malformed("it ends before its last boundary");
    }
    return next;
  }

  private static RequestRefused malformed(String why) {
    return RequestRefused.of(400, "the form is malformed: " + why);
  }
}
