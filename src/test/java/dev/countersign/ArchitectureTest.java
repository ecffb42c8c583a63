package dev.countersign;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The house: which room may import what. */
class ArchitectureTest {
  private static final String BASE = "dev.countersign";

  /** Own rooms and foreign packages that each room may import, the JDK and JSpecify aside. */
  private static final Map<String, List<String>> MAY_IMPORT =
      Map.ofEntries(
          Map.entry("config", List.of()),
          Map.entry(
              "database",
              List.of(
                  "javax.sql..",
                  "com.zaxxer..",
                  "org.flywaydb..",
                  "org.jdbi..",
                  "org.sqlite..",
                  "org.slf4j..")),
          Map.entry(
              "webhook",
              List.of(
                  room("delivery"),
                  "io.javalin..",
                  "jakarta.servlet..",
                  "com.fasterxml.jackson..",
                  "org.slf4j..")),
          Map.entry(
              "delivery",
              List.of(
                  room("port"),
                  room("verification"),
                  "org.jdbi..",
                  "com.fasterxml.jackson..",
                  "org.slf4j..")),
          Map.entry(
              "job",
              List.of(
                  room("delivery"),
                  room("port"),
                  room("materials"),
                  room("verification"),
                  room("policy"),
                  room("report"),
                  "com.github.kagkarlsson..",
                  "org.jdbi..",
                  "org.slf4j..")),
          Map.entry("port", List.of(room("verification"), room("report"))),
          Map.entry(
              "materials",
              List.of(room("port"), room("verification"), "org.apache.commons.compress..")),
          Map.entry(
              "verification",
              List.of(
                  "dev.sigstore..",
                  "com.google.protobuf..",
                  "com.google.gson..",
                  "org.bouncycastle..")),
          Map.entry("trust", List.of("dev.sigstore..", "com.google.protobuf..", "org.slf4j..")),
          Map.entry("policy", List.of(room("verification"), "org.snakeyaml..")),
          Map.entry("report", List.of(room("verification"), room("policy"))),
          Map.entry(
              "github",
              List.of(
                  room("port"),
                  room("report"),
                  room("verification"),
                  "org.kohsuke.github..",
                  "okhttp3..",
                  "okio..",
                  "io.jsonwebtoken..",
                  "com.fasterxml.jackson..",
                  "org.slf4j..")));

  private final com.tngtech.archunit.core.domain.JavaClasses house =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(BASE);

  @TestFactory
  Stream<DynamicTest> eachRoomImportsOnlyWhatItMay() {
    return MAY_IMPORT.entrySet().stream()
        .map(
            room ->
                DynamicTest.dynamicTest(
                    room.getKey(), () -> checkRoom(room.getKey(), room.getValue())));
  }

  @Test
  void everyRoomHasARule() {
    classes()
        .should()
        .resideInAnyPackage(
            Stream.concat(
                    Stream.of(BASE, room("cli"), room("web")),
                    MAY_IMPORT.keySet().stream().map(ArchitectureTest::room))
                .toArray(String[]::new))
        .check(house);
  }

  @Test
  void roomsDoNotDependOnEachOtherInCircles() {
    slices().matching(BASE + ".(*)..").should().beFreeOfCycles().check(house);
  }

  @Test
  void verificationNeitherReadsTheClockNorLogsNorTouchesFilesOrTheNetwork() {
    noClasses()
        .that()
        .resideInAPackage(room("verification"))
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(
                "java.nio.file..",
                "java.net.http..",
                "org.slf4j..",
                "java.util.logging..",
                "javax.sql..",
                "java.sql.."))
        .orShould()
        .callMethod(java.time.Instant.class, "now")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .check(house);
  }

  private void checkRoom(String name, List<String> allowed) {
    DescribedPredicate<JavaClass> permitted =
        resideInAnyPackage(
            Stream.concat(
                    Stream.of(room(name), "java..", "javax..", "org.jspecify..", ""),
                    allowed.stream())
                .toArray(String[]::new));
    classes()
        .that(resideInAPackage(room(name)))
        .should()
        .onlyDependOnClassesThat(permitted)
        .allowEmptyShould(true)
        .check(house);
  }

  private static String room(String name) {
    return BASE + "." + name + "..";
  }
}
