package org.voiceagent.exporter.intake;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Predicate;
import org.voiceagent.exporter.artifact.CallFolder;
import org.voiceagent.exporter.artifact.Reading;

/**
 * Probes many folders on several threads and hands the results back, in order, to the thread that
 * asked. Only a bounded number of results is held at a time.
 */
final class ProbePool {
  private static final int SHARE = 32;

  /** How many shares are being read while results are used, so that nobody waits for another. */
  private static final int AHEAD = 8;

  private final Path root;
  private final Function<CallFolder, Reading> reader;
  private final Readers readers;

  ProbePool(Path root, Function<CallFolder, Reading> reader, Readers readers) {
    this.root = root;
    this.reader = reader;
    this.readers = readers;
  }

  /**
   * Probes folders ahead of their use. Ends early, with the rest left for another time, when the
   * calling thread is interrupted.
   *
   * @param known the fingerprint at which a folder need not be read again, asked on the calling
   *     thread
   * @param use what to do with some results, in order, on the calling thread; false to end early
   */
  void forEach(
      List<String> names, Function<String, OptionalLong> known, Predicate<List<Probe>> use) {
    Deque<Share> shares = new ArrayDeque<>();
    try {
      boolean goOn = true;
      for (int from = 0; goOn && from < names.size(); from += SHARE) {
        shares.add(begin(names.subList(from, Math.min(from + SHARE, names.size())), known));
        goOn = shares.size() < AHEAD || use.test(shares.remove().answers());
      }
      while (goOn && !shares.isEmpty()) {
        goOn = use.test(shares.remove().answers());
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  private Share begin(List<String> names, Function<String, OptionalLong> known) {
    List<Share.Question> questions =
        names.stream().map(name -> new Share.Question(name, known.apply(name))).toList();
    Share share = new Share(root, questions, reader, readers);
    readers.execute(share);
    return share;
  }
}
