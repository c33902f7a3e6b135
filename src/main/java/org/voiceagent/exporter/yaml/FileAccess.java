package org.voiceagent.exporter.yaml;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Reads the operator's files so that none of them can hold the daemon up: regular files only, never
 * a FIFO or a device, and with a time limit, because a file on a network that has gone never
 * answers. Thread-safe.
 */
public final class FileAccess {
  /** Within it a healthy disk, even a sleeping one, has answered. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** A thread that waits for a file that never answers cannot be freed, so there are few. */
  private static final int MOST_STUCK = 4;

  private static final int IDLE_SECONDS = 10;
  private static final FileAccess USUAL = new FileAccess(PATIENCE, MOST_STUCK);

  private final Duration patience;
  private final ThreadPoolExecutor threads;

  FileAccess(Duration patience, int mostStuck) {
    this.patience = patience;
    this.threads =
        new ThreadPoolExecutor(
            0,
            mostStuck,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            task -> {
              Thread thread = new Thread(task, "file-access");
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Something that asks the file system. */
  @FunctionalInterface
  public interface Task<T> {
    /** Asks. */
    T run() throws IOException;
  }

  /**
   * The text of a regular file; links are followed.
   *
   * @param mostBytes how large it may be
   * @throws java.nio.charset.CharacterCodingException if it is not in the character set
   * @throws IOException if it is not there, is no regular file, is larger, or does not answer in
   *     time; the message can be shown after "cannot be read: "
   */
  public static String readText(Path file, int mostBytes, Charset in) throws IOException {
    byte[] bytes = within(() -> bytes(file, mostBytes));
    return in.newDecoder()
        .onMalformedInput(CodingErrorAction.REPORT)
        .onUnmappableCharacter(CodingErrorAction.REPORT)
        .decode(ByteBuffer.wrap(bytes))
        .toString();
  }

  /**
   * Asks the file system, for five seconds at most.
   *
   * @throws IOException if that fails, or takes longer
   */
  public static <T> T within(Task<T> task) throws IOException {
    return USUAL.call(task);
  }

  /** As {@link #within}, with the limits of this object. */
  <T> T call(Task<T> task) throws IOException {
    Future<T> answer;
    try {
      answer = threads.submit(task::run);
    } catch (RejectedExecutionException stuck) {
      throw new IOException("other files have not answered yet");
    }
    try {
      return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException late) {
      answer.cancel(true);
      throw new IOException("no answer within " + patience.toSeconds() + " s");
    } catch (InterruptedException interrupted) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw new IOException("interrupted");
    } catch (ExecutionException failed) {
      throw failed.getCause() instanceof IOException asSaid
          ? asSaid
          : new IOException(String.valueOf(failed.getCause()), failed);
    }
  }

  private static byte[] bytes(Path file, int most) throws IOException {
    BasicFileAttributes is = Files.readAttributes(file, BasicFileAttributes.class);
    if (!is.isRegularFile()) {
      throw new IOException(
          is.isDirectory() ? "is a folder" : "is a FIFO, a socket or a device, not a regular file");
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(most + 1);
      if (bytes.length > most) {
        throw new IOException("larger than " + most + " bytes");
      }
      return bytes;
    }
  }
}
