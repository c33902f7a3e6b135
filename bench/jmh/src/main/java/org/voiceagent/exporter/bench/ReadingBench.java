package org.voiceagent.exporter.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.voiceagent.exporter.artifact.ReadLimits;
import org.voiceagent.exporter.artifact.Reading;
import org.voiceagent.exporter.artifact.SessionReader;
import org.voiceagent.exporter.sentiment.LexiconScorer;

/** What it costs to read one session's folder from the page cache, on one thread. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(
    value = 1,
    jvmArgs = {"-Xmx256m", "-XX:+UseSerialGC"})
@State(Scope.Benchmark)
public class ReadingBench {
  private static final int FOLDERS = 200;

  /** {@code summary}, {@code all} three files, or all with a {@code newSnapshot} in each. */
  @Param({"summary", "all", "newSnapshot"})
  public String files;

  private final List<Path> folders = new ArrayList<>();
  private SessionReader reader;
  private int next;

  /** Writes the folders. */
  @Setup(Level.Trial)
  public void write() throws IOException {
    reader =
        new SessionReader(
            ReadLimits.defaults(), (text, language) -> LexiconScorer.of(language).score(text));
    Path root = Files.createTempDirectory("reading-bench");
    folders.add(root);
    for (int i = 0; i < FOLDERS; i++) {
      Path folder = Files.createDirectory(root.resolve("1761449250." + (2_000 + i)));
      folders.add(folder);
      Files.writeString(folder.resolve("metrics.json"), SessionText.summary(i));
      if (!files.equals("summary")) {
        Files.writeString(folder.resolve("transcript.jsonl"), SessionText.transcript());
        Files.writeString(
            folder.resolve("config_snapshot.yaml"),
            SessionText.snapshot(files.equals("newSnapshot") ? i : 0));
      }
    }
    if (!(read() instanceof Reading.Complete)) {
      throw new IllegalStateException("the sessions of the benchmark are not accepted");
    }
  }

  /** Deletes the folders. */
  @TearDown(Level.Trial)
  public void delete() throws IOException {
    for (Path folder : folders.subList(1, folders.size())) {
      try (var files = Files.list(folder)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
      Files.delete(folder);
    }
    Files.delete(folders.get(0));
  }

  /** Reads the next folder. */
  @Benchmark
  public Object read() {
    return reader.read(folders.get(1 + next++ % FOLDERS));
  }
}
