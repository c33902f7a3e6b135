package org.voiceagent.exporter.forget;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceagent.exporter.artifact.SessionReader;
import org.voiceagent.exporter.call.CallId;
import org.voiceagent.exporter.control.ControlAnswer;
import org.voiceagent.exporter.control.ControlRequest;
import org.voiceagent.exporter.forget.Receipt.Cause;

/** Answers requests to forget, in words and with the status the command ends with. Thread-safe. */
public final class ForgetDesk {
  private static final Logger logger = LoggerFactory.getLogger(ForgetDesk.class);
  private static final Pattern HASH = Pattern.compile("[0-9a-f]{16}");
  private static final Pattern HASHES = Pattern.compile("[0-9a-f]{16}(?:,[0-9a-f]{16}){0,15}");

  private static final int DONE = 0;
  private static final int NOTHING_KNOWN = 1;
  private static final int WRONG_USE = 2;
  private static final int FAULT = 3;

  private final Forgetting forgetting;
  private final RememberedCalls memory;
  private final CallsOfCaller callers;

  /**
   * @param memory knows calls besides the ledger
   * @param sessions the folder of all calls
   * @param reader knows the key that callers are hashed with
   */
  public ForgetDesk(
      Forgetting forgetting, RememberedCalls memory, Path sessions, SessionReader reader) {
    this.forgetting = forgetting;
    this.memory = memory;
    this.callers = new CallsOfCaller(sessions, reader);
  }

  /** Whether a text is the hash of a caller. */
  public static boolean isCallerHash(String text) {
    return HASH.matcher(text).matches();
  }

  /** The answer; empty if something else is asked. */
  public Optional<ControlAnswer> answer(ControlRequest request) {
    if (request instanceof ControlRequest.ForgetCall one) {
      return Optional.of(
          forgetting.ids(one.call()).isEmpty()
              ? new ControlAnswer(WRONG_USE, "This is no call id.\n")
              : forget(() -> forgetting.ids(one.call()), Cause.CALL));
    }
    if (request instanceof ControlRequest.ForgetCaller one) {
      return Optional.of(
          HASHES.matcher(one.caller()).matches()
              ? forget(() -> callsOf(Set.of(one.caller().split(",", -1))), Cause.CALLER)
              : new ControlAnswer(WRONG_USE, "This is no caller hash.\n"));
    }
    return Optional.empty();
  }

  /** Finishes what an ended process had begun; what fails is logged, to be tried again. */
  public void finish() {
    try {
      int finished = forgetting.finish().size();
      if (finished > 0) {
        logger.info("{} calls whose forgetting was interrupted are forgotten", finished);
      }
    } catch (IOException e) {
      logger.error("calls that are to be forgotten are not yet: {}", why(e));
    }
  }

  /** A message of another part may hold a path, and so the id that is to be forgotten. */
  private static String why(IOException e) {
    return e instanceof NotForgottenException
        ? e.getMessage()
        : "the state folder or the folder of all calls cannot be read or written ("
            + e.getClass().getSimpleName()
            + ")";
  }

  private interface Calls {
    Collection<CallId> list() throws IOException;
  }

  private ControlAnswer forget(Calls calls, Cause cause) {
    try {
      List<String> receipts = forgetting.forget(calls.list(), cause);
      logger.info("{} calls are forgotten on request", receipts.size());
      return receipts.isEmpty()
          ? new ControlAnswer(NOTHING_KNOWN, nothingKnown(cause))
          : new ControlAnswer(DONE, String.join("", receipts));
    } catch (IOException e) {
      logger.error("calls that are to be forgotten are not yet: {}", why(e));
      return new ControlAnswer(
          FAULT,
          "Not everything could be removed: "
              + why(e)
              + ". What was begun is finished at the next start, or by asking again.\n");
    }
  }

  private static String nothingKnown(Cause cause) {
    return cause == Cause.CALL
        ? "Nothing is known of this call: it never was, or it is forgotten already.\n"
        : "No call that is kept names this caller.\n";
  }

  private Set<CallId> callsOf(Set<String> hashes) throws IOException {
    Set<CallId> calls = new LinkedHashSet<>(callers.in(hashes));
    for (String hash : hashes) {
      calls.addAll(memory.ofCaller(hash));
    }
    return calls;
  }
}
