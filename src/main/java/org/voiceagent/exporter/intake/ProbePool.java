package org.voiceagent.exporter.intake;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Probes many folders on several threads and hands the results, in order, to the calling thread. It
 * holds a bounded number of results at a time.
 */
public final class ProbePool {
  private static final int BATCH = 32;

  /** How many batches are read ahead while results are used, so that neither side waits. */
  private static final int AHEAD = 8;

  private final Path root;
  private final CallReader reader;
  private final Readers readers;

  /**
   * @param root the sessions folder; it need not exist yet
   * @param reader reads what is found
   * @param readers the threads; {@code Runnable::run} to read on the calling thread
   */
  public ProbePool(Path root, CallReader reader, Readers readers) {
    this.root = root;
    this.reader = reader;
    this.readers = readers;
  }

  Path root() {
    return root;
  }

  /**
   * Probes folders ahead of their use. Ends early, without the rest, when the calling thread is
   * interrupted.
   *
   * @param known what is known of a folder; asked on the calling thread
   * @param use what to do with some results, in order, on the calling thread; false to end early
   */
  void forEach(
      List<String> names, Function<String, ProbeRequest> known, Predicate<List<Probe>> use) {
    Deque<ProbeBatch> batches = new ArrayDeque<>();
    try {
      boolean goOn = true;
      for (int from = 0; goOn && from < names.size(); from += BATCH) {
        batches.add(begin(names.subList(from, Math.min(from + BATCH, names.size())), known));
        goOn = batches.size() < AHEAD || use.test(batches.remove().answers());
      }
      while (goOn && !batches.isEmpty()) {
        goOn = use.test(batches.remove().answers());
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  private ProbeBatch begin(List<String> names, Function<String, ProbeRequest> known) {
    List<ProbeRequest> requests = names.stream().map(known).toList();
    ProbeBatch batch = new ProbeBatch(root, requests, reader, readers);
    readers.execute(batch);
    return batch;
  }
}
