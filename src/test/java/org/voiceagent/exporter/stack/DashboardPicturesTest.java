package org.voiceagent.exporter.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import javax.imageio.ImageIO;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The pictures of dashboards in the documentation show the dashboards as they are. */
final class DashboardPicturesTest {
  private static final Path IMAGES = Path.of("docs", "images");

  /** What tools/dashboards/renderer draws above, below and for each unit of the grid, in pixels. */
  private static final int HEADER = 56;

  private static final int FOOTER = 28;
  private static final int CELL = 38;

  static List<DashboardFile> dashboards() throws IOException {
    return DashboardFile.all();
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void pictureHasTheBoardsPanelsAndItsSize(DashboardFile board) throws IOException {
    Path picture = IMAGES.resolve("dashboard-" + board.name().replace(".json", ".png"));
    JsonNode drawn =
        new ObjectMapper()
            .readTree(IMAGES.resolve("dashboards.json").toFile())
            .path(picture.getFileName().toString());
    BufferedImage image = ImageIO.read(picture.toFile());

    assertThat(strings(drawn.path("panels")))
        .as("panels of %s; if the board is meant, run make dashboards-render", picture)
        .containsExactlyElementsOf(
            panels(board)
                .filter(panel -> panel.has("targets"))
                .map(panel -> panel.path("title").asText())
                .sorted()
                .toList());
    int bottom =
        panels(board)
            .mapToInt(panel -> panel.at("/gridPos/y").asInt() + panel.at("/gridPos/h").asInt())
            .max()
            .orElseThrow();
    assertThat(image.getHeight())
        .isEqualTo(drawn.path("height").asInt())
        .isEqualTo(HEADER + CELL * bottom + FOOTER);
    assertThat(image.getWidth()).isEqualTo(drawn.path("width").asInt());
  }

  private static Stream<JsonNode> panels(DashboardFile board) {
    return StreamSupport.stream(board.json().path("panels").spliterator(), false);
  }

  private static List<String> strings(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
  }
}
