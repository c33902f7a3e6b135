package org.voiceagent.exporter.intake;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import org.voiceagent.exporter.artifact.Reading;

/**
 * Probes many folders on several threads and hands the results back, in order, to the thread that
 * asked. Only a bounded number of results is held at a time.
 */
final class ProbePool {
  private static final int AT_A_TIME = 256;

  /** Fewer than these are quicker done than handed over. */
  private static final int WORTH_SHARING = 8;

  private static final int SHARE = 32;

  private final Path root;
  private final Function<Path, Reading> reader;
  private final Executor executor;

  ProbePool(Path root, Function<Path, Reading> reader, Executor executor) {
    this.root = root;
    this.reader = reader;
    this.executor = executor;
  }

  /**
   * Ends early, with the rest left for another time, when the calling thread is interrupted.
   *
   * @param known the fingerprint at which a folder need not be read again, asked on the calling
   *     thread
   * @param use what to do with each result, on the calling thread
   */
  void forEach(List<String> names, Function<String, OptionalLong> known, Consumer<Probe> use) {
    for (int from = 0; from < names.size(); from += AT_A_TIME) {
      if (Thread.currentThread().isInterrupted()) {
        return;
      }
      List<String> part = names.subList(from, Math.min(from + AT_A_TIME, names.size()));
      probe(part, known).forEach(use);
    }
  }

  private List<Probe> probe(List<String> names, Function<String, OptionalLong> known) {
    if (names.size() < WORTH_SHARING) {
      return names.stream().map(name -> Probe.of(root, name, known.apply(name), reader)).toList();
    }
    List<CompletableFuture<List<Probe>>> shares = new ArrayList<>();
    for (int from = 0; from < names.size(); from += SHARE) {
      List<Question> questions =
          names.subList(from, Math.min(from + SHARE, names.size())).stream()
              .map(name -> new Question(name, known.apply(name)))
              .toList();
      shares.add(CompletableFuture.supplyAsync(() -> answer(questions), executor));
    }
    return shares.stream().flatMap(share -> share.join().stream()).toList();
  }

  private List<Probe> answer(List<Question> questions) {
    return questions.stream().map(q -> Probe.of(root, q.name(), q.known(), reader)).toList();
  }

  /** A folder to probe, and the fingerprint at which it need not be read again. */
  private record Question(String name, OptionalLong known) {}
}
