package dev.countersign.verification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.fixture.RealRelease;
import dev.sigstore.encryption.certificates.transparency.CertificateEntry;
import java.io.ByteArrayOutputStream;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class PrecertificateTest {
  @Test
  void isWhatTheLibraryComposes() throws Exception {
    SignedRelease release = new SignedRelease();
    X509Certificate generated =
        Certificates.parse(release.sign(SignedRelease.request()).certificate().toByteArray());
    X509Certificate real =
        Certificates.parse(
            KeyFiles.derFromPem(RealRelease.file(RealRelease.MANIFEST + ".crt").content()));
    X509Certificate issuer =
        TrustedRootReader.read(release.sigstore().trustedRoot())
            .certificateAuthorities()
            .get(0)
            .chain()
            .get(0);

    for (X509Certificate certificate : List.of(generated, real)) {
      ByteArrayOutputStream composed = new ByteArrayOutputStream();
      CertificateEntry.createForPrecertificate(certificate, issuer).encode(composed);
      byte[] withEntryType = composed.toByteArray();

      assertThat(Precertificate.of(certificate, issuer))
          .isEqualTo(Arrays.copyOfRange(withEntryType, 2, withEntryType.length));
    }
  }

  @Test
  void leavesAllElseAsItIsThoughItHadAnotherEncoding() {
    String longLength = "02810105";
    String statedDefault = "300a0603551d0f0101000400";
    String timestamps = "3010060a2b06010401d67902040204020000";
    String poison = "3013060a2b06010401d6790204030101ff04020500";

    assertThat(without(longLength + extensions(statedDefault + timestamps + poison)))
        .isEqualTo(sequence(longLength + extensions(statedDefault + poison)));
    assertThat(without(longLength)).isEqualTo(sequence(longLength));
  }

  private static String without(String parts) {
    HexFormat hex = HexFormat.of();
    return hex.formatHex(Precertificate.withoutTimestamps(hex.parseHex(sequence(parts))));
  }

  private static String extensions(String each) {
    String list = sequence(each);
    return "a3%02x%s".formatted(list.length() / 2, list);
  }

  private static String sequence(String parts) {
    return "30%02x%s".formatted(parts.length() / 2, parts);
  }
}
