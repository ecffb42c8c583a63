package dev.countersign.report;

import dev.countersign.fixture.RealRelease;
import dev.countersign.fixture.SharedFixtures;
import dev.countersign.verification.TrustedMaterial;
import dev.countersign.verification.Verdict;
import dev.countersign.verification.Verifier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a maintainer reads about the real release v0.0.13. */
class RealReleaseReportTest {
  @Test
  @Tag("threat-7")
  void tellsThatTheRealReleaseIsVerified() {
    Verdict verdict =
        new Verifier(
                TrustedMaterial.parse(
                    SharedFixtures.text("fixtures/trusted-roots/production.json")))
            .verify(RealRelease.input());

    Golden.assertReport("real-release-v0.0.13", CheckReports.verdict(verdict));
  }
}
