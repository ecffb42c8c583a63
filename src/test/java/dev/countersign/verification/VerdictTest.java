package dev.countersign.verification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.simulation.sigstore.BundleVersion;
import dev.countersign.simulation.sigstore.SigningRequest;
import dev.countersign.simulation.sigstore.SigningRequest.Service;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class VerdictTest {
  private final SignedRelease release = new SignedRelease();

  @Test
  @Tag("threat-15")
  void rejectsAReleaseOfWhichOneSetIsBad() {
    MaterialSet good = set(SignedRelease.request());
    MaterialSet bad = set(SignedRelease.request().withImpostor(Service.CERTIFICATE_AUTHORITY));

    assertThat(release.verdict(good, good).verified()).isTrue();
    assertThat(release.verdict(good, bad).verified()).isFalse();
    assertThat(release.verdict(bad, good).verified()).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void isNotVerifiedWhereACheckWasLeftOut(Check left) {
    List<Finding> findings = new ArrayList<>(allPassed());
    assertThat(verdict(findings).verified()).isTrue();

    findings.removeIf(finding -> finding.check() == left);

    assertThat(verdict(findings).verified()).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void isNotVerifiedWhereACheckBothPassedAndFailed(Check failed) {
    List<Finding> findings = new ArrayList<>(allPassed());
    findings.add(Finding.failed(failed, ReasonCode.SIGNATURE_INVALID, "", ""));

    assertThat(verdict(findings).verified()).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void isNotVerifiedWhereACheckPassedButNotToItsEnd(Check undecided) {
    List<Finding> findings = new ArrayList<>(allPassed());
    findings.add(Finding.undecided(undecided, ReasonCode.CONTENT_LIMIT_REACHED, "", ""));

    assertThat(verdict(findings).verified()).isFalse();
  }

  @Test
  void doesNotPassACheckThatCouldNotBeMade() {
    Findings findings = new Findings();
    findings.undecided(Check.CONTENTS, ReasonCode.CONTENT_LIMIT_REACHED, "", "");

    findings.passUnlessFailed(Check.CONTENTS, "");

    assertThat(findings.inOrder()).extracting(Finding::status).containsExactly(Status.UNDECIDED);
  }

  private MaterialSet set(SigningRequest request) {
    return SignedRelease.set(release.sign(request).bundle(BundleVersion.V0_3));
  }

  private static SetVerdict verdict(List<Finding> findings) {
    return new SetVerdict(
        SignedRelease.MANIFEST, Optional.empty(), findings, ContentsResult.NOTHING_COMPARED);
  }

  private static List<Finding> allPassed() {
    return Arrays.stream(Check.values()).map(check -> Finding.passed(check, "")).toList();
  }
}
