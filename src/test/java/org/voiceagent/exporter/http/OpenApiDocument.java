package org.voiceagent.exporter.http;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.voiceagent.exporter.http.routing.Route;

/**
 * The OpenAPI document of all routes. It is put together from the routes themselves, the table of
 * paths in {@code docs/http-api.md}, the schemas in {@code docs/schema}, and from what a running
 * server answers.
 */
final class OpenApiDocument {
  /** The file that is published. */
  static final Path FILE = Path.of("docs", "openapi.json");

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path PARAMETERS =
      Path.of("src", "test", "resources", "openapi", "parameters.json");
  private static final List<String> SCHEMAS =
      List.of("feedback", "open", "summary", "effects", "comparison", "anomalies", "kpi", "pages");
  private static final List<String> TYPES =
      List.of("application/json", "text/html", "text/csv", "image/svg+xml", "text/plain");
  private static final Pattern ROW =
      Pattern.compile("^\\| (\\[?`/.*?) \\| (.*?) \\|", Pattern.MULTILINE);
  private static final Pattern PATH = Pattern.compile("`(/[^`]*)`");
  private static final Pattern LINK = Pattern.compile("\\[([^\\]]*)\\]\\([^)]*\\)");

  private final RunningServer server;
  private final JsonNode parameters;
  private final Map<String, String> summaries = new LinkedHashMap<>();

  private OpenApiDocument(RunningServer server) throws IOException {
    this.server = server;
    this.parameters = JSON.readTree(PARAMETERS.toFile());
    Matcher row = ROW.matcher(Files.readString(Path.of("docs", "http-api.md")));
    while (row.find()) {
      String summary = LINK.matcher(row.group(2)).replaceAll("$1");
      PATH.matcher(row.group(1))
          .results()
          .forEach(
              path ->
                  summaries.putIfAbsent(
                      path.group(1).replaceAll("<[^>]*>(\\.svg)?", "*"), summary));
    }
  }

  /** The document of these routes, as this server answers them. */
  static String of(List<Route> routes, RunningServer server) throws IOException {
    return new OpenApiDocument(server).text(routes);
  }

  private String text(List<Route> routes) throws IOException {
    ObjectNode root = JSON.createObjectNode().put("openapi", "3.1.0");
    ObjectNode info = root.putObject("info").put("title", "voice-agent-exporter");
    info.put("version", "1");
    info.put(
        "description",
        "Metrics, calls and tuning advice of voice agents. Errors are JSON, or HTML if the client"
            + " prefers it. A page refuses parameters that it does not take.");
    info.putObject("license").put("name", "Apache-2.0").put("identifier", "Apache-2.0");
    ObjectNode paths = root.putObject("paths");
    for (Route route : routes) {
      ObjectNode operation = operation(route);
      paths
          .putObject(template(route, ""))
          .set(route.method().equals("POST") ? "post" : "get", operation);
      for (Route.Form form : route.beside()) {
        ObjectNode beside = operation(route);
        only(beside, form.type());
        paths.putObject(template(route, form.suffix())).set("get", beside);
      }
    }
    ObjectNode components = root.putObject("components");
    ObjectNode schemas = components.putObject("schemas");
    for (String name : SCHEMAS) {
      ObjectNode schema =
          (ObjectNode) JSON.readTree(Path.of("docs/schema/" + name + ".schema.json").toFile());
      schema.remove(List.of("$id", "$schema"));
      rebase(schema, name);
      schemas.set(name, schema);
    }
    components
        .putObject("securitySchemes")
        .putObject("password")
        .put("type", "http")
        .put("scheme", "basic");
    ArrayNode security = root.putArray("security");
    security.addObject();
    security.addObject().putArray("password");
    return indented(root);
  }

  private ObjectNode operation(Route route) throws IOException {
    ObjectNode operation = JSON.createObjectNode();
    String summary = summaries.get("/" + String.join("/", route.pattern()));
    operation.put("summary", Optional.ofNullable(summary).orElse(""));
    ArrayNode takes = operation.putArray("parameters");
    if (route.pattern().contains("*")) {
      ObjectNode id = takes.addObject().put("name", variable(route)).put("in", "path");
      id.put("required", true).putObject("schema").put("type", "string");
    }
    for (String name : route.parameters().names()) {
      takes.add(parameter(name));
    }
    if (route.pattern().equals(List.of("metrics"))) {
      takes.add(parameter("name[]"));
    }
    ObjectNode responses = operation.putObject("responses");
    answers(route, responses);
    ObjectNode fault = responses.putObject("default").put("description", "What is wrong.");
    ObjectNode content = fault.putObject("content");
    content
        .putObject("application/json")
        .putObject("schema")
        .put("$ref", "#/components/schemas/pages/$defs/error");
    content.putObject("text/html");
    return operation;
  }

  private ObjectNode parameter(String name) {
    ObjectNode parameter = JSON.createObjectNode().put("name", name).put("in", "query");
    JsonNode known = parameters.path(name);
    parameter.put("description", known.path("description").asText());
    JsonNode schema = known.path("schema");
    parameter.set(
        "schema", schema.isObject() ? schema : JSON.createObjectNode().put("type", "string"));
    return parameter;
  }

