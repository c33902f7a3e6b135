package org.voiceagent.exporter.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.voiceagent.exporter.yaml.Problem;
import org.voiceagent.exporter.yaml.Problems;
import org.voiceagent.exporter.yaml.YamlFile;
import org.voiceagent.exporter.yaml.YamlNode;

/** The file in which an operator sets keys of the demo engine; read when it has changed. */
final class OperatorFile {
  private final Optional<Path> file;
  private String read = "";

  OperatorFile(Optional<Path> file) {
    this.file = file;
  }

  /**
   * The keys it sets, or empty if they are what they were.
   *
   * @throws IOException if it cannot be read or is no YAML; says where
   */
  Optional<Map<String, String>> changed() throws IOException {
    if (file.isEmpty() || !Files.exists(file.get())) {
      return Optional.empty();
    }
    String text = Files.readString(file.get());
    if (text.equals(read)) {
      return Optional.empty();
    }
    Problems problems = new Problems();
    YamlNode root = YamlFile.parse(file.get().toString(), text, problems);
    Map<String, String> keys = root.dottedValues();
    if (!problems.list().isEmpty()) {
      Problem first = problems.list().get(0);
      throw new IOException(first.toString());
    }
    read = text;
    return Optional.of(keys);
  }

  @Override
  public String toString() {
    return file.map(Path::toString).orElse("no file");
  }
}
