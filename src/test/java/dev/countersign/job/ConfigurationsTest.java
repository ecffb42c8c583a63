package dev.countersign.job;

import static dev.countersign.job.Scene.TARGET;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.policy.PolicyError;
import dev.countersign.policy.PolicyFile;
import dev.countersign.policy.PolicyOrigin;
import dev.countersign.policy.RepositoryPolicy;
import dev.countersign.port.FakeMaterialSource;
import dev.countersign.port.SharedFile;
import dev.countersign.verification.RepositoryName;
import dev.countersign.verification.TreeEntry;
import dev.countersign.verification.TreeEntry.Kind;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class ConfigurationsTest {
  private static final RepositoryName SHARED = new RepositoryName("octo", ".github");

  private final FakeMaterialSource source = new FakeMaterialSource();
  private final AtomicInteger sharedReads = new AtomicInteger();
  private final Configurations configurations = new Configurations(source);

  @Test
  void prefersTheRepositorysOwnFileAndThenAsksForNoOther() {
    share("wait: 10m");

    Configuration configuration = configurations.of(TARGET, Optional.of(own("wait: 5m")));

    assertThat(configuration.origin()).isEqualTo(new PolicyOrigin.OwnFile());
    assertThat(configuration.policy().patience()).isEqualTo(Duration.ofMinutes(5));
    assertThat(source.sharedFileRequests()).isZero();
  }

  @Test
  void takesAnEmptyOwnFileForTheDefaultsWhateverTheOwnerSays() {
    share("wait: 10m");

    assertThat(configurations.of(TARGET, Optional.of(own(""))).policy())
        .isEqualTo(RepositoryPolicy.DEFAULT);
  }

  @Test
  void fallsBackToTheFileOfTheOwner() {
    share("wait: 10m");

    Configuration configuration = configurations.of(TARGET, Optional.empty());

    assertThat(configuration.origin()).isEqualTo(new PolicyOrigin.OwnersFile(SHARED));
    assertThat(configuration.policy().patience()).isEqualTo(Duration.ofMinutes(10));
  }

  @Test
  void fallsBackToTheDefaultsWhereNobodyConfiguredAnything() {
    assertThat(configurations.of(TARGET, Optional.empty())).isEqualTo(Configuration.NONE);
  }

  @Test
  void neverFallsBackFromAFileThatIsWrong() {
    share("wait: 10m");

    Configuration configuration = configurations.of(TARGET, Optional.of(own("wait: soon")));

    assertThat(configuration.origin()).isEqualTo(new PolicyOrigin.OwnFile());
    assertThat(configuration.errors())
        .containsExactly(
            new PolicyError(1, 7, "wait: \"soon\" is not a duration such as 90s, 30m or 2h"));
  }

  @Test
  void tellsWhatIsWrongWithTheFileOfTheOwner() {
    share("wait: soon");

    Configuration configuration = configurations.of(TARGET, Optional.empty());

    assertThat(configuration.isBroken()).isTrue();
    assertThat(configuration.origin()).isEqualTo(new PolicyOrigin.OwnersFile(SHARED));
  }

  @Test
  void fetchesAnUnchangedFileOnce() {
    TreeEntry own = own("wait: 5m");
    configurations.of(TARGET, Optional.of(own));
    source.forgetBlobs();

    assertThat(configurations.of(TARGET, Optional.of(own)).policy().patience())
        .isEqualTo(Duration.ofMinutes(5));
    assertThat(configurations.of(TARGET, Optional.of(own("wait: 6m"))).policy().patience())
        .isEqualTo(Duration.ofMinutes(6));
  }

  @Test
  void fetchesAnUnchangedFileOfTheOwnerOnce() {
    share("wait: 10m");

    assertThat(configurations.of(TARGET, Optional.empty()))
        .isEqualTo(configurations.of(TARGET, Optional.empty()));
    assertThat(sharedReads).hasValue(1);
  }

  @ParameterizedTest
  @EnumSource(value = Kind.class, mode = Mode.EXCLUDE, names = "FILE")
  void rejectsWhatIsNoRegularFile(Kind kind) {
    TreeEntry entry = new TreeEntry(PolicyFile.PATH, kind, "a".repeat(40), 0);

    assertThat(configurations.of(TARGET, Optional.of(entry)).errors())
        .singleElement()
        .asString()
        .startsWith("1:1: expected a regular file, found a ")
        .doesNotContain("_");
  }

  @Test
  void rejectsAFileThatIsTooLargeWithoutFetchingIt() {
    TreeEntry entry = new TreeEntry(PolicyFile.PATH, Kind.FILE, "a".repeat(40), 65_537);

    assertThat(configurations.of(TARGET, Optional.of(entry)).errors())
        .containsExactly(new PolicyError(1, 1, "the file has more than 65536 bytes"));
  }

  private TreeEntry own(String text) {
    byte[] content = text.getBytes(UTF_8);
    return new TreeEntry(PolicyFile.PATH, Kind.FILE, source.addBlob(content), content.length);
  }

  private void share(String text) {
    byte[] content = text.getBytes(UTF_8);
    source.share(
        new SharedFile(
            SHARED,
            new TreeEntry(
                PolicyFile.PATH, Kind.FILE, FakeMaterialSource.blobId(content), content.length),
            limit -> {
              sharedReads.incrementAndGet();
              return content;
            }));
  }
}
