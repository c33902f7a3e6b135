package org.voiceagent.exporter;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The rules of the house that the compiler does not know: who may use whom, where each library may
 * be seen, who may ask what time it is.
 *
 * <p>A package may use those before it in {@link #PACKAGES} and none after it. A new package needs
 * a place in that list, a new library a line in {@link #libraries()}.
 */
final class ArchitectureTest {

  private static final String ROOT = "org.voiceagent.exporter";

  /** From the ground up, floor by floor. */
  private static final List<String> PACKAGES =
      Stream.of(
              Stream.of("files", "yaml", "patch", "web", "httpserver"),
              Stream.of("call"),
              Stream.of(
                  "language",
                  "sentiment",
                  "redaction.text",
                  "redaction.number",
                  "redaction.secret",
                  "redaction.name",
                  "redaction",
                  "artifact.engine",
                  "artifact",
                  "redaction.disk",
                  "ledger",
                  "catalog",
                  "event",
                  "event.catalog",
                  "control",
                  "history",
                  "retention",
                  "advice.fact",
                  "advice.amount",
                  "advice.rule",
                  "advice",
                  "experiment",
                  "anomaly",
                  "chart"),
              Stream.of(
                  "cost",
                  "report",
                  "intake",
                  "intake.watch",
                  "kpi",
                  "callindex",
                  "event.feed",
                  "lake",
                  "lake.archive"),
              Stream.of("inbox", "totals", "page", "callmetrics", "telemetry"),
              Stream.of(
                  "http.json",
                  "http.routing",
                  "http.security",
                  "http.pages",
                  "http",
                  "forget",
                  "influx",
                  "otlp"),
              Stream.of("config", "daemon", "demo", "demo.event", "cli"))
          .flatMap(floor -> floor)
          .toList();

  /** Who may ask the machine for the time; everyone else is given an InstantSource. */
  /** A command waits for files of the daemon's, and nothing tells it when they are there. */
  private static final String PAUSE = "org.voiceagent.exporter.control.Pause";

  private static final String[] NEAR_THE_CLOCK = packages("daemon", "cli", "demo");

  private static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT);

  private static final JavaClasses MAIN_AND_TESTS = new ClassFileImporter().importPackages(ROOT);

  static Stream<Arguments> libraries() {
    return Stream.of(
        Arguments.of(
            "com.fasterxml.jackson..",
            packages(
                "artifact.engine",
                "artifact",
                "redaction.disk",
                "control",
                "event",
                "event.catalog",
                "event.feed",
                "inbox",
                "http.json",
                "http.routing",
                "http.pages",
                "forget",
                "cost",
                "lake",
                "lake.archive",
                "cli",
                "demo",
                "demo.event")),
        Arguments.of(
            "org.yaml.snakeyaml..", packages("yaml", "artifact", "redaction.disk", "patch")),
        Arguments.of("com.github.difflib..", packages("patch")),
        Arguments.of("at.favre.lib..", packages("web")),
        Arguments.of("com.google.re2j..", packages("redaction")),
        Arguments.of("io.prometheus..", packages("page", "telemetry")),
        Arguments.of("io.methvin..", packages("intake.watch")),
        Arguments.of("com.sun.net.httpserver..", packages()),
        Arguments.of("org.apache.commons..", packages("experiment")),
        Arguments.of("io.opentelemetry..", packages("otlp")),
        Arguments.of("picocli..", packages("cli")));
  }

  static Stream<Arguments> packagesAndThoseAbove() {
    return IntStream.range(0, PACKAGES.size() - 1)
        .mapToObj(
            i ->
                Arguments.of(
                    PACKAGES.get(i),
                    packages(PACKAGES.subList(i + 1, PACKAGES.size()).toArray(String[]::new))));
  }

  @Test
  void everyClassLivesInAPackageThatHasItsPlace() {
    classes().should().resideInAnyPackage(packages(PACKAGES.toArray(String[]::new))).check(MAIN);
  }

  @Test
  void thePageShowsThePackagesFloorByFloor() throws IOException {
    String page = Files.readString(Path.of("docs", "Architecture.md"));
    List<String> floors =
        Pattern.compile("(?m)^\\| \\d+ \\| ([^|]*) \\|")
            .matcher(page)
            .results()
            .map(row -> row.group(1))
            .collect(Collectors.toCollection(ArrayList::new));
    Collections.reverse(floors);

    assertThat(
            floors.stream()
                .flatMap(floor -> Pattern.compile(", ").splitAsStream(floor.replace("`", ""))))
        .containsExactlyElementsOf(PACKAGES);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("packagesAndThoseAbove")
  void usesNoPackageAboveItself(String name, String[] above) {
    noClasses()
        .that(resideInAnyPackage(packages(name)))
        .should()
        .dependOnClassesThat(resideInAnyPackage(above))
        .check(MAIN);
  }

  @Test
  void packagesFormNoCycle() {
    slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(MAIN);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("libraries")
  void libraryIsSeenOnlyWhereItBelongs(String library, String[] home) {
    noClasses()
        .that(resideOutsideOfPackages(home))
        .should()
        .dependOnClassesThat(resideInAnyPackage(library))
        .check(MAIN);
  }

  @Test
  void onlyThePauseBetweenLooksAtFilesSleeps() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName(PAUSE)
        .should()
        .accessTargetWhere(
            target(
                "Thread.sleep or TimeUnit.sleep",
                t ->
                    t.getName().equals("sleep")
                        && (t.getOwner().isAssignableTo(Thread.class)
                            || t.getOwner().isEquivalentTo(TimeUnit.class))))
        .because("a test waits for a condition, and the daemon is woken by a scheduler")
        .check(MAIN_AND_TESTS);
  }

  @Test
  void theIntakeDeletesNothing() {
    noClasses()
        .that(resideInAnyPackage(packages("intake", "intake.watch")))
        .should()
        .accessTargetWhere(
            target(
                "something that deletes or empties files",
                t ->
                    (t.getOwner().isEquivalentTo(Files.class) && t.getName().startsWith("delete"))
                        || (t.getOwner().getPackageName().equals(ROOT + ".files")
                            && t.getName().matches("(remove|finishRemoval|withhold|replace).*"))))
        .because("only the housekeeping thread deletes; the counting thread never waits for it")
        .check(MAIN);
  }

  @Test
  void onlyTheOutermostPackagesAskWhatTimeItIs() {
    noClasses()
        .that(resideOutsideOfPackages(NEAR_THE_CLOCK))
        .should()
        .accessTargetWhere(target("the machine's clock", ArchitectureTest::readsTheClock))
        .because("time comes in as an InstantSource, so that a test can set it")
        .check(MAIN);
  }

  @Test
  void nothingStaticChanges() {
    fields()
        .that()
        .areStatic()
        .and()
        .doNotHaveModifier(JavaModifier.SYNTHETIC)
        .should()
        .beFinal()
        .check(MAIN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Manager", "Helper", "Util", "Utils", "Processor", "Impl", "Service", "Data"})
  void noClassHidesBehindAWordThatSaysNothing(String suffix) {
    noClasses().should().haveSimpleNameEndingWith(suffix).check(MAIN_AND_TESTS);
  }

  private static boolean readsTheClock(AccessTarget target) {
    String owner = target.getOwner().getName();
    String name = target.getName();
    return switch (owner) {
      case "java.lang.System" -> name.equals("currentTimeMillis");
      case "java.time.Clock" ->
          name.startsWith("system") || name.matches("tick(Millis|Seconds|Minutes)");
      case "java.time.InstantSource" -> name.equals("system");
      case "java.util.Date" -> name.equals("<init>") && parameters(target).isEmpty();
      default ->
          owner.startsWith("java.time.")
              && name.equals("now")
              && !parameters(target).contains("java.time.Clock");
    };
  }

  private static List<String> parameters(AccessTarget target) {
    return target instanceof AccessTarget.CodeUnitAccessTarget unit
        ? unit.getRawParameterTypes().stream().map(JavaClass::getName).toList()
        : List.of();
  }

  private static DescribedPredicate<JavaAccess<?>> target(
      String description, Predicate<AccessTarget> condition) {
    return DescribedPredicate.describe(description, access -> condition.test(access.getTarget()));
  }

  private static String[] packages(String... names) {
    return Stream.of(names).map(name -> ROOT + "." + name).toArray(String[]::new);
  }
}
