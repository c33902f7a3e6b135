package org.voiceagent.exporter.redaction.corpus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.voiceagent.exporter.call.Speaker;
import org.voiceagent.exporter.redaction.Utterance;
import org.voiceagent.exporter.redaction.corpus.MarkedCall.Line;
import org.voiceagent.exporter.redaction.corpus.MarkedCall.Mark;

/**
 * Public dialogues with labelled names and addresses. They are not part of the repository: {@code
 * -Dredaction.sets} names a folder with clones of them, see {@code docs/redaction.md}.
 */
final class PublicSets {
  /**
   * Schema-Guided Dialogue by Google Research, CC BY-SA 4.0: people who talk to an assistant about
   * tables, doctors, money and homes.
   */
  static final String SGD = "dstc8-schema-guided-dialogue";

  /**
   * What the slots of SGD hold. Artists, actors and directors are people, but not private ones;
   * names of firms may contain those of people.
   */
  private static final Map<String, String> SLOTS =
      Map.ofEntries(
          Map.entry("doctor_name", "NAME"),
          Map.entry("therapist_name", "NAME"),
          Map.entry("receiver", "NAME"),
          Map.entry("recipient_account_name", "NAME"),
          Map.entry("recipient_name", "NAME"),
          Map.entry("contact_name", "NAME"),
          Map.entry("street_address", "ADDRESS"),
          Map.entry("address", "ADDRESS"),
          Map.entry("property_address", "ADDRESS"),
          Map.entry("venue_address", "ADDRESS"),
          Map.entry("address_of_location", "ADDRESS"),
          Map.entry("phone_number", "PHONE"),
          Map.entry("dentist_name", Mark.MAY_GO),
          Map.entry("stylist_name", Mark.MAY_GO),
          Map.entry("artist", Mark.MAY_GO),
          Map.entry("event_name", Mark.MAY_GO),
          Map.entry("directed_by", Mark.MAY_GO),
          Map.entry("director", Mark.MAY_GO),
          Map.entry("actors", Mark.MAY_GO),
          Map.entry("cast", Mark.MAY_GO),
          Map.entry("starring", Mark.MAY_GO));

  /** So many files have dialogues of every service. */
  private static final int FILES = 11;

  private static final Pattern DEGREE = Pattern.compile("(?i)(?:,.*| (?:psyd?|ma|ms|jr))$");

  private static final Pattern PRACTICE =
      Pattern.compile("(?i)cent(?:er|re)|children|horizons|services|clinic|associates|medical");

  private PublicSets() {}

  /** The folder with the sets; empty if none was named. */
  static Optional<Path> folder() {
    return Optional.ofNullable(System.getProperty("redaction.sets"))
        .filter(name -> !name.isBlank())
        .map(Path::of)
        .filter(Files::isDirectory);
  }

  /** The first files of SGD's test part, which nothing here was ever tuned on. */
  static List<MarkedCall> sgd(Path sets) throws IOException {
    List<MarkedCall> calls = new ArrayList<>();
    Path folder = sets.resolve(SGD).resolve("test");
    for (int file = 1; file <= FILES; file++) {
      calls.addAll(read(folder.resolve("dialogues_%03d.json".formatted(file))));
    }
    return calls;
  }

  /** The dialogues of one file of SGD. */
  static List<MarkedCall> read(Path file) throws IOException {
    List<MarkedCall> calls = new ArrayList<>();
    for (JsonNode dialogue : new ObjectMapper().readTree(file.toFile())) {
      calls.add(call(dialogue));
    }
    return calls;
  }

  private static MarkedCall call(JsonNode dialogue) {
    List<Line> lines = new ArrayList<>();
    for (JsonNode turn : dialogue.path("turns")) {
      Speaker speaker =
          turn.path("speaker").asText().equals("USER") ? Speaker.CALLER : Speaker.AGENT;
      Utterance said = new Utterance(speaker, turn.path("utterance").asText());
      lines.add(new Line(said, marks(turn, said.text())));
    }
    return new MarkedCall(List.copyOf(lines));
  }

  private static List<Mark> marks(JsonNode turn, String said) {
    List<Mark> marks = new ArrayList<>();
    Set<Integer> starts = new HashSet<>();
    for (JsonNode frame : turn.path("frames")) {
      for (JsonNode slot : frame.path("slots")) {
        int start = slot.path("start").asInt();
        String value = said.substring(start, slot.path("exclusive_end").asInt());
        Optional<String> kind = kind(slot.path("slot").asText(), value);
        if (kind.isPresent() && starts.add(start)) {
          int end = start + DEGREE.matcher(value).replaceFirst("").length();
          marks.add(new Mark(kind.get(), start, end));
        }
      }
    }
    return marks;
  }

  /**
   * A ride goes to a street with a number, or to a place that has a name; a therapist may be a
   * practice.
   */
  private static Optional<String> kind(String slot, String value) {
    if (slot.equals("therapist_name") && PRACTICE.matcher(value).find()) {
      return Optional.of(Mark.MAY_GO);
    }
    boolean street = slot.equals("destination") && Character.isDigit(value.charAt(0));
    return street ? Optional.of("ADDRESS") : Optional.ofNullable(SLOTS.get(slot));
  }
}
