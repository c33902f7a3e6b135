package org.voiceagent.exporter.sentiment;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Words with the valence people gave them, -4 to 4. Immutable. */
final class Lexicon {
  private static final String RESOURCE = "lexicon.tsv";

  private final Map<String, Float> valences;

  private Lexicon(Map<String, Float> valences) {
    this.valences = valences;
  }

  /** The lexicon in the jar; its source and licences stand in the resource itself. */
  static Lexicon bundled() {
    Map<String, Float> valences = new HashMap<>(10_000);
    try (InputStream resource = Lexicon.class.getResourceAsStream(RESOURCE);
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        int tab = line.indexOf('\t');
        if (tab > 0 && line.charAt(0) != '#') {
          valences.put(line.substring(0, tab), Float.parseFloat(line.substring(tab + 1)));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the jar is damaged: " + RESOURCE + " cannot be read", e);
    }
    return new Lexicon(Map.copyOf(valences));
  }

  /** The valence of a lower-case word; 0 if it has none. */
  double valence(String word) {
    return valences.getOrDefault(word, 0f);
  }
}
