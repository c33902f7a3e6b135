package org.voiceagent.exporter.testing;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Makes call folders as an attacker, a full disk or a broken engine would leave them. */
public final class HostileFolders {
  private static final String GOOD = "{\"turns\":3,\"duration_seconds\":12.5}\n";
  private static final String LINE = "{\"role\":\"user\",\"text\":\"hello\"}\n";
  private static final long SPARSE_BYTES = 10L << 30;
  private static final int ABOVE_ALL_LINES = 25_000;

  private final Path root;
  private final Path outside;
  private final StringBuilder script = new StringBuilder();
  private final Map<String, Integer> expected = new TreeMap<>();

  /** What is wrong with a folder, and the reason it is refused for; none if it still counts. */
  public enum Kind {
    LINKED_FOLDER("not_regular"),
    FIFO_FOR_A_FOLDER("not_regular"),
    LINKED_SUMMARY("not_regular"),
    DANGLING_SUMMARY("not_regular"),
    FIFO_SUMMARY("not_regular"),
    SOCKET_SUMMARY("not_regular"),
    FOLDER_SUMMARY("not_regular"),
    FIFO_TRANSCRIPT("not_regular"),
    LINKED_SNAPSHOT("not_regular"),
    SPARSE_SUMMARY("too_large"),
    CONTROL_CHARACTERS("bad_id"),
    LONG_NAME("bad_id"),
    DOTTED_NAME("bad_id"),
    NAME_NOT_UTF8("bad_id"),
    NOT_UTF8("bad_utf8"),
    OVERLONG("bad_utf8"),
    UTF16("bad_utf8"),
    NUL_AT_THE_END("bad_json"),
    DEEP_JSON("bad_json"),
    DUPLICATE_KEYS("bad_json"),
    TRAILING_DOCUMENT("bad_json"),
    LIST("bad_json"),
    HUGE_NUMBERS(""),
    NAN_STRINGS(""),
    YAML_BOMB(""),
    RECURSIVE_ALIAS(""),
    BLANK_LINES(""),
    LONG_LINE(""),
    SPARSE_TRANSCRIPT(""),
    HARD_LINK("");

    private final String reason;

    Kind(String reason) {
      this.reason = reason;
    }

    /** The reason it is refused for, or nothing if it counts. */
    public String reason() {
      return reason;
    }
  }

  /**
   * @param root the sessions folder
   * @param outside a folder on the same file system, for what links lead to
   */
  public HostileFolders(Path root, Path outside) throws IOException {
    this.root = root;
    this.outside = outside;
    summary(Files.createDirectories(outside), GOOD);
  }

  /** Makes folders of random kinds. */
  public HostileFolders add(int count, Random random) throws IOException, InterruptedException {
    Kind[] kinds = Kind.values();
    for (int i = 0; i < count; i++) {
      add(kinds[random.nextInt(kinds.length)], i);
    }
    return finish();
  }

  /** Makes one folder of each kind. */
  public HostileFolders addOneOfEach() throws IOException, InterruptedException {
    for (Kind kind : Kind.values()) {
      add(kind, 0);
    }
    return finish();
  }

  /** How many folders are refused for each reason; those that count stand under nothing. */
  public Map<String, Integer> expected() {
    return expected;
  }

  /** A call as it should be. */
  public static void good(Path folder) throws IOException {
    Files.createDirectory(folder);
    Files.writeString(folder.resolve("transcript.jsonl"), LINE);
    summary(folder, GOOD);
  }

  private void add(Kind kind, int number) throws IOException {
    expected.merge(kind.reason(), 1, Integer::sum);
    String name = "b" + number + "-" + kind.name().toLowerCase(Locale.ROOT);
    switch (kind) {
      case LINKED_FOLDER -> Files.createSymbolicLink(root.resolve(name), outside);
      case FIFO_FOR_A_FOLDER -> fifo(root.resolve(name));
      case CONTROL_CHARACTERS -> good(root.resolve(name + "\n\u001b[31m<b>"));
      case LONG_NAME -> good(root.resolve(name + "x".repeat(255 - name.length())));
      case DOTTED_NAME -> good(root.resolve("-..-" + name));
      case NAME_NOT_UTF8 ->
          script.append("mkdir \"$(printf '").append(root.resolve(name)).append("\\377\\376')\"\n");
      default -> inside(kind, Files.createDirectory(root.resolve(name)));
    }
  }

