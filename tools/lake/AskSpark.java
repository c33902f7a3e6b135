import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Asks Spark the files of monitoring/sql over a lake and writes its answers as JSON: MASTER LAKE
 * ANSWERS FILE... The first files may define tables and views.
 */
final class AskSpark {
  public static void main(String[] args) throws Exception {
    SparkSession spark =
        SparkSession.builder()
            .master(args[0])
            .appName("lake-check")
            .config("spark.ui.enabled", false)
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.sql.session.timeZone", "UTC")
            .config("spark.sql.shuffle.partitions", 2)
            // Each question is asked once: what the second compiler gains comes too late.
            .config("spark.executor.extraJavaOptions", "-XX:TieredStopAtLevel=1")
            .config("spark.log.level", "WARN")
            .getOrCreate();
    Map<String, Object> answers = new LinkedHashMap<>();
    for (String file : List.of(args).subList(3, args.length)) {
      String sql = Files.readString(Path.of(file)).replace("LAKE/", args[1] + "/");
      Dataset<Row> answer = null;
      for (String statement : sql.replaceAll("(?m)^--.*$", "").split(";")) {
        answer = statement.isBlank() ? answer : spark.sql(statement);
      }
      List<List<Object>> rows = new ArrayList<>();
      for (Row row : answer.collectAsList()) {
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < row.size(); i++) {
          Object value = row.get(i);
          values.add(value == null || value instanceof Number ? value : value.toString());
        }
        rows.add(values);
      }
      answers.put(
          Path.of(file).getFileName().toString(),
          Map.of("columns", List.of(answer.columns()), "rows", rows));
    }
    answers.put("executors", spark.sparkContext().statusTracker().getExecutorInfos().length - 1);
    answers.put("version", spark.version());
    Files.write(Path.of(args[2]), new ObjectMapper().writeValueAsBytes(answers));
    spark.stop();
  }
}
