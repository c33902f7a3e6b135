package org.voiceagent.exporter.event.feed;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.voiceagent.exporter.intake.IntakeClock;

/**
 * Event files that two writers append to, and to which operators do what they do, at random. Beside
 * them it keeps a model of which whole lines each file has. A line must count exactly once if it
 * was in a file when the feed had nothing more to read.
 */
final class TailedFolder implements AutoCloseable {
  private static final List<String> BASES = List.of("app.jsonl", "worker.jsonl", "shared.jsonl");

  private final Path folder;
  private final Path state;
  private final Random random;
  private final Map<String, Content> files = new TreeMap<>();
  private final Map<String, Content> packed = new TreeMap<>();
  private final List<Writer> writers = new ArrayList<>();
  private final Set<Integer> written = new HashSet<>();
  private final Set<Integer> must = new HashSet<>();
  private final Set<Integer> may = new HashSet<>();
  private final List<String> history = new ArrayList<>();
  private long skippedNanos;
  private int next;
  private int rotations;
  private int truncationsExpected;
  private int truncationsCounted;
  private boolean everShrunk;
  private RunningFeed feed;

  /** What one file holds; its name may change. */
  private static final class Content {
    List<Integer> lines = new ArrayList<>();
    Optional<Integer> begun = Optional.empty();
    int cuts;
    boolean wasCut;
    boolean unclear;
    boolean copied;
    boolean wasCopied;
    long seenBytes;
    String seenAs = "";
    long packedAt;

    Content copy() {
      Content copy = new Content();
      copy.lines = new ArrayList<>(lines);
      copy.copied = true;
      return copy;
    }
  }

  /** A process that keeps a file open, also if that is renamed or deleted. */
  private static final class Writer {
    final FileChannel channel;
    final Content content;
    Optional<String> rest = Optional.empty();
    int cutsWhenBegun;

    Writer(FileChannel channel, Content content) {
      this.channel = channel;
      this.content = content;
    }

    void write(String text) throws IOException {
      channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }
  }

  TailedFolder(Path where, Random random) throws IOException {
    this.folder = Files.createDirectories(where.resolve("events"));
    this.state = where.resolve("state");
    this.random = random;
    this.feed = start();
    writers.add(open(BASES.get(0)));
    writers.add(open(BASES.get(1)));
  }

  private RunningFeed start() throws IOException {
    IntakeClock clock =
        new IntakeClock(InstantSource.system(), () -> System.nanoTime() + skippedNanos);
    return new RunningFeed(folder, state, clock, true);
  }

  List<String> history() {
    return history;
  }

  /** Does something. */
  void step() throws IOException {
    int what = random.nextInt(100);
    if (what < 40) {
      append();
    } else if (what < 52) {
      settle();
    } else if (what < 57) {
      say("look");
      feed.look();
    } else if (what < 62) {
      restart();
    } else if (what < 70) {
      rotate();
    } else if (what < 74) {
      reopen(random.nextInt(2), BASES.get(random.nextInt(BASES.size())));
    } else if (what < 78) {
      reopen(random.nextInt(2), "app-2026-11-%02d.jsonl".formatted(1 + random.nextInt(28)));
    } else if (what < 80) {
      skip();
    } else {
      Optional<String> name = anyFile();
      if (name.isPresent()) {
        disturb(what, name.get());
      }
    }
  }

  private void disturb(int what, String name) throws IOException {
    if (what < 84) {
      copyTruncate(name);
    } else if (what < 86) {
      truncate(name);
    } else if (what < 88) {
      cut(name);
    } else if (what < 91) {
      copy(name);
    } else if (what < 95) {
      compress(name);
    } else if (what < 97) {
      unpack();
    } else {
      delete(name);
    }
  }

  private Optional<String> anyFile() {
    List<String> names = List.copyOf(files.keySet());
    return names.isEmpty()
        ? Optional.empty()
        : Optional.of(names.get(random.nextInt(names.size())));
  }

  private void say(String what) {
    history.add(what);
  }

