package dev.countersign;

import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.util.List;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/**
 * BouncyCastle's EC signatures, and nothing else of it: it verifies one in a fraction of the time
 * that the JDK takes.
 */
final class BouncyCastleEc extends Provider {
  /** The provider's name among the installed ones. */
  static final String NAME = "BouncyCastleEC";

  private static final long serialVersionUID = 1;

  private static final List<String> ALGORITHMS =
      List.of("NONEwithECDSA", "SHA256withECDSA", "SHA384withECDSA", "SHA512withECDSA");

  BouncyCastleEc() {
    this(new BouncyCastleProvider());
  }

  private BouncyCastleEc(Provider whole) {
    super(NAME, whole.getVersionStr(), "EC signatures by BouncyCastle");
    for (String algorithm : ALGORITHMS) {
      putService(new SignatureService(this, whole.getService("Signature", algorithm)));
    }
  }

  private static final class SignatureService extends Service {
    private final Service original;

    SignatureService(Provider provider, Service original) {
      super(
          provider,
          original.getType(),
          original.getAlgorithm(),
          original.getClassName(),
          List.of(),
          null);
      this.original = original;
    }

    @Override
    public Object newInstance(Object parameter) throws NoSuchAlgorithmException {
      return original.newInstance(parameter);
    }
  }
}
