package org.voiceagent.exporter.redaction.disk;

import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.voiceagent.exporter.artifact.SecretSettings;
import org.voiceagent.exporter.redaction.Redactor;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Takes secrets and personal data out of {@code config_snapshot.yaml} and leaves all else as it is
 * written, comments and order included. Settings that are commented out are looked at too.
 */
final class SnapshotRedactor implements RedactedFile.Of {
  private static final String SECRET = "'[SECRET]'";
  private static final int DEEPEST = 32;
  private static final Pattern SETTING =
      Pattern.compile("([A-Za-z0-9_.-]{1,100})[\"']?[ \\t]{0,8}[:=][ \\t]{0,8}([^\\s#][^#\\n]*)");

  private final SettingRedactor settings;

  /**
   * @param redactor takes personal data out of texts
   */
  SnapshotRedactor(Redactor redactor) {
    this.settings = new SettingRedactor(redactor);
  }

  private record Edit(int from, int to, String by) {}

  @Override
  public RedactedFile redact(byte[] original, boolean young, RemovedWords names) {
    String text = new String(original, StandardCharsets.UTF_8);
    List<Edit> edits = new ArrayList<>();
    boolean broken = false;
    try {
      LoaderOptions options = new LoaderOptions();
      options.setCodePointLimit(text.length() + 1);
      options.setNestingDepthLimit(DEEPEST);
      Node root = new Yaml(new SafeConstructor(options)).compose(new StringReader(text));
      if (root != null) {
        look("", root, text, edits, names, 0);
      }
    } catch (YAMLException unreadable) {
      broken = true;
    }
    if (broken && young) {
      return new RedactedFile(original, true);
    }
    String done = withoutCommented(applied(text, edits), broken, names);
    return done.equals(text)
        ? new RedactedFile(original, false)
        : new RedactedFile(done.getBytes(StandardCharsets.UTF_8), false);
  }

  private void look(
      String path, Node node, String text, List<Edit> edits, RemovedWords names, int depth) {
    if (depth > DEEPEST) {
      return;
    }
    if (node instanceof MappingNode mapping) {
      for (NodeTuple entry : mapping.getValue()) {
        String name = entry.getKeyNode() instanceof ScalarNode key ? key.getValue() : "";
        String below = path.isEmpty() ? name : path + "." + name;
        look("", entry.getKeyNode(), text, edits, names, depth + 1);
        look(below, entry.getValueNode(), text, edits, names, depth + 1);
      }
    } else if (node instanceof SequenceNode list) {
      list.getValue().forEach(item -> look(path, item, text, edits, names, depth + 1));
    } else if (node instanceof ScalarNode scalar && !scalar.getValue().isBlank()) {
      String value = scalar.getValue();
      String now = settings.redacted(path, value, names);
      if (!now.equals(value)) {
        edits.add(
            new Edit(
                text.offsetByCodePoints(0, scalar.getStartMark().getIndex()),
                text.offsetByCodePoints(0, scalar.getEndMark().getIndex()),
                now.indexOf('\n') < 0
                    ? "'" + now.replace("'", "''") + "'"
                    : SettingRedactor.WITHHELD));
      }
    }
  }

  /** From the end, so that what stands before keeps its place; an alias is met more than once. */
  private static String applied(String text, List<Edit> edits) {
    StringBuilder changed = new StringBuilder(text);
    edits.stream()
        .distinct()
        .sorted(Comparator.comparingInt(Edit::from).reversed())
        .forEach(
            edit -> {
              boolean line = edit.to() > 0 && text.charAt(edit.to() - 1) == '\n';
              changed.replace(edit.from(), edit.to(), line ? edit.by() + "\n" : edit.by());
            });
    return changed.toString();
  }

  /** Comments, and all lines of a file that is no YAML. */
  private String withoutCommented(String text, boolean all, RemovedWords names) {
    StringBuilder done = new StringBuilder();
    for (String line : text.split("(?<=\n)", -1)) {
      int from = all ? 0 : line.indexOf('#');
      if (from < 0) {
        done.append(line);
      } else {
        String comment = withoutSecrets(line.substring(from));
        done.append(line, 0, from).append(settings.comment(comment, names));
      }
    }
    return done.toString();
  }

  private static String withoutSecrets(String comment) {
    Matcher setting = SETTING.matcher(comment);
    StringBuilder done = new StringBuilder();
    while (setting.find()) {
      String value = setting.group(2).strip();
      boolean secret =
          !value.contains("[SECRET]") && SecretSettings.isSecret(setting.group(1), value);
      String kept =
          comment.substring(setting.start(), setting.start(2))
              + (secret ? SECRET : setting.group(2));
      setting.appendReplacement(done, Matcher.quoteReplacement(kept));
    }
    return setting.appendTail(done).toString();
  }
}
