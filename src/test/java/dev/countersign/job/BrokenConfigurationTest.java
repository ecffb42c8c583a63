package dev.countersign.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.job.ReleaseVerification.Look;
import dev.countersign.materials.ContentLimits;
import dev.countersign.materials.LogLookup;
import dev.countersign.materials.MaterialCollector;
import dev.countersign.materials.ReleaseFilesReader;
import dev.countersign.policy.PolicyError;
import dev.countersign.policy.PolicyFile;
import dev.countersign.policy.PolicyOrigin;
import dev.countersign.policy.RepositoryPolicy;
import dev.countersign.port.FakeActivity;
import dev.countersign.port.FakeMaterialSource;
import dev.countersign.port.SharedFile;
import dev.countersign.port.TransparencyLog;
import dev.countersign.verification.RepositoryName;
import dev.countersign.verification.TreeEntry;
import dev.countersign.verification.Verifier;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a look finds where the configuration cannot be understood: nothing is verified by it. */
class BrokenConfigurationTest {
  private static final byte[] BROKEN = "sginer: {}".getBytes(UTF_8);
  private static final List<PolicyError> ERRORS =
      List.of(new PolicyError(1, 1, "sginer: unknown key, did you mean signer?"));
  private static final PolicyOrigin OF_OWNER =
      new PolicyOrigin.OwnersFile(new RepositoryName("octo", ".github"));
  private static final Map<String, byte[]> MATERIALS =
      Map.of("checksums-1.txt", new byte[] {'\n'}, "checksums-1.txt.sigstore.json", new byte[1]);

  private final FakeMaterialSource source = new FakeMaterialSource();
  private final ReleaseInspection inspection =
      new ReleaseInspection(
          source,
          new FakeActivity(),
          new Branches(source),
          new MaterialCollector(source, ContentLimits.DEFAULT),
          new ReleaseFilesReader(
              source,
              (target, tree, algorithms) -> {
                throw new AssertionError("read the tag of a release that must not be verified");
              },
              0),
          new LogLookup(TransparencyLog.NOT_ASKED),
          new TrustedVerifier() {
            @Override
            public Verifier present() {
              throw new AssertionError("verified by a configuration that is wrong");
            }

            @Override
            public boolean newerMayCome() {
              return false;
            }
          });

  @BeforeEach
  void publish() {
    source.publish(Scene.stateAt(Scene.COMMIT));
    source.commit(Scene.COMMIT, Map.of());
  }

  @Test
  void isToldAtOnceOfTheRepositorysOwnFile() {
    assertThat(look(Map.of(PolicyFile.PATH, BROKEN)))
        .isInstanceOfSatisfying(
            Look.PolicyBroken.class,
            broken -> {
              assertThat(broken.origin()).isEqualTo(new PolicyOrigin.OwnFile());
              assertThat(broken.errors()).isEqualTo(ERRORS);
            });
  }

  @Test
  void isNotToldOfTheOwnersFileToARepositoryWithoutMaterials() {
    share();

    assertThat(look(Map.of()))
        .isInstanceOfSatisfying(
            Look.NoMaterials.class,
            none -> {
              assertThat(none.origin()).isEqualTo(OF_OWNER);
              assertThat(none.policy()).isEqualTo(RepositoryPolicy.DEFAULT);
            });
  }

  @Test
  void isToldOfTheOwnersFileWhenThereAreMaterials() {
    share();

    assertThat(look(MATERIALS))
        .isInstanceOfSatisfying(
            Look.PolicyBroken.class,
            broken -> {
              assertThat(broken.origin()).isEqualTo(OF_OWNER);
              assertThat(broken.errors()).isEqualTo(ERRORS);
            });
  }

  private Look look(Map<String, byte[]> branch) {
    source.commit("b".repeat(40), new HashMap<>(branch));
    source.branch("main", "b".repeat(40));
    return inspection.look(Scene.TARGET, source.release(Scene.TARGET, Scene.TAG).orElseThrow());
  }

  private void share() {
    source.share(
        new SharedFile(
            new RepositoryName("octo", ".github"),
            new TreeEntry(
                PolicyFile.PATH,
                TreeEntry.Kind.FILE,
                FakeMaterialSource.blobId(BROKEN),
                BROKEN.length),
            limit -> BROKEN));
  }
}
