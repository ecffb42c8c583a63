package dev.countersign.verification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.fixture.RealRelease;
import dev.countersign.fixture.SharedFixtures;
import org.junit.jupiter.api.Test;

class RealReleaseTest {
  private final Verifier verifier =
      new Verifier(
          TrustedMaterial.parse(SharedFixtures.text("fixtures/trusted-roots/production.json")));

  @Test
  void verifiesTheRealRelease() {
    SetVerdict verdict = verifier.verify(RealRelease.input()).sets().get(0);

    System.out.println(verdict.signing());
    verdict.findings().forEach(System.out::println);
    verdict.contents().entries().forEach(System.out::println);
    System.out.println(verdict.contents().unlisted());
    assertThat(verdict.withStatus(Status.FAILED)).isEmpty();
    assertThat(verdict.verified()).isTrue();
  }
}
