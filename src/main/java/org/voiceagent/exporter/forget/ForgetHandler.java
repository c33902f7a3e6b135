package org.voiceagent.exporter.forget;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceagent.exporter.artifact.SessionReader;
import org.voiceagent.exporter.call.CallId;
import org.voiceagent.exporter.control.ControlAnswer;
import org.voiceagent.exporter.control.ControlRequest;
import org.voiceagent.exporter.forget.Receipt.Cause;
import org.voiceagent.exporter.lake.MissingAddOnException;

/** Handles requests to forget: the answer has a text and the command's exit status. Thread-safe. */
public final class ForgetHandler {
  private static final Logger logger = LoggerFactory.getLogger(ForgetHandler.class);
  private static final Pattern HASH = Pattern.compile("[0-9a-f]{16}");
  private static final Pattern HASHES = Pattern.compile("[0-9a-f]{16}(?:,[0-9a-f]{16}){0,15}");

  private static final int DONE = 0;
  private static final int NOTHING_KNOWN = 1;
  private static final int REFUSED = 1;
  private static final int WRONG_USE = 2;
  private static final int FAULT = 3;

  private final Forgetting forgetting;
  private final RememberedCalls memory;
  private final CallsOfCaller callers;
  private final KeptCopies copies;

  /**
   * @param memory what else knows calls
   * @param sessions the folder of all sessions
   * @param reader knows the key that callers are hashed with
   * @param copies rows of calls in files
   */
  public ForgetHandler(
      Forgetting forgetting,
      RememberedCalls memory,
      Path sessions,
      SessionReader reader,
      KeptCopies copies) {
    this.copies = copies;
    this.forgetting = forgetting;
    this.memory = memory;
    this.callers = new CallsOfCaller(sessions, reader);
  }

  /** Whether a text is the hash of a caller. */
  public static boolean isCallerHash(String text) {
    return HASH.matcher(text).matches();
  }

  /** The answer; empty if the request is for something else. */
  public Optional<ControlAnswer> answer(ControlRequest request) {
    if (request instanceof ControlRequest.ForgetCall one) {
      return Optional.of(
          forgetting.ids(one.call()).isEmpty()
              ? new ControlAnswer(WRONG_USE, "This is not a call id.\n")
              : forget(() -> forgetting.ids(one.call()), Cause.CALL));
    }
    if (request instanceof ControlRequest.ForgetCaller one) {
      return Optional.of(
          HASHES.matcher(one.caller()).matches()
              ? forget(() -> callsOf(Set.of(one.caller().split(",", -1))), Cause.CALLER)
              : new ControlAnswer(WRONG_USE, "This is not a caller hash.\n"));
    }
    return Optional.empty();
  }

  /** Finishes what an ended process had begun. A failure is logged and tried again later. */
  public void finish() {
    try {
      int finished = forgetting.finish().size();
      if (finished > 0) {
        logger.info("forgot {} calls whose removal was interrupted earlier", finished);
      }
    } catch (IOException e) {
      logger.error("calls could not be forgotten yet: {}", why(e));
    }
  }

  /** Other messages may hold a path, and with it the id that must be forgotten. */
  private static String why(IOException e) {
    return e instanceof NotForgottenException || e instanceof MissingAddOnException
        ? e.getMessage()
        : "the state folder or the sessions folder cannot be read or written ("
            + e.getClass().getSimpleName()
            + ")";
  }

  private interface Calls {
    Collection<CallId> list() throws IOException;
  }

  private ControlAnswer forget(Calls calls, Cause cause) {
    try {
      Collection<CallId> all = calls.list();
      List<CallId> held = forgetting.held(all);
      if (cause == Cause.CALL && !held.isEmpty()) {
        // The others are ids of the same call.
        return new ControlAnswer(REFUSED, heldWords(held));
      }
      List<String> receipts = forgetting.forget(all, cause);
      logger.info("forgot {} calls on request", receipts.size());
      if (!held.isEmpty()) {
        return new ControlAnswer(REFUSED, String.join("", receipts) + heldWords(held));
      }
      return receipts.isEmpty()
          ? new ControlAnswer(NOTHING_KNOWN, nothingKnown(cause))
          : new ControlAnswer(DONE, String.join("", receipts));
    } catch (IOException e) {
      logger.error("calls could not be forgotten yet: {}", why(e));
      return new ControlAnswer(
          FAULT,
          "Not everything could be removed: "
              + why(e)
              + ". The rest is removed at the next start, or when you ask again.\n");
    }
  }

  private static String heldWords(List<CallId> held) {
    return "Under legal hold and not forgotten: "
        + held.stream().map(CallId::value).collect(Collectors.joining(", "))
        + ".\n"
        + "A hold wins over a request for deletion until it is released: voice-agent-exporter lake"
        + " hold --release CALL_UUID, then ask again.\n";
  }

  private static String nothingKnown(Cause cause) {
    return cause == Cause.CALL
        ? "This call is unknown: it never existed, or it is already forgotten.\n"
        : "No stored call is of this caller.\n";
  }

  private Set<CallId> callsOf(Set<String> hashes) throws IOException {
    Set<CallId> calls = new LinkedHashSet<>(callers.in(hashes));
    for (String hash : hashes) {
      calls.addAll(memory.ofCaller(hash));
      calls.addAll(copies.ofCaller(hash));
    }
    return calls;
  }
}
