package dev.countersign.verification;

import dev.countersign.FastCrypto;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * What the verification of a bundle of version 0.3 takes beside the bare sum of its signatures,
 * with native code, in turns of a few hundredths of a second: whatever else the machine does
 * meanwhile slows down both alike, as it does not where one is measured minutes after the other.
 *
 * <p>{@code mvn -Pbench -Dbench=dev.countersign.verification.BesideBareSignatures
 * [-Dbench.arguments=SECONDS]} runs it: a minute to warm up is the default, and the measurement
 * takes about another.
 */
public final class BesideBareSignatures {
  private static final int TURNS = 1000;
  private static final int VERIFICATIONS = 50; // a turn

  private BesideBareSignatures() {}

  public static void main(String[] arguments) throws Exception {
    int warmUp = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 60;
    FastCrypto.install();
    VerificationSubjects subjects = new VerificationSubjects();
    long warm = System.nanoTime() + TimeUnit.SECONDS.toNanos(warmUp);
    while (System.nanoTime() < warm) {
      bundles(subjects);
      bareSignatures(subjects);
    }
    double[] bundles = new double[TURNS];
    double[] bare = new double[TURNS];
    double[] ratios = new double[TURNS];
    for (int turn = 0; turn < TURNS; turn++) {
      bundles[turn] = bundles(subjects);
      bare[turn] = bareSignatures(subjects);
      ratios[turn] = bundles[turn] / bare[turn];
    }
    System.out.println("| " + TURNS + " turns | median | lower quartile | upper quartile |");
    System.out.println("|---|---:|---:|---:|");
    print("0.3 bundle, µs", bundles);
    print("its bare signatures, µs", bare);
    print("ratio within a turn", ratios);
  }

  /** Microseconds of one verification. */
  private static double bundles(VerificationSubjects subjects) {
    long nanos = 0;
    for (int i = 0; i < VERIFICATIONS; i++) {
      VerificationSubjects.forgetCertificates();
      long start = System.nanoTime();
      boolean verified = subjects.verifyBundle().verified();
      nanos += System.nanoTime() - start;
      require(verified);
    }
    return nanos / 1e3 / VERIFICATIONS;
  }

  /** Microseconds of one bundle's signatures. */
  private static double bareSignatures(VerificationSubjects subjects) throws Exception {
    long start = System.nanoTime();
    for (int i = 0; i < VERIFICATIONS; i++) {
      require(subjects.verifyBareSignatures());
    }
    return (System.nanoTime() - start) / 1e3 / VERIFICATIONS;
  }

  private static void require(boolean verified) {
    if (!verified) {
      throw new IllegalStateException("does not verify");
    }
  }

  private static void print(String what, double[] values) {
    Arrays.sort(values);
    System.out.printf(
        Locale.ROOT,
        "| %s | %.2f | %.2f | %.2f |%n",
        what,
        values[TURNS / 2],
        values[TURNS / 4],
        values[TURNS * 3 / 4]);
  }
}
