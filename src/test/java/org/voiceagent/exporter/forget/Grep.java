package org.voiceagent.exporter.forget;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Looks for texts in every byte and every name below a folder. */
public final class Grep {
  private Grep() {}

  /** The files below the folder whose content or name has the text. */
  public static List<Path> filesWith(Path folder, String text) throws IOException {
    List<Path> found = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.toList()) {
        boolean inName = folder.relativize(file).toString().contains(text);
        boolean inContent =
            Files.isRegularFile(file)
                && new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(text);
        if (inName || inContent) {
          found.add(file);
        }
      }
    }
    return found;
  }
}
