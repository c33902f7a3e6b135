package org.voiceagent.exporter.inplace;

import java.util.List;
import org.voiceagent.exporter.call.Speaker;

/** Takes personal data out of texts. Doing it again changes nothing. Thread-safe. */
public interface TextRedaction {

  /**
   * What somebody said in one go.
   *
   * @param speaker who said it
   * @param text what was said
   */
  record Said(Speaker speaker, String text) {}

  /**
   * The texts of a dialogue without what is personal, also what only shows in several of them.
   *
   * @return as many as were given, in their order
   */
  List<String> redact(List<Said> dialogue);

  /** One text by itself. */
  default String redact(String text) {
    return redact(List.of(new Said(Speaker.CALLER, text))).get(0);
  }
}
