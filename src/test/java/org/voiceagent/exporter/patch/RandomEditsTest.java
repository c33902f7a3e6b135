package org.voiceagent.exporter.patch;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.difflib.UnifiedDiffUtils;
import com.github.difflib.patch.PatchFailedException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

/** What holds of any edit: parsed, it is a merge; as text, everything else is as it was. */
final class RandomEditsTest {
  private static final int DOCUMENTS = 2_000;
  private static final List<String> NAMES = List.of("a", "b", "vad", "on", "x-1", "ä");
  private static final List<String> VALUES =
      List.of("1", "80", "2.5", "true", "cloud", "'q'", "\"d\"", "no", "[1, 2]", "", "~");

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void anEditIsAMergeThatKeepsEveryOtherLine(long seed) throws PatchFailedException {
    Random random = new Random(seed);
    int merged = 0;
    for (int i = 0; i < DOCUMENTS; i++) {
      String before = document(random);
      List<Setting> settings = settings(random);
      String after;
      try {
        after = YamlEdit.apply(before, settings);
      } catch (YamlEditException refused) {
        continue;
      }
      merged++;
      String about = "seed " + seed + ", " + settings + " over\n" + before + "gives\n" + after;
      assertThat(parsed(after)).as(about).isEqualTo(merged(parsed(before), settings));
      assertThat(onlyThese(comments(before), after)).as(about).isEqualTo(comments(before));
      assertThat(YamlEdit.apply(after, settings)).as(about).isEqualTo(after);
      String diff = YamlDiff.of("f", before, after);
      assertThat(patched(before, diff)).as(diff).isEqualTo(lines(after));
    }
    assertThat(merged).isGreaterThan(DOCUMENTS / 2);
  }

  private static List<Setting> settings(Random random) {
    Map<String, Setting> byKey = new LinkedHashMap<>();
    for (int i = 0; i <= random.nextInt(3); i++) {
      String key = pick(NAMES, random);
      for (int depth = 1; depth < 3; depth++) {
        key += "." + pick(NAMES, random);
      }
      String value = pick(List.of("120", "0.5", "false", "no", "deepgram"), random);
      byKey.put(key, new Setting(key, value, random.nextBoolean() ? "because" : ""));
    }
    return List.copyOf(byKey.values());
  }

  private static String document(Random random) {
    StringBuilder yaml = new StringBuilder();
    block(random, "", 0, yaml);
    if (random.nextInt(4) == 0 && yaml.length() > 0) {
      yaml.setLength(yaml.length() - 1);
    }
    return yaml.toString();
  }

  private static void block(Random random, String indent, int depth, StringBuilder yaml) {
    List<String> names = new ArrayList<>(NAMES);
    java.util.Collections.shuffle(names, random);
    for (String name : names.subList(0, 1 + random.nextInt(3))) {
      if (random.nextInt(3) == 0) {
        yaml.append(indent).append("# about ").append(random.nextInt(1000)).append('\n');
      }
      yaml.append(indent).append(YamlScalar.word(name)).append(':');
      String comment = random.nextInt(3) == 0 ? "  # note " + random.nextInt(1000) : "";
      if (depth < 2 && random.nextInt(3) > 0) {
        if (random.nextInt(3) == 0) {
          yaml.append(" {").append(flow(random)).append('}').append(comment).append('\n');
        } else {
          yaml.append(comment).append('\n');
          block(random, indent + " ".repeat(1 + random.nextInt(3)), depth + 1, yaml);
        }
      } else {
        String value = pick(VALUES, random);
        yaml.append(value.isEmpty() ? "" : " ").append(value).append(comment).append('\n');
      }
      if (random.nextInt(5) == 0) {
        yaml.append('\n');
      }
    }
  }

  private static String flow(Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> "";
      case 1 -> "a: 1";
      case 2 -> "a: 1, vad: {b: 2}";
      default -> "vad: , b: x ";
    };
  }

  private static Object parsed(String yaml) {
    Object root = new Yaml().load(yaml);
    return root == null ? Map.of() : root;
  }

  @SuppressWarnings("unchecked") // the documents above hold nothing but such maps
  private static Object merged(Object root, List<Setting> settings) {
    Map<Object, Object> copy = (Map<Object, Object>) root;
    for (Setting setting : settings) {
      List<String> path = setting.path();
      copy = new LinkedHashMap<>(copy);
      Map<Object, Object> map = copy;
      for (String name : path.subList(0, path.size() - 1)) {
        Object below = map.get(name);
        Map<Object, Object> next =
            below == null
                ? new LinkedHashMap<>()
                : new LinkedHashMap<>((Map<Object, Object>) below);
        map.put(name, next);
        map = next;
      }
      map.put(path.get(path.size() - 1), parsed(YamlScalar.value(setting.value())));
    }
    return copy;
  }

  private static List<String> comments(String yaml) {
    return lines(yaml).stream().filter(line -> line.strip().startsWith("#")).toList();
  }

  /** Of the lines of a text those that were comments before, as often as they come. */
  private static List<String> onlyThese(List<String> wanted, String text) {
    return comments(text).stream().filter(wanted::contains).toList();
  }

  private static List<String> patched(String before, String diff) throws PatchFailedException {
    List<String> old = before.isEmpty() ? List.of() : lines(before);
    return diff.isEmpty() ? old : UnifiedDiffUtils.parseUnifiedDiff(lines(diff)).applyTo(old);
  }

  private static List<String> lines(String text) {
    return Arrays.asList(text.split("\n", -1)).subList(0, (int) text.lines().count());
  }

  private static <T> T pick(List<T> list, Random random) {
    return list.get(random.nextInt(list.size()));
  }
}
