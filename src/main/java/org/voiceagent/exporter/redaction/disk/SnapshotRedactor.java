package org.voiceagent.exporter.redaction.disk;

import java.io.StringReader;
import java.nio.charset.StandardCharsets;
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
 * Removes secrets and personal data from {@code config_snapshot.yaml}. Everything else stays as
 * written, including comments and order. Settings in comments are redacted, too.
 */
final class SnapshotRedactor implements RedactedFile.Of {
  private static final String SECRET = "'[SECRET]'";
  private static final int DEEPEST = 32;
  private static final Pattern SETTING =
      Pattern.compile("([A-Za-z0-9_.-]{1,100})[\"']?[ \\t]{0,8}[:=][ \\t]{0,8}([^\\s#][^#\\n]*)");

  private final SettingRedactor settings;

  /**
   * @param redactor removes personal data from texts
   */
  SnapshotRedactor(Redactor redactor) {
    this.settings = new SettingRedactor(redactor);
  }

  @Override
  public RedactedFile redact(byte[] original, boolean young, RemovedWords names) {
    String text = new String(original, StandardCharsets.UTF_8);
    Edits edits = new Edits(text);
    boolean broken = false;
    try {
      LoaderOptions options = new LoaderOptions();
      options.setCodePointLimit(text.length() + 1);
      options.setNestingDepthLimit(DEEPEST);
      Node root = new Yaml(new SafeConstructor(options)).compose(new StringReader(text));
      if (root != null) {
        collect("", root, edits, names, 0);
      }
    } catch (YAMLException unreadable) {
      broken = true;
    }
    if (broken && young) {
      return new RedactedFile(original, true);
    }
    String done = withoutCommented(edits.applied(), broken, names);
    return done.equals(text)
        ? new RedactedFile(original, false)
        : new RedactedFile(done.getBytes(StandardCharsets.UTF_8), false);
  }

  private void collect(String path, Node node, Edits edits, RemovedWords names, int depth) {
    if (depth > DEEPEST) {
      return;
    }
    if (node instanceof MappingNode mapping) {
      for (NodeTuple entry : mapping.getValue()) {
        String name = entry.getKeyNode() instanceof ScalarNode key ? key.getValue() : "";
        String below = path.isEmpty() ? name : path + "." + name;
        collect("", entry.getKeyNode(), edits, names, depth + 1);
        collect(below, entry.getValueNode(), edits, names, depth + 1);
      }
    } else if (node instanceof SequenceNode list) {
      list.getValue().forEach(item -> collect(path, item, edits, names, depth + 1));
    } else if (node instanceof ScalarNode scalar && !scalar.getValue().isBlank()) {
      String value = scalar.getValue();
      String now = settings.redacted(path, value, names);
      if (!now.equals(value)) {
        edits.replace(scalar, now);
      }
    }
  }

  /** Redacts comments, or all lines of a file that is not YAML. */
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