  private Writer open(String name) throws IOException {
    Content content = files.computeIfAbsent(name, any -> new Content());
    FileChannel channel =
        FileChannel.open(
            folder.resolve(name), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    return new Writer(channel, content);
  }

  private static String line(int number) {
    return "{\"event\":\"work\",\"ts\":\"2025-11-30T12:00:00Z\",\"data\":{\"queue\":\"q%05d\"}}\n"
        .formatted(number);
  }

  private void append() throws IOException {
    Writer writer = writers.get(random.nextInt(2));
    finish(writer);
    int lines = 1 + random.nextInt(4);
    for (int i = 0; i < lines; i++) {
      writer.write(line(next));
      whole(writer.content, next++);
    }
    boolean shared = writers.get(0).content == writers.get(1).content;
    boolean partly = !shared && random.nextInt(3) == 0;
    if (partly) {
      String text = line(next);
      int length = 1 + random.nextInt(text.length() - 1);
      writer.write(text.substring(0, length));
      writer.rest = Optional.of(text.substring(length));
      writer.cutsWhenBegun = writer.content.cuts;
      writer.content.begun = Optional.of(next++);
    }
    say("append %d%s to %s".formatted(lines, partly ? " and a part" : "", nameOf(writer.content)));
  }

  private String nameOf(Content content) {
    return files.entrySet().stream()
        .filter(file -> file.getValue() == content)
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse("what is gone");
  }

  /** Writes the rest of a line. If its beginning was cut off, the rest is no line. */
  private void finish(Writer writer) throws IOException {
    if (writer.rest.isPresent()) {
      writer.write(writer.rest.get());
      writer.rest = Optional.empty();
      Content content = writer.content;
      if (content.begun.isPresent() && writer.cutsWhenBegun == content.cuts) {
        whole(content, content.begun.get());
      }
      content.begun = Optional.empty();
    }
  }

  private void whole(Content content, int number) {
    written.add(number);
    content.lines.add(number);
    if (content.unclear) {
      may.add(number);
    }
  }

  private void reopen(int which, String name) throws IOException {
    Content present = files.get(name);
    if (present != null && (present.copied || present.begun.isPresent())) {
      return;
    }
    finish(writers.get(which));
    writers.get(which).channel.close();
    writers.set(which, open(name));
    say("writer %d opens %s".formatted(which, name));
  }

  private void rotate() throws IOException {
    Optional<String> name = anyFile();
    if (name.isEmpty()) {
      return;
    }
    String base = name.get();
    rotations++;
    String to =
        switch (random.nextInt(3)) {
          case 0 -> base + "." + rotations;
          case 1 -> base + "-20261130" + rotations;
          default -> "old/" + rotations + base.replace("/", "_");
        };
    Files.createDirectories(folder.resolve(to).getParent());
    Files.move(folder.resolve(base), folder.resolve(to));
    files.put(to, files.remove(base));
    say("rename " + base + " to " + to);
    if (random.nextBoolean() && BASES.contains(base)) {
      for (int i = 0; i < 2; i++) {
        if (writers.get(i).content == files.get(to)) {
          reopen(i, base);
        }
      }
    }
  }

  private void copyTruncate(String name) throws IOException {
    Content content = files.get(name);
    rotations++;
    String to = name + "." + rotations;
    Files.copy(folder.resolve(name), folder.resolve(to));
    files.put(to, content.copy());
    if (random.nextInt(3) == 0) {
      feed.look();
    }
    say("copytruncate " + name + " to " + to);
    shrink(name, 0);
  }

  private void truncate(String name) throws IOException {
    say("truncate " + name);
    shrink(name, 0);
  }

  /** Which lines of a copy are those of a cut file, nothing can tell. */
  private void cut(String name) throws IOException {
    Content content = files.get(name);
    if (content.copied || content.lines.size() < 2) {
      return;
    }
    int left = 1 + random.nextInt(content.lines.size() - 1);
    say("cut " + name + " to " + left + " lines");
    content.wasCut = true;
    content.unclear = true;
    shrink(name, left);
  }

  private void shrink(String name, int lines) throws IOException {
    Content content = files.get(name);
    long bytes = 0;
    if (lines > 0) {
      String last = line(content.lines.get(lines - 1));
      bytes = (long) Files.readString(folder.resolve(name)).indexOf(last) + last.length();
    }
    try (FileChannel channel = FileChannel.open(folder.resolve(name), StandardOpenOption.WRITE)) {
      channel.truncate(bytes);
    }
    content.lines =
        new ArrayList<>(content.lines.subList(0, Math.min(lines, content.lines.size())));
    content.begun = Optional.empty();
    content.cuts++;
    if (lines == 0) {
      content.copied = false;
      content.wasCut = false;
    }
    everShrunk = true;
  }

  private void copy(String name) throws IOException {
    Content content = files.get(name);
    if (content.copied || content.wasCut || content.lines.isEmpty()) {
      return;
    }
    rotations++;
    String to = "backup-" + rotations + ".jsonl";
    Files.copy(folder.resolve(name), folder.resolve(to));
    content.copied = true;
    files.put(to, content.copy());
    say("copy " + name + " to " + to);
  }

  private void compress(String name) throws IOException {
    Content content = files.get(name);
    if (packed.containsKey(name) || content.begun.isPresent()) {
      return;
    }
    try (OutputStream out =
        new GZIPOutputStream(Files.newOutputStream(folder.resolve(name + ".gz")))) {
      Files.copy(folder.resolve(name), out);
    }
    Content before = content.copy();
    before.packedAt = skippedNanos;
    packed.put(name, before);
    remove(name);
    say("compress " + name);
  }

  /** A new file may get the number of this one, and is then taken for it, overwritten. */
  private void remove(String name) throws IOException {
    everShrunk = true;
    Content content = files.remove(name);
    Files.delete(folder.resolve(name));
    for (int i = 0; i < 2; i++) {
      if (writers.get(i).content == content) {
        reopen(i, BASES.get(i));
      }
    }
  }

  private void unpack() throws IOException {
    for (String name : List.copyOf(packed.keySet())) {
      if (files.containsKey(name)) {
        continue;
      }
      Content before = packed.remove(name);
      try (GZIPInputStream in =
          new GZIPInputStream(Files.newInputStream(folder.resolve(name + ".gz")))) {
        Files.copy(in, folder.resolve(name));
      }
      Files.delete(folder.resolve(name + ".gz"));
      Content content = before.copy();
      boolean late = before.packedAt != skippedNanos;
      if (late || hasTwin(content)) {
        may.addAll(content.lines);
      }
      files.put(name, content);
      say("unpack " + name);
    }
  }

  private boolean hasTwin(Content content) {
    return files.values().stream()
        .anyMatch(
            other ->
                !other.lines.isEmpty()
                    && !content.lines.isEmpty()
                    && other.lines.get(0).equals(content.lines.get(0)));
  }

  private void delete(String name) throws IOException {
    say("delete " + name);
    remove(name);
  }

  private void skip() {
    Duration time = random.nextBoolean() ? Duration.ofMinutes(3) : Duration.ofHours(25);
    skippedNanos += time.toNanos();
    say("wait for " + time);
  }

  /** Ends the feed at any point; it goes on from what is recorded. */
  private void restart() throws IOException {
    say("restart");
    if (random.nextBoolean()) {
      feed.look();
    }
    end();
    feed = start();
    // Nothing tells a file that was emptied meanwhile from a new one.
    files.values().forEach(content -> content.seenBytes = 0);
  }

  private void end() throws IOException {
    feed.close();
    truncationsCounted +=
        (int) feed.measured.stream().filter(what -> what.equals("truncated")).count();
  }

  /** Lets the feed read and count everything. */
  void settle() throws IOException {
    say("settle");
    for (Map.Entry<String, Content> file : files.entrySet()) {
      Content content = file.getValue();
      long bytes = Files.size(folder.resolve(file.getKey()));
      if (bytes < content.seenBytes && content.seenAs.equals(file.getKey()) && !content.wasCopied) {
        truncationsExpected++;
      }
      content.seenBytes = bytes;
      content.seenAs = file.getKey();
      content.wasCopied = content.copied;
    }
    for (int i = 0; i < 3; i++) {
      feed.look();
      feed.awaitIdle();
    }
    for (Content content : files.values()) {
      must.addAll(content.lines);
      content.unclear = false;
    }
  }

  /** What counted wrongly. */
  List<String> mistakes() throws IOException {
    List<String> wrong = new ArrayList<>();
    Map<Integer, Double> counts = new LinkedHashMap<>();
    for (int line = 0; line < next; line++) {
      counts.put(line, feed.counted("q%05d".formatted(line)));
    }
    counts.forEach(
        (line, count) -> {
          boolean needed = must.contains(line) && !may.contains(line);
          if (count > 1 || (needed && count == 0) || (count > 0 && !written.contains(line))) {
            wrong.add("line %d counts %.0f times".formatted(line, count));
          }
        });
    end();
    feed = start();
    if (truncationsCounted < truncationsExpected || (truncationsCounted > 0 && !everShrunk)) {
      wrong.add(
          "%d files were cut, and %d counted".formatted(truncationsExpected, truncationsCounted));
    }
    return wrong;
  }

  @Override
  public void close() throws IOException {
    feed.close();
    for (Writer writer : writers) {
      writer.channel.close();
    }
  }
}
