package org.voiceagent.exporter.intake;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Predicate;
import org.voiceagent.exporter.artifact.Reading;

/**
 * Probes many folders on several threads and hands the results back, in order, to the thread that
 * asked. Only a bounded number of results is held at a time.
 */
final class ProbePool {
  /** Fewer than these are quicker done than handed over. */
  private static final int WORTH_SHARING = 8;

  private static final int SHARE = 32;

  /** How many shares are being read while results are used, so that nobody waits for another. */
  private static final int AHEAD = 8;

  private final Path root;
  private final Function<Path, Reading> reader;
  private final Executor executor;

  ProbePool(Path root, Function<Path, Reading> reader, Executor executor) {
    this.root = root;
    this.reader = reader;
    this.executor = executor;
  }

  /**
   * Probes folders ahead of their use.
   *
   * @param known the fingerprint at which a folder need not be read again, asked on the calling
   *     thread
   * @param use what to do with some results, in order, on the calling thread; false to end early
   */
  void forEach(
      List<String> names, Function<String, OptionalLong> known, Predicate<List<Probe>> use) {
    Deque<CompletableFuture<List<Probe>>> shares = new ArrayDeque<>();
    boolean goOn = true;
    for (int from = 0; goOn && from < names.size(); from += SHARE) {
      shares.add(
          probe(names.subList(from, Math.min(from + SHARE, names.size())), known, names.size()));
      goOn = shares.size() < AHEAD || use.test(shares.remove().join());
    }
    while (goOn && !shares.isEmpty()) {
      goOn = use.test(shares.remove().join());
    }
  }

  private CompletableFuture<List<Probe>> probe(
      List<String> share, Function<String, OptionalLong> known, int all) {
    List<Question> questions =
        share.stream().map(name -> new Question(name, known.apply(name))).toList();
    return all < WORTH_SHARING
        ? CompletableFuture.completedFuture(answer(questions))
        : CompletableFuture.supplyAsync(() -> answer(questions), executor);
  }

  private List<Probe> answer(List<Question> questions) {
    return questions.stream().map(q -> Probe.of(root, q.name(), q.known(), reader)).toList();
  }

  /** A folder to probe, and the fingerprint at which it need not be read again. */
  private record Question(String name, OptionalLong known) {}
}
