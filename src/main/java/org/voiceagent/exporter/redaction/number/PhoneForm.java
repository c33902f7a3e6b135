package org.voiceagent.exporter.redaction.number;

import java.util.regex.Pattern;

/** The written forms of telephone numbers. */
final class PhoneForm {
  /** Spaces, dots, dashes, slashes and parentheses between groups. */
  private static final String GAP = "[\\s./()\\u2010-\\u2015-]{1,3}+";

  private static final Pattern FORM =
      Pattern.compile(
          String.join(
                  "|",
                  "\\+[0-9](?:[\\s./()\\u2010-\\u2015-]{0,3}+[0-9]){6,14}+",
                  "(?:1GAP)?\\(?[0-9]{3}GAP[0-9]{3}GAP[0-9]{4}",
                  "1?[0-9]{3}GAP[0-9]{7}",
                  "[0-9]{3}[-.][0-9]{4}",
                  "\\(?00?[1-9][0-9]{1,5}(?:GAP[0-9]{1,8}){1,6}",
                  "0[1-9](?:GAP[0-9]{2}){4}",
                  "0[1-9][0-9]{8,9}",
                  "\\([0-9]{2,5}\\)(?:GAP)?[0-9]{3,5}(?:GAP[0-9]{3,5})?",
                  "[2-9][0-9]{2}(?:[ .-][0-9]{3}){2}",
                  "[1-9][0-9]{1,3}GAP[0-9]{3,5}GAP[0-9]{4}")
              .replace("GAP", GAP));

  private PhoneForm() {}

  /** Whether a run is written like a telephone number. */
  static boolean isOne(NumberRun run, String written) {
    int digits = run.digits().length();
    return digits >= 7 && digits <= 15 && written.length() <= 40 && FORM.matcher(written).matches();
  }
}
