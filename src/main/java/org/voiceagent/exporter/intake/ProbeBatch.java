package org.voiceagent.exporter.intake;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.voiceagent.exporter.files.GuardedRoot;
import org.voiceagent.exporter.files.ReadFault;

/**
 * Folders that one thread probes one after the other, while the thread that waits for the results
 * limits how long each may take. Thread-safe.
 */
final class ProbeBatch implements Runnable {
  /** How often progress is checked within the patience. */
  private static final int CHECKS = 4;

  private final Path root;
  private final List<ProbeRequest> requests;
  private final CallReader reader;
  private final Readers readers;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition ended = lock.newCondition();
  private final List<Probe> answers = new ArrayList<>();
  private Optional<FolderStamp> seen = Optional.empty();
  private State state = State.QUEUED;
  private Optional<Thread> reading = Optional.empty();

  private enum State {
    QUEUED,
    RUNNING,
    FINISHED,
    GIVEN_UP
  }

  ProbeBatch(Path root, List<ProbeRequest> requests, CallReader reader, Readers readers) {
    this.root = root;
    this.requests = requests;
    this.reader = reader;
    this.readers = readers;
  }

  @Override
  public void run() {
    if (!becomes(State.RUNNING)) {
      return;
    }
    try {
      probeAll();
    } finally {
      if (!becomes(State.FINISHED)) {
        readers.oneIsFree();
      }
    }
  }

  private void probeAll() {
    try (GuardedRoot open = GuardedRoot.open(root)) {
      for (ProbeRequest request : requests) {
        if (!answer(Probe.of(open, request, reader, this::saw))) {
          return;
        }
      }
    } catch (NoSuchFileException gone) {
      requests.forEach(request -> answer(Probe.absent(request.name())));
    } catch (IOException e) {
      String why = "the sessions folder cannot be opened: " + ReadFault.words(root, e);
      requests.forEach(request -> answer(Probe.notNow(request.name(), why)));
    }
  }

  /**
   * Waits for the results, in the order of the requests. A folder that takes too long is given up,
   * and another thread probes the ones after it.
   *
   * @throws InterruptedException if interrupted while waiting
   */
  List<Probe> answers() throws InterruptedException {
    if (awaitEnd()) {
      return List.copyOf(answers);
    }
    Optional<ProbeBatch> rest = giveUp();
    List<Probe> all = new ArrayList<>(answers);
    if (rest.isPresent()) {
      readers.execute(rest.get());
      all.addAll(rest.get().answers());
    }
    return all;
  }

  /** True once all are probed; false if one folder takes too long, or no thread begins. */
  private boolean awaitEnd() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      int before = answers.size();
      int idle = 0;
      while (state == State.QUEUED || state == State.RUNNING) {
        long left = readers.patience().toNanos() / CHECKS;
        while (left > 0 && (state == State.QUEUED || state == State.RUNNING)) {
          left = ended.awaitNanos(left);
        }
        boolean moves = answers.size() > before || (state == State.QUEUED && !isHopeless());
        idle = moves ? 0 : idle + 1;
        before = answers.size();
        if (idle >= CHECKS && state != State.FINISHED) {
          return false;
        }
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  private boolean isHopeless() {
    return readers.areAllStuck();
  }

  /** The requests that remain; none if no thread is free for them. */
  private Optional<ProbeBatch> giveUp() {
    lock.lock();
    try {
      if (state == State.FINISHED) {
        return Optional.empty();
      }
      boolean stuck = state == State.RUNNING;
      state = State.GIVEN_UP;
      // A reading that computes checks for this and ends, so it costs no more time.
      reading.ifPresent(Thread::interrupt);
      if (!stuck) {
        return Optional.empty();
      }
      readers.oneIsStuck();
      int at = answers.size();
      if (at >= requests.size()) {
        return Optional.empty();
      }
      String name = requests.get(at).name();
      answers.add(Probe.givenUp(name, seen, readers.patience()));
      readers.execute(() -> StuckReadGuard.free(root, name));
      return Optional.of(
          new ProbeBatch(root, requests.subList(at + 1, requests.size()), reader, readers));
    } finally {
      lock.unlock();
    }
  }

  private boolean becomes(State next) {
    lock.lock();
    try {
      if (state == State.GIVEN_UP) {
        return false;
      }
      state = next;
      reading = next == State.RUNNING ? Optional.of(Thread.currentThread()) : Optional.empty();
      if (next == State.FINISHED) {
        ended.signalAll();
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  private void saw(FolderStamp stamp) {
    lock.lock();
    try {
      seen = Optional.of(stamp);
    } finally {
      lock.unlock();
    }
  }

  private boolean answer(Probe probe) {
    lock.lock();
    try {
      if (state == State.GIVEN_UP) {
        return false;
      }
      answers.add(probe);
      seen = Optional.empty();
      return true;
    } finally {
      lock.unlock();
    }
  }
}
