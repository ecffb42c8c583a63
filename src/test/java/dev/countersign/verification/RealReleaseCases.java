package dev.countersign.verification;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import dev.countersign.fixture.RealRelease;
import dev.countersign.fixture.SharedFixtures;
import dev.sigstore.proto.bundle.v1.Bundle;
import dev.sigstore.proto.rekor.v1.TransparencyLogEntry;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The real release as input, whole or altered, and what is found about it. */
final class RealReleaseCases {
  private RealReleaseCases() {}

  static Verifier verifier(String trustedRoot) {
    return new Verifier(trust(trustedRoot));
  }

  static TrustedMaterial trust(String trustedRoot) {
    return TrustedMaterial.parse(
        SharedFixtures.text("fixtures/trusted-roots/" + trustedRoot + ".json"));
  }

  static List<ReasonCode> changedEntry(Consumer<TransparencyLogEntry.Builder> change) {
    return changed(
        bundle -> change.accept(bundle.getVerificationMaterialBuilder().getTlogEntriesBuilder(0)));
  }

  static List<ReasonCode> changed(Consumer<Bundle.Builder> change) {
    MaterialSet set = RealRelease.materials();
    try {
      Bundle.Builder bundle = Bundle.newBuilder();
      JsonFormat.parser()
          .merge(new String(set.bundles().get(0).content(), StandardCharsets.UTF_8), bundle);
      change.accept(bundle);
      byte[] json = JsonFormat.printer().print(bundle).getBytes(StandardCharsets.UTF_8);
      return reasons(
          with(
              new MaterialSet(
                  set.manifest(),
                  List.of(new MaterialFile(RealRelease.MANIFEST + ".sigstore", json)),
                  set.signatures(),
                  set.certificates())));
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("the fixture is a bundle", e);
    }
  }

  static List<ReasonCode> reasons(VerificationInput input) {
    return reasons(verify(input));
  }

  static List<ReasonCode> reasons(SetVerdict verdict) {
    List<ReasonCode> reasons =
        verdict.withStatus(Status.FAILED).stream().map(Finding::reason).toList();
    assertThat(verdict.verified()).isEqualTo(reasons.isEmpty());
    return reasons;
  }

  static SetVerdict verify(VerificationInput input) {
    return verifier("production").verify(input).sets().get(0);
  }

  static Release release(RepositoryName repository, String tag, String commit) {
    Release release = RealRelease.release();
    return new Release(
        release.serverUrl(),
        repository,
        release.repositoryId(),
        release.ownerId(),
        release.repositoryCreatedAt(),
        release.visibility(),
        tag,
        commit,
        Optional.empty());
  }

  static VerificationInput with(MaterialSet set) {
    VerificationInput input = RealRelease.input();
    return new VerificationInput(
        input.release(),
        List.of(set),
        input.files(),
        input.signer(),
        input.contents(),
        input.legacyCutoff());
  }

  static VerificationInput with(Release release, TaggedTree tree, SignerPolicy signer) {
    VerificationInput input = RealRelease.input();
    return new VerificationInput(
        release,
        input.materialSets(),
        new ReleaseFiles(tree),
        signer,
        input.contents(),
        input.legacyCutoff());
  }

  static ByteString flip(ByteString bytes, int index) {
    byte[] changed = bytes.toByteArray();
    changed[index] ^= 1;
    return ByteString.copyFrom(changed);
  }
}