  /** What the server answers to each wish, with the samples that it has. */
  private void answers(Route route, ObjectNode responses) {
    ObjectNode fine = responses.putObject("200").put("description", "As requested.");
    ObjectNode content = fine.putObject("content");
    for (String type : TYPES) {
      HttpResponse<String> answer = ask(route, type);
      String given = answer.headers().firstValue("Content-Type").orElse("").split(";", -1)[0];
      if (answer.statusCode() != 200 || content.has(given)) {
        continue;
      }
      ObjectNode media = content.putObject(given);
      if (given.equals("application/json")) {
        ResponseSchemas.reference(template(route, "").replaceAll("\\{[^}]*}", "x"))
            .ifPresent(
                schema -> media.putObject("schema").put("$ref", "#/components/schemas/" + schema));
      }
    }
    if (route.pattern().equals(List.of("metrics"))) {
      content.putObject("application/openmetrics-text");
    }
    if (route.pattern().equals(List.of("-", "ready"))) {
      responses
          .putObject("503")
          .put("description", "Not ready yet.")
          .putObject("content")
          .putObject("application/json")
          .putObject("schema")
          .put("$ref", "#/components/schemas/pages/$defs/ready");
    }
  }

  private HttpResponse<String> ask(Route route, String accept) {
    boolean picture = Set.of("charts", "badge").contains(route.pattern().get(0));
    String indicator = picture ? "aht_seconds.svg" : "aht_seconds";
    String id = route.pattern().contains("calls") ? SampleCalls.NEWEST : indicator;
    String path = "/" + String.join("/", route.pattern()).replace("*", id);
    String query = path.equals("/feedback/comparison") ? "?before=a%3D1&after=a%3D2" : "";
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path + query))
            .header("Accept", accept)
            .method(route.method(), BodyPublishers.noBody())
            .build();
    try {
      return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void only(ObjectNode operation, String type) {
    ObjectNode content = (ObjectNode) operation.at("/responses/200/content");
    content.retain(type);
    if (content.isEmpty()) {
      content.putObject(type);
    }
  }

  private static String variable(Route route) {
    return route.pattern().contains("calls") ? "call_uuid" : "id";
  }

  private static String template(Route route, String suffix) {
    return "/"
        + String.join("/", route.pattern()).replace("*", "{" + variable(route) + "}")
        + suffix;
  }

  /** References within a schema and to its neighbours, as references within this document. */
  private static void rebase(JsonNode node, String name) {
    if (node instanceof ObjectNode object && object.path("$ref").isTextual()) {
      String target = object.path("$ref").asText();
      int hash = target.indexOf('#');
      String file = hash == 0 ? name : target.replaceFirst("\\.schema\\.json.*", "");
      String within = hash < 0 ? "" : target.substring(hash + 1);
      object.set("$ref", TextNode.valueOf("#/components/schemas/" + file + within));
    }
    node.forEach(below -> rebase(below, name));
  }

  private static String indented(JsonNode root) throws IOException {
    DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
    DefaultIndenter indent = new DefaultIndenter(" ", "\n");
    printer.indentObjectsWith(indent);
    printer.indentArraysWith(indent);
    return JSON.writer(printer).writeValueAsString(root) + "\n";
  }

  /** Why an answer is not what the published document promises; empty if it is. */
  static List<String> faults(HttpResponse<?> answer) throws IOException {
    JsonNode document = JSON.readTree(FILE.toFile());
    String path =
        answer.request().uri().getPath().isEmpty() ? "/" : answer.request().uri().getPath();
    List<String> faults = new ArrayList<>();
    Optional<JsonNode> item = item(document, path);
    int status = answer.statusCode();
    if (item.isEmpty()) {
      if (status < 400) {
        faults.add(path + " is not in " + FILE + ": run OpenApiTest with -Dgolden.update=true");
      }
      return faults;
    }
    JsonNode responses = item.get().elements().next().path("responses");
    JsonNode response =
        responses.has(Integer.toString(status))
            ? responses.path(Integer.toString(status))
            : responses.path(status < 400 ? "200" : "default");
    String type = answer.headers().firstValue("Content-Type").orElse("").split(";", -1)[0];
    if (!response.path("content").has(type)) {
      faults.add(path + " has " + status + " as " + type + ", which " + FILE + " does not have");
      return faults;
    }
    String reference = response.at("/content/" + type.replace("/", "~1") + "/schema/$ref").asText();
    if (answer.body() instanceof String body && !body.isEmpty() && !reference.isEmpty()) {
      faults.addAll(FeedbackSchema.faults(URI.create(FILE.toUri() + reference), body));
    }
    return faults;
  }

  private static Optional<JsonNode> item(JsonNode document, String path) {
    JsonNode paths = document.path("paths");
    if (paths.has(path)) {
      return Optional.of(paths.path(path));
    }
    for (String template : new TreeSet<>(names(paths))) {
      String pattern = "\\Q" + template.replaceAll("\\{[^}]*}", "\\\\E[^/]+\\\\Q") + "\\E";
      if (template.contains("{") && path.matches(pattern)) {
        return Optional.of(paths.path(template));
      }
    }
    return Optional.empty();
  }

  private static List<String> names(JsonNode paths) {
    List<String> names = new ArrayList<>();
    paths.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
