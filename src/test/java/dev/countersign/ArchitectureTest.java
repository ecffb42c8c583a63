package dev.countersign;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
              "database", List.of("javax.sql..", "com.zaxxer..", "org.flywaydb..", "org.jdbi..")),
          Map.entry("webhook", List.of(room("delivery"), "io.javalin..", "org.slf4j..")),
          Map.entry(
              "delivery",
              List.of(
                  room("port"),
                  room("verification"),
                  "org.jdbi..",
                  "com.fasterxml.jackson..",
                  "net.jpountz.lz4..",
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
                  "com.fasterxml.jackson..",
                  "org.bouncycastle..")),
          Map.entry("trust", List.of("dev.sigstore..", "org.slf4j..")),
          Map.entry("policy", List.of(room("verification"), "org.snakeyaml..")),
          Map.entry("report", List.of(room("verification"), room("policy"))),
          Map.entry(
              "web",
              List.of(
                  room("history"),
                  room("port"),
                  room("report"),
                  room("verification"),
                  "io.javalin..",
                  "gg.jte..",
                  "org.commonmark..",
                  "org.slf4j..")),
          Map.entry(
              "history",
              List.of(
                  room("port"),
                  room("report"),
                  room("verification"),
                  "org.jdbi..",
                  "com.fasterxml.jackson..")),
          Map.entry(
              "rekor",
              List.of(
                  room("port"),
                  room("verification"),
                  "okhttp3..",
                  "okio..",
                  "com.fasterxml.jackson..")),
          Map.entry(
              "metrics",
              List.of(
                  room("delivery"),
                  room("webhook"),
                  room("github"),
                  room("job"),
                  room("report"),
                  "io.micrometer..",
                  "com.zaxxer.hikari.metrics..",
                  "io.javalin..",
                  "org.slf4j..")),
          Map.entry(
              "cli",
              List.of(
                  room("port"),
                  room("materials"),
                  room("verification"),
                  room("trust"),
                  room("policy"),
                  room("report"),
                  "picocli..",
                  "com.fasterxml.jackson..")),
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

  /** Files, sockets and connections; a URI only names. */
  private static final String IMPURE =
      "java\\.io\\.(File|RandomAccessFile).*|java\\.net\\..*(Socket|Connection|InetAddress).*"
          + "|java\\.net\\.URL";

  private static final Set<String> CLOCKS =
      Set.of("Instant.now", "System.nanoTime", "System.currentTimeMillis");

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
            Stream.concat(Stream.of(BASE), MAY_IMPORT.keySet().stream().map(ArchitectureTest::room))
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
        .dependOnClassesThat(nameMatching(IMPURE))
        .orShould()
        .callMethodWhere(target(readsTheClock()))
        .orShould()
        .callConstructor(Date.class)
        .check(house);
  }

  private static DescribedPredicate<AccessTarget> readsTheClock() {
    return DescribedPredicate.describe(
        "reads the clock",
        method ->
            CLOCKS.contains(method.getOwner().getSimpleName() + "." + method.getName())
                || (method.getOwner().getFullName().equals("java.time.Clock")
                    && !method.getName().equals("fixed")));
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
