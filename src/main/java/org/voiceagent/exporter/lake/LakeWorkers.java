package org.voiceagent.exporter.lake;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Writes several files of a lake at the same time, each by a database of its own: reading the lines
 * of one file of the journal keeps one processor busy.
 */
final class LakeWorkers {
  /** With more, each would have too little memory. */
  private static final int MOST = 8;

  private LakeWorkers() {}

  /** A file that is to be written. */
  interface Work {
    LakeExport.Written write(DuckDb database) throws IOException;
  }

  /**
   * Writes all of them.
   *
   * @return what was written, by dataset and day
   * @throws IOException if one failed; those that had begun are finished, the others are not begun
   */
  static List<LakeExport.Written> run(Lake lake, List<Work> due) throws IOException {
    int workers = Math.min(due.size(), Math.min(MOST, Runtime.getRuntime().availableProcessors()));
    Queue<Work> waiting = new ConcurrentLinkedQueue<>(due);
    ExecutorService threads = Executors.newFixedThreadPool(Math.max(1, workers));
    List<Future<List<LakeExport.Written>>> results = new ArrayList<>();
    for (int i = 0; i < workers; i++) {
      int number = i;
      results.add(threads.submit(() -> work(waiting, lake.database(number, workers))));
    }
    threads.shutdown();
    List<LakeExport.Written> written = new ArrayList<>();
    Optional<IOException> failure = Optional.empty();
    for (Future<List<LakeExport.Written>> result : results) {
      try {
        written.addAll(result.get());
      } catch (ExecutionException e) {
        waiting.clear();
        failure =
            Optional.of(e.getCause() instanceof IOException known ? known : new IOException(e));
      } catch (InterruptedException e) {
        waiting.clear();
        failure = Optional.of(new IOException("the export was interrupted", e));
        Thread.currentThread().interrupt();
      }
    }
    if (failure.isPresent()) {
      throw failure.get();
    }
    written.sort(
        Comparator.comparing(LakeExport.Written::dataset).thenComparing(LakeExport.Written::day));
    return written;
  }

  private static List<LakeExport.Written> work(Queue<Work> waiting, DuckDb database)
      throws IOException {
    List<LakeExport.Written> written = new ArrayList<>();
    try (database) {
      for (Work one = waiting.poll(); one != null; one = waiting.poll()) {
        written.add(one.write(database));
      }
    }
    return written;
  }
}
