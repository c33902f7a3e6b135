package org.voiceagent.exporter.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.voiceagent.exporter.ledger.Mark.Once;

final class MarkKeysTest {

  @Test
  void behavesLikeAMapFromMarksToDaysOfAbsence() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    MarkKeys keys = new MarkKeys();
    Map<Once, Integer> model = new HashMap<>();
    for (int step = 0; step < 20_000; step++) {
      Once mark =
          new Once(random.nextBoolean() ? Once.CALL : Once.FILE, "call-" + random.nextInt(2_500));
      int dice = random.nextInt(1_000);
      if (dice == 0) {
        keys.ageByOneDay();
        model.replaceAll((known, days) -> days + 1);
      } else if (dice == 1) {
        keys.forget(3, Integer.MAX_VALUE);
        model.values().removeIf(days -> days > 3);
      } else if (dice < 300) {
        keys.present(mark);
        model.replace(mark, 0);
      } else {
        assertThat(keys.add(mark))
            .as("seed %d step %d", seed, step)
            .isEqualTo(model.putIfAbsent(mark, 0) == null);
      }
      assertThat(keys.contains(mark))
          .as("seed %d step %d", seed, step)
          .isEqualTo(model.containsKey(mark));
    }
    assertThat(keys.size()).as("seed %d", seed).isEqualTo(model.size());
    int[] seen = new int[1];
    keys.forEach((high, low, days, late) -> seen[0]++);
    assertThat(seen[0]).as("seed %d", seed).isEqualTo(model.size());
  }

  @Test
  void absenceIsCountedUpToItsMostAndNoFurther() {
    MarkKeys keys = new MarkKeys();
    keys.add(Once.call("call-1"));
    for (int day = 0; day < 300; day++) {
      keys.ageByOneDay();
    }
    assertThat(keys.forget(254, Integer.MAX_VALUE)).isEqualTo(1);
  }
}