  private void inside(Kind kind, Path folder) throws IOException {
    Path summary = folder.resolve("metrics.json");
    Path transcript = folder.resolve("transcript.jsonl");
    Path snapshot = folder.resolve("config_snapshot.yaml");
    switch (kind) {
      case LINKED_SUMMARY -> Files.createSymbolicLink(summary, outside.resolve("metrics.json"));
      case DANGLING_SUMMARY -> Files.createSymbolicLink(summary, outside.resolve("nothing"));
      case FIFO_SUMMARY -> fifo(summary);
      case SOCKET_SUMMARY -> socket(summary);
      case FOLDER_SUMMARY -> Files.createDirectory(summary);
      case FIFO_TRANSCRIPT -> fifo(transcript);
      case LINKED_SNAPSHOT -> Files.createSymbolicLink(snapshot, Path.of("/etc/hostname"));
      case SPARSE_TRANSCRIPT -> sparse(transcript);
      case YAML_BOMB -> Files.writeString(snapshot, bomb());
      case RECURSIVE_ALIAS -> Files.writeString(snapshot, "a: &a [*a, *a]\nb: &b {c: *b}\n");
      case BLANK_LINES -> Files.writeString(transcript, "\n".repeat(ABOVE_ALL_LINES));
      case LONG_LINE ->
          Files.writeString(transcript, "{\"role\":\"user\",\"text\":\"" + "x".repeat(300_000));
      case SPARSE_SUMMARY -> sparse(summary);
      case HARD_LINK -> Files.createLink(summary, outside.resolve("metrics.json"));
      default -> Files.write(summary, content(kind));
    }
    if (!Files.exists(summary, java.nio.file.LinkOption.NOFOLLOW_LINKS) && !isFifo(kind)) {
      summary(folder, GOOD);
    }
  }

  private static boolean isFifo(Kind kind) {
    return kind == Kind.FIFO_SUMMARY;
  }

  private static byte[] content(Kind kind) {
    String text =
        switch (kind) {
          case NOT_UTF8 -> "{\"outcome\":\"\u00ff\u00fe\"}";
          case OVERLONG -> "{\"outcome\":\"\u00c0\u00af\"}";
          case UTF16 -> "\u00ff\u00fe{\u0000}\u0000";
          case NUL_AT_THE_END -> GOOD + "\u0000";
          case DEEP_JSON -> "{\"a\":".repeat(5_000) + "1" + "}".repeat(5_000);
          case DUPLICATE_KEYS -> "{\"turns\":1,\"turns\":2}";
          case TRAILING_DOCUMENT -> GOOD + GOOD;
          case LIST -> "[" + GOOD + "]";
          case HUGE_NUMBERS -> "{\"turns\":1e400,\"duration_seconds\":1e400,\"a\":999999999999}";
          case NAN_STRINGS -> "{\"turns\":\"NaN\",\"duration_seconds\":\"-Infinity\"}";
          default -> throw new IllegalArgumentException(kind.name());
        };
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String bomb() {
    StringBuilder yaml = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i <= 9; i++) {
      String before = "*a" + (i - 1);
      yaml.append("a" + i + ": &a" + i + " [" + before + (", " + before).repeat(8) + "]\n");
    }
    return yaml.toString();
  }

  private void fifo(Path file) {
    script.append("mkfifo '").append(file).append("'\n");
  }

  private static void sparse(Path file) throws IOException {
    try (RandomAccessFile hole = new RandomAccessFile(file.toFile(), "rw")) {
      hole.setLength(SPARSE_BYTES);
    }
  }

  private static void socket(Path file) throws IOException {
    try (ServerSocketChannel socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      socket.bind(UnixDomainSocketAddress.of(file));
    }
  }

  private static void summary(Path folder, String text) {
    try {
      Files.writeString(folder.resolve("metrics.json"), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Makes what Java cannot. */
  private HostileFolders finish() throws IOException, InterruptedException {
    Path file = Files.writeString(outside.resolve("make.sh"), script);
    List<String> command = new ArrayList<>(List.of("sh", "-e", file.toString()));
    int status = new ProcessBuilder(command).inheritIO().start().waitFor();
    if (status != 0) {
      throw new IOException("the shell ended with " + status);
    }
    script.setLength(0);
    return this;
  }
}
