package org.voiceagent.exporter.daemon;

import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.voiceagent.exporter.artifact.CallFolder;
import org.voiceagent.exporter.artifact.Reading;
import org.voiceagent.exporter.artifact.SessionReader;
import org.voiceagent.exporter.call.CallId;
import org.voiceagent.exporter.config.ExporterConfig;
import org.voiceagent.exporter.files.GuardedRoot;
import org.voiceagent.exporter.intake.CallReader;
import org.voiceagent.exporter.intake.Counting;
import org.voiceagent.exporter.intake.Feed;
import org.voiceagent.exporter.intake.FolderFeed;
import org.voiceagent.exporter.intake.Intake;
import org.voiceagent.exporter.intake.IntakeSettings;
import org.voiceagent.exporter.intake.PendingFolders;
import org.voiceagent.exporter.intake.ProbePool;
import org.voiceagent.exporter.intake.ReaderThreads;
import org.voiceagent.exporter.intake.Recorder;
import org.voiceagent.exporter.intake.Wakeup;

/**
 * The intake of calls, put together.
 *
 * @param counting what calls are counted with
 * @param loop the counting loop
 * @param folders its feed of call folders
 * @param pending where the feed's hints come in
 * @param readers the threads that read folders; to be closed
 * @param wakeup wakes the loop for any of its feeds
 */
record CallIntake(
    Counting counting,
    Intake loop,
    FolderFeed folders,
    PendingFolders pending,
    ReaderThreads readers,
    Wakeup wakeup) {

  /**
   * Puts the intake together; {@link IntakeThread} runs it.
   *
   * @param reader reads the folders of calls
   * @param counting what calls are counted with
   * @param others further feeds, each of which has its turn after the folders of calls
   */
  static CallIntake of(
      ExporterConfig config, SessionReader reader, Counting counting, List<Feed> others) {
    Wakeup wakeup = new Wakeup();
    PendingFolders pending = new PendingFolders(config.intake().queue(), wakeup);
    ReaderThreads readers =
        new ReaderThreads(Runtime.getRuntime().availableProcessors(), config.limits().readTime());
    FolderFeed folders =
        new FolderFeed(
            new IntakeSettings(
                config.intake().settle(), config.intake().rescan(), config.intake().idle()),
            pending,
            new ProbePool(config.sessions(), reading(reader), readers),
            counting);
    Recorder recorder =
        new Recorder(counting.counted().ledger(), counting.meter(), counting.clock());
    List<Feed> feeds = new ArrayList<>(List.of(folders));
    feeds.addAll(others);
    Intake loop = new Intake(feeds, recorder, wakeup, counting.clock());
    return new CallIntake(counting, loop, folders, pending, readers, wakeup);
  }

  private static CallReader reading(SessionReader reader) {
    return new CallReader() {
      @Override
      public Reading read(CallFolder folder) {
        return reader.read(folder);
      }

      @Override
      public Reading readLoose(GuardedRoot root, String name, BasicFileAttributes seen) {
        return reader.readLoose(root, name, seen);
      }
    };
  }

  /** Whether all calls found at start are counted. */
  boolean isReady() {
    return loop.progress().ready();
  }

  /** The calls that go on now. */
  Set<CallId> openCalls() {
    return folders.active().stream().map(call -> call.id()).collect(Collectors.toSet());
  }
}
