package org.voiceagent.exporter.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.voiceagent.exporter.artifact.CallerHashing;
import org.voiceagent.exporter.call.CallerNumber;
import org.voiceagent.exporter.daemon.Daemon;
import org.voiceagent.exporter.daemon.StateAtRest;
import org.voiceagent.exporter.ledger.StateSecret;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** The hashes by which the calls of a telephone number are shown, one for each form of it. */
final class CallerHashes {
  private CallerHashes() {}

  /**
   * The number in an argument.
   *
   * @param region of a number without a calling code, if it was given
   * @throws ParameterException if it is none, or there is no such region; says what is expected
   */
  static CallerNumber number(CommandSpec spec, String written, Optional<String> region) {
    try {
      return CallerNumber.parse(written, region.orElse(""))
          .orElseThrow(
              () ->
                  new ParameterException(
                      spec.commandLine(),
                      "this is neither a telephone number nor a caller_hash: use a number such as"
                          + " +44 20 7946 0958, 020 7946 0958 with --region GB, tel:+442079460958,"
                          + " or the 16 hexadecimal digits that a call shows"));
    } catch (IllegalArgumentException unknown) {
      throw new ParameterException(
          spec.commandLine(), "--region: " + unknown.getMessage(), unknown);
    }
  }

  /**
   * The hash of each form.
   *
   * @param state the state folder of the daemon that hashed
   * @throws IOException if it is none, or its key cannot be read; says what to do
   */
  static Map<String, String> of(CallerNumber number, Path state) throws IOException {
    StateAtRest.requireLedger(state);
    CallerHashing callers = CallerHashing.with(StateSecret.read(state, Daemon.CALLER_SALT));
    Map<String, String> byForm = new TreeMap<>();
    for (String form : number.forms()) {
      callers.of(form).ifPresent(hash -> byForm.put(form, hash));
    }
    return byForm;
  }
}
