package dev.countersign.verification;

import dev.countersign.FastCrypto;
import java.util.Locale;

/**
 * A great many verifications one after the other, and what is left on the heap after every tenth of
 * them: memory does not grow.
 *
 * <p>{@code mvn -Pbench -Dbench=dev.countersign.verification.ManyVerifications
 * [-Dbench.arguments=COUNT]} runs it; a million is the default.
 */
public final class ManyVerifications {
  private static final int INTERVALS = 10;

  private ManyVerifications() {}

  public static void main(String[] arguments) throws Exception {
    int count = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000_000;
    int each = count / INTERVALS;
    FastCrypto.install();
    VerificationSubjects subjects = new VerificationSubjects();
    print(0, 0);
    for (int interval = 1; interval <= INTERVALS; interval++) {
      long start = System.nanoTime();
      for (int i = 0; i < each; i++) {
        VerificationSubjects.forgetCertificates();
        Verdict verdict = i % 2 == 0 ? subjects.verifyBundle() : subjects.verifyRealRelease();
        if (!verdict.verified()) {
          throw new IllegalStateException("verification " + i + " failed: " + verdict);
        }
      }
      double seconds = (System.nanoTime() - start) / 1e9;
      print(each * interval, each / seconds);
    }
  }

  private static void print(int done, double perSecond) {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    System.out.printf(
        Locale.ROOT,
        "%,d verifications, %.0f a second, %.1f MiB on the heap%n",
        done,
        perSecond,
        (runtime.totalMemory() - runtime.freeMemory()) / (double) (1 << 20));
  }
}
