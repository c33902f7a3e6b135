package org.voiceagent.exporter.redaction.disk;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.voiceagent.exporter.artifact.CallerHashing;
import org.voiceagent.exporter.artifact.SecretSettings;
import org.voiceagent.exporter.call.CallNames;
import org.voiceagent.exporter.redaction.Match;
import org.voiceagent.exporter.redaction.Redactor;
import org.voiceagent.exporter.redaction.disk.KeyMeaning.Kind;
import org.voiceagent.exporter.redaction.text.Category;
import org.voiceagent.exporter.redaction.text.WordList;

/**
 * Redacts one setting of a snapshot. Settings belong to the operator, so names of things and
 * network addresses stay. Secrets, spoken or prompted text, and data of this call are removed.
 * Thread-safe.
 */
public final class SettingRedactor {
  static final String WITHHELD = "'[WITHHELD]'";

  private static final String SECRET = "[SECRET]";

  /** More words than this are not a plain setting but spoken, prompted or descriptive text. */
  private static final int SPOKEN_WORDS = 4;

  /** A range of ports, or a size such as 640x480. */
  private static final Pattern PORTS = Pattern.compile("[0-9]{1,5}[:x-][0-9]{1,5}");

  private static final Pattern SPACES = Pattern.compile("\\s+");

  /** Below these keys, a call is forwarded to someone. */
  private static final Set<String> TARGETS =
      WordList.of(
          "transfer transfers destination destinations forward forwarding escalation"
              + " target targets contact contacts callback recipients variables metadata");

  private static final Set<String> SAID =
      WordList.of(
          "greeting prompt instructions persona message utterance phrase context"
              + " backstory announcement");

  private final Redactor redactor;
  private final ValueRedactor values;

  /**
   * @param redactor removes personal data from texts
   */
  public SettingRedactor(Redactor redactor) {
    this.redactor = redactor;
    this.values = new ValueRedactor(redactor, CallerHashing.OFF, CallNames.asTheyAre());
  }

  /**
   * A value without secret or personal data, such as {@code [PHONE]} for the number of a trunk.
   *
   * @param path the setting's keys, separated by dots
   */
  public String redacted(String path, String value) {
    return redacted(path, value, new RemovedWords());
  }

  /** The keys of a setting, without a secret or personal data among them. */
  public String redactedPath(String path) {
    return Arrays.stream(path.split("\\.", -1))
        .map(key -> SecretSettings.isSecretValue(key) ? SECRET : without(key, new RemovedWords()))
        .collect(Collectors.joining("."));
  }

  String redacted(String path, String value, RemovedWords names) {
    if (ValueRedactor.isPlaceholder(value)) {
      return value;
    }
    if (SecretSettings.isSecret(path, value)) {
      return SECRET;
    }
    int dot = path.lastIndexOf('.');
    String key = path.substring(dot + 1);
    String above = path.substring(path.lastIndexOf('.', dot - 1) + 1, Math.max(dot, 0));
    List<String> words = List.of(KeyTable.words(path, "").split(" "));
    KeyMeaning meaning = KeyTable.meaning(key, above);
    boolean digits = value.chars().filter(Character::isDigit).count() > 2;
    if (meaning.kind() == Kind.PERSONAL && (digits || value.indexOf(' ') >= 0)) {
      return meaning.placeholder();
    }
    boolean said = SAID.contains(words.get(words.size() - 1)) && value.indexOf(' ') >= 0;
    if (said || SPACES.split(value.strip()).length > SPOKEN_WORDS) {
      return ValueRedactor.WITHHELD;
    }
    if (words.stream().anyMatch(TARGETS::contains)) {
      return target(key, value, names);
    }
    return PORTS.matcher(value.strip()).matches() ? value : without(value, names);
  }

  private String target(String key, String value, RemovedWords names) {
    String digits = KeyTable.digits(key, value);
    return digits.isEmpty()
        ? values.text(key, value, new JsonRedactor.Around(names, new RemovedWords()))
        : "[PHONE]";
  }

  /** A comment, or a line of a file that is not YAML. */
  String comment(String comment, RemovedWords names) {
    return without(comment, names);
  }

  private String without(String text, RemovedWords names) {
    StringBuilder without = new StringBuilder();
    int copied = 0;
    for (Match match : redactor.redact(text).matches()) {
      if (!match.category().equals(Category.IP.label())) {
        without
            .append(text, copied, match.start())
            .append('[')
            .append(match.category())
            .append(']');
        copied = match.end();
      }
    }
    return names.withoutNames(without.append(text, copied, text.length()).toString());
  }
}
