package org.voiceagent.exporter.testing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The places of {@code inplace/places.txt}: what a call's files hold, and what may be left of it.
 */
public final class Places {
  private Places() {}

  /**
   * One place.
   *
   * @param name what it is
   * @param files content by file name
   * @param gone what must not be left
   * @param stays what must be left as it is
   */
  public record Place(
      String name, Map<String, String> files, List<String> gone, List<String> stays) {

    /** Writes the files, and a summary that ends the call if there is none. */
    public Path drop(Path folder) throws IOException {
      Files.createDirectories(folder);
      for (Map.Entry<String, String> file : files.entrySet()) {
        Files.writeString(folder.resolve(file.getKey()), file.getValue());
      }
      if (!files.containsKey("metrics.json")) {
        Files.writeString(folder.resolve("metrics.json"), "{\"duration_seconds\":10}\n");
      }
      return folder;
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /** All of them. */
  public static List<Place> all() throws IOException {
    String text;
    try (InputStream file = Places.class.getResourceAsStream("/inplace/places.txt")) {
      text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
    }
    List<Place> places = new ArrayList<>();
    for (String part : text.split("(?m)^== ", -1)) {
      if (!part.startsWith("#")) {
        places.add(place(part));
      }
    }
    return places;
  }

  private static Place place(String part) {
    List<String> gone = new ArrayList<>();
    List<String> stays = new ArrayList<>();
    Map<String, String> files = new LinkedHashMap<>();
    String file = "";
    List<String> lines = List.of(part.split("\n", -1));
    for (String line : lines.subList(1, lines.size())) {
      if (line.startsWith("file: ")) {
        file = line.substring(6);
        files.put(file, "");
      } else if (line.startsWith("gone: ")) {
        gone.addAll(Arrays.asList(line.substring(6).split(" \\| ")));
      } else if (line.startsWith("stays: ")) {
        stays.addAll(Arrays.asList(line.substring(7).split(" \\| ")));
      } else if (!line.isBlank()) {
        files.merge(file, line + "\n", String::concat);
      }
    }
    return new Place(lines.get(0), files, gone, stays);
  }
}
